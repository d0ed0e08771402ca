import { afterEach, describe, expect, it, vi } from "vitest";
import { checksum, SnapshotStore, versionOf } from "../../web/worker/snapshot_store";

/** The part of Cache Storage that is used, in memory; `full` refuses what is large. */
class CacheDouble {
  readonly entries = new Map<string, Response>();
  full = false;

  async match(key: string): Promise<Response | undefined> {
    return this.entries.get(key)?.clone();
  }

  async put(key: string, response: Response): Promise<void> {
    if (this.full) throw new DOMException("no room", "QuotaExceededError");
    this.entries.set(key, response);
  }

  async delete(key: string): Promise<boolean> {
    return this.entries.delete(key);
  }

  async keys(): Promise<string[]> {
    return [...this.entries.keys()];
  }
}

function storage(): CacheDouble {
  const cache = new CacheDouble();
  vi.stubGlobal("caches", { open: async () => cache, has: async () => cache.entries.size > 0 });
  return cache;
}

async function opened(version = "1-abc"): Promise<SnapshotStore> {
  const store = await SnapshotStore.open(version);
  if (!store) throw new Error("no store");
  return store;
}

const MEMORY = Uint8Array.from({ length: 1001 }, (_, index) => (index * 7) % 251);

afterEach(() => vi.unstubAllGlobals());

describe("a kept memory", () => {
  it("comes back whole", async () => {
    storage();
    const store = await opened();
    expect(await store.read()).toBeNull();
    expect(await store.write(MEMORY)).toBe(true);
    expect(await store.read()).toEqual(MEMORY);
    expect(await SnapshotStore.hasAny()).toBe(true);
  });

  it("is not used by another version, which replaces it", async () => {
    const cache = storage();
    await (await opened("1-old")).write(MEMORY);
    const fresh = await opened("1-new");
    expect(await fresh.read()).toBeNull();
    await fresh.write(MEMORY);
    expect(cache.entries.size).toBe(1);
    expect(await (await opened("1-old")).read()).toBeNull();
  });

  it("is dropped where it is damaged", async () => {
    const cache = storage();
    const store = await opened();
    await store.write(MEMORY);
    const [[key, kept]] = [...cache.entries] as [[string, Response]];
    const damaged = MEMORY.slice();
    damaged[500] = (damaged[500] as number) ^ 1;
    cache.entries.set(key, new Response(damaged, { headers: kept.headers }));
    expect(await store.read()).toBeNull();
    expect(cache.entries.size).toBe(0);
  });

  it("is dropped where it is cut short", async () => {
    const cache = storage();
    const store = await opened();
    await store.write(MEMORY);
    const [[key, kept]] = [...cache.entries] as [[string, Response]];
    cache.entries.set(key, new Response(MEMORY.slice(0, 400), { headers: kept.headers }));
    expect(await store.read()).toBeNull();
  });

  it("is not tried again after a start from it has died", async () => {
    storage();
    const store = await opened();
    await store.write(MEMORY);
    void store.tried(() => new Promise(() => undefined));
    expect(await (await opened()).read()).toBeNull();
  });

  it("stays after a start from it went well", async () => {
    storage();
    const store = await opened();
    await store.write(MEMORY);
    expect(await store.tried(async () => 3)).toBe(3);
    await new Promise((done) => setTimeout(done));
    expect(await store.read()).toEqual(MEMORY);
  });
});

describe("storage that refuses", () => {
  it("keeps nothing where there is no room", async () => {
    const cache = storage();
    cache.full = true;
    const store = await opened();
    expect(await store.write(MEMORY)).toBe(false);
    expect(await store.read()).toBeNull();
    expect(await store.tried(async () => 3)).toBe(3);
  });

  it("is no store in a mode that keeps nothing", async () => {
    const refuse = async () => {
      throw new DOMException("private", "SecurityError");
    };
    vi.stubGlobal("caches", { open: refuse, has: refuse });
    expect(await SnapshotStore.open("1-abc")).toBeNull();
    expect(await SnapshotStore.hasAny()).toBe(false);
    vi.stubGlobal("caches", undefined);
    expect(await SnapshotStore.hasAny()).toBe(false);
  });

  it("is no store where no version can be told", async () => {
    storage();
    vi.stubGlobal("crypto", {});
    expect(await versionOf(["a"])).toBeNull();
    expect(await SnapshotStore.open(null)).toBeNull();
  });
});

describe("versions and sums", () => {
  it("change with every part", async () => {
    const bytes = (value: number) => new Uint8Array([1, value]).buffer;
    const names = await Promise.all(
      [
        ["a", bytes(1)],
        ["b", bytes(1)],
        ["a", bytes(2)],
      ].map((parts) => versionOf(parts)),
    );
    expect(new Set(names).size).toBe(3);
    expect(await versionOf(["a", bytes(1)])).toBe(names[0]);
  });

  it("take bytes wherever they begin", () => {
    const moved = new Uint8Array(1006).subarray(5);
    moved.set(MEMORY);
    expect(checksum(moved)).toBe(checksum(MEMORY));
  });
});
