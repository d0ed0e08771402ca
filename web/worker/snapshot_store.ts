/**
 * Python's memory after its start, kept by the browser for the next visit. Nothing here ever fails:
 * where there is no storage, or no room, or what was kept is damaged, there is just no snapshot.
 */

const CACHE = "p_vision-python";
/** Raised when what is kept, or what the start puts into it, changes its form. */
const FORM = 1;
const ENTRY = "/snapshot/";
/** There while a start from the snapshot is under way: left behind, it tells of one that died. */
const TRIAL = "/snapshot-in-use";

/** A fast sum over all bytes; it is there to find damage, not malice. */
export function checksum(bytes: Uint8Array): number {
  const whole = bytes.length >>> 2;
  const words =
    bytes.byteOffset % 4 === 0
      ? new Uint32Array(bytes.buffer, bytes.byteOffset, whole)
      : new Uint32Array(bytes.slice(0, whole * 4).buffer);
  let sum = bytes.length;
  for (let index = 0; index < whole; index++) {
    sum = (Math.imul(sum, 31) + (words[index] as number)) | 0;
  }
  return sum >>> 0;
}

/** A name that changes with any byte of the parts; null where the browser cannot make one. */
export async function versionOf(parts: (ArrayBuffer | string)[]): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  try {
    const digests = await Promise.all(
      parts.map((part) =>
        crypto.subtle.digest(
          "SHA-256",
          typeof part === "string" ? new TextEncoder().encode(part) : part,
        ),
      ),
    );
    const all = await crypto.subtle.digest("SHA-256", await new Blob(digests).arrayBuffer());
    const hex = [...new Uint8Array(all).slice(0, 16)].map((byte) => byte.toString(16));
    return `${FORM}-${hex.map((digits) => digits.padStart(2, "0")).join("")}`;
  } catch {
    return null;
  }
}

export class SnapshotStore {
  private constructor(
    private readonly cache: Cache,
    private readonly entry: string,
  ) {}

  /** Whether an earlier visit left something, of this version or another. */
  static async hasAny(): Promise<boolean> {
    try {
      return await caches.has(CACHE);
    } catch {
      return false;
    }
  }

  /** Null in a browser, or a mode of it, that keeps nothing. */
  static async open(version: string | null): Promise<SnapshotStore | null> {
    if (version === null || !("caches" in globalThis)) return null;
    try {
      return new SnapshotStore(await caches.open(CACHE), `${ENTRY}${version}`);
    } catch {
      return null;
    }
  }

  /** What was kept for this version, whole; null otherwise, or where the last use of it died. */
  async read(): Promise<Uint8Array | null> {
    try {
      const [found, trial] = await Promise.all([
        this.cache.match(this.entry),
        this.cache.match(TRIAL),
      ]);
      if (!found) return null;
      const bytes = new Uint8Array(await found.arrayBuffer());
      const kept = found.headers.get("X-Checksum");
      if (!trial && kept === String(checksum(bytes))) return bytes;
      await this.drop();
    } catch {}
    return null;
  }

  /** Replaces what older versions left. */
  async write(bytes: Uint8Array): Promise<boolean> {
    try {
      const headers = {
        "Content-Type": "application/octet-stream",
        "X-Checksum": String(checksum(bytes)),
      };
      await this.forget();
      await this.cache.put(this.entry, new Response(bytes as Uint8Array<ArrayBuffer>, { headers }));
      return true;
    } catch {
      await this.drop();
      return false;
    }
  }

  async drop(): Promise<void> {
    try {
      await this.forget();
    } catch {}
  }

  /** Runs a start from the snapshot; whatever ends it early makes the next start a plain one. */
  async tried<T>(start: () => Promise<T>): Promise<T> {
    const noted = this.cache.put(TRIAL, new Response("")).catch(() => undefined);
    const value = await start();
    void noted.then(() => this.cache.delete(TRIAL)).catch(() => undefined);
    return value;
  }

  private async forget(): Promise<void> {
    const keys = await this.cache.keys();
    await Promise.all(keys.map((key) => this.cache.delete(key)));
  }
}
