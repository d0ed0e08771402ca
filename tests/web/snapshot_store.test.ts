import { afterEach, describe, expect, it, vi } from "vitest";
import type { Memory } from "../../web/worker/interpreter";
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

  async delete(key: string | { url: string }): Promise<boolean> {
    return this.entries.delete(typeof key === "string" ? key : new URL(key.url).pathname);
  }

  async keys(): Promise<{ url: string }[]> {
    return [...this.entries.keys()].map((path) => ({ url: `http://site${path}` }));
  }
}

function storage(): CacheDouble {
  const cache = new CacheDouble();
  vi.stubGlobal("caches", { open: async () => cache });
  return cache;
}

async function opened(): Promise<SnapshotStore> {
  const store = await SnapshotStore.open();
  if (!store) throw new Error("no store");
  return store;
}

/** Version and bytes of what is kept; null where nothing whole is. */
async function found(store: SnapshotStore): Promise<[string, Memory] | null> {
  const kept = await store.find();
  const memory = await kept?.memory();
  return kept && memory ? [kept.version, memory] : null;
}

const LIBRARY = { name: "/lib/one.so", handle: 8, memoryBase: 64, tableBase: 10, tableSize: 2 };
const BYTES = Uint8Array.from({ length: 1001 }, (_, index) => (index * 7) % 251);
const MEMORY: Memory = {
  bytes: BYTES,
  libraries: { loaded: [LIBRARY], places: [["start", 12]] },
};

afterEach(() => vi.unstubAllGlobals());

describe("a kept memory", () => {
  it("comes back whole, with its version", async () => {
    storage();
    const store = await opened();
    expect(await store.find()).toBeNull();
    expect(await store.write("abc", MEMORY)).toBe(true);
    expect(await found(store)).toEqual(["abc", MEMORY]);
  });

  it("replaces that of another version", async () => {
    const cache = storage();
    const store = await opened();
    await store.write("old", MEMORY);
    await store.write("new", MEMORY);
    expect(cache.entries.size).toBe(1);
    expect(await found(store)).toEqual(["new", MEMORY]);
  });

  it("is not used in another form", async () => {
    const cache = storage();
    const store = await opened();
    await store.write("abc", MEMORY);
    const [[key, kept]] = [...cache.entries] as [[string, Response]];
    cache.entries.delete(key);
    cache.entries.set("/snapshot/0-abc", kept);
    expect(await store.find()).toBeNull();
  });

  it("is dropped where it is damaged", async () => {
    const cache = storage();
    const store = await opened();
    await store.write("abc", MEMORY);
    const [[key, kept]] = [...cache.entries] as [[string, Response]];
    const damaged = BYTES.slice();
    damaged[500] = (damaged[500] as number) ^ 1;
    cache.entries.set(key, new Response(damaged, { headers: kept.headers }));
    expect(await found(store)).toBeNull();
    expect(cache.entries.size).toBe(0);
  });

  it("is dropped where it is cut short", async () => {
    const cache = storage();
    const store = await opened();
    await store.write("abc", MEMORY);
    const [[key, kept]] = [...cache.entries] as [[string, Response]];
    cache.entries.set(key, new Response(BYTES.slice(0, 400), { headers: kept.headers }));
    expect(await found(store)).toBeNull();
  });

  it("is not tried again after a start from it has died", async () => {
    storage();
    const store = await opened();
    await store.write("abc", MEMORY);
    void store.tried(() => new Promise(() => undefined));
    expect(await (await opened()).find()).toBeNull();
  });

  it("stays after a start from it went well", async () => {
    storage();
    const store = await opened();
    await store.write("abc", MEMORY);
    expect(await store.tried(async () => 3)).toBe(3);
    await new Promise((done) => setTimeout(done));
    expect(await found(store)).toEqual(["abc", MEMORY]);
  });
});

describe("storage that refuses", () => {
  it("keeps nothing where there is no room", async () => {
    const cache = storage();
    cache.full = true;
    const store = await opened();
    expect(await store.write("abc", MEMORY)).toBe(false);
    expect(await store.find()).toBeNull();
    expect(await store.tried(async () => 3)).toBe(3);
  });

  it("is no store in a mode that keeps nothing", async () => {
    const refuse = async () => {
      throw new DOMException("private", "SecurityError");
    };
    vi.stubGlobal("caches", { open: refuse });
    expect(await SnapshotStore.open()).toBeNull();
    vi.stubGlobal("caches", undefined);
    expect(await SnapshotStore.open()).toBeNull();
  });

  it("is no store where no version can be told", async () => {
    storage();
    vi.stubGlobal("crypto", {});
    expect(await versionOf([new ArrayBuffer(1)])).toBeNull();
    expect(await SnapshotStore.open()).toBeNull();
  });
});

describe("versions and sums", () => {
  it("change with every part", async () => {
    const bytes = (...values: number[]) => new Uint8Array(values).buffer;
    const names = await Promise.all(
      [
        [bytes(1), bytes(2)],
        [bytes(1), bytes(3)],
        [bytes(1, 2), bytes(2)],
      ].map(versionOf),
    );
    expect(new Set(names).size).toBe(3);
    expect(await versionOf([bytes(1), bytes(2)])).toBe(names[0]);
  });

  it("take bytes wherever they begin", () => {
    const moved = new Uint8Array(1006).subarray(5);
    moved.set(BYTES);
    expect(checksum(moved)).toBe(checksum(BYTES));
  });
});
