/**
 * Python's memory after its start, kept by the browser for the next visit. Nothing here ever fails:
 * where there is no storage, or no room, or what was kept is damaged, there is just no snapshot.
 */

import { PYODIDE_VERSION } from "../protocol";
import type { Memory } from "./interpreter";

const CACHE = "p_vision-python";
/** Raised when what is kept, or what the start puts into it, changes its form. */
const FORM = 2;
const ENTRY = `/snapshot/${FORM}-${PYODIDE_VERSION}-`;
/** There while a start from the snapshot is under way: left behind, it tells of one that died. */
const TRIAL = "/snapshot-in-use";

/** A fast sum over all bytes; it is there to find damage, not malice. */
export function checksum(bytes: Uint8Array): number {
  const whole = bytes.length >>> 2;
  const words =
    bytes.byteOffset % 4 === 0
      ? new Uint32Array(bytes.buffer, bytes.byteOffset, whole)
      : new Uint32Array(bytes.slice(0, whole * 4).buffer);
  // Four sums at once: each by itself would wait for its last product.
  let [one, two, three, four] = [bytes.length, 1, 2, 3];
  const most = whole - (whole % 4);
  for (let index = 0; index < most; index += 4) {
    one = (Math.imul(one, 31) + (words[index] as number)) | 0;
    two = (Math.imul(two, 31) + (words[index + 1] as number)) | 0;
    three = (Math.imul(three, 31) + (words[index + 2] as number)) | 0;
    four = (Math.imul(four, 31) + (words[index + 3] as number)) | 0;
  }
  for (let index = most; index < whole; index++) {
    one = (Math.imul(one, 31) + (words[index] as number)) | 0;
  }
  return [two, three, four].reduce((sum, part) => (Math.imul(sum, 31) + part) | 0, one) >>> 0;
}

/** Of a memory, and of what its libraries are. */
function sums(bytes: Uint8Array, libraries: string): string {
  return `${checksum(bytes)} ${checksum(new TextEncoder().encode(libraries))}`;
}

/** A name that changes with any byte of the parts; null where the browser cannot make one. */
export async function versionOf(parts: ArrayBuffer[]): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  try {
    const digests = await Promise.all(parts.map((part) => crypto.subtle.digest("SHA-256", part)));
    const all = await crypto.subtle.digest("SHA-256", await new Blob(digests).arrayBuffer());
    const hex = [...new Uint8Array(all).slice(0, 16)].map((byte) => byte.toString(16));
    return hex.map((digits) => digits.padStart(2, "0")).join("");
  } catch {
    return null;
  }
}

/** What an earlier visit left. */
export interface Kept {
  /** Of what it was made; whoever uses it finds out whether that is still what there is. */
  version: string;
  /** The memory, whole; null where it is damaged. */
  memory(): Promise<Memory | null>;
}

export class SnapshotStore {
  private constructor(private readonly cache: Cache) {}

  /** Null in a browser, or a mode of it, that keeps nothing or can tell no versions. */
  static async open(): Promise<SnapshotStore | null> {
    if (!globalThis.crypto?.subtle || !("caches" in globalThis)) return null;
    try {
      return new SnapshotStore(await caches.open(CACHE));
    } catch {
      return null;
    }
  }

  /** What is kept for this form; null where nothing is, or where the last use of it died. */
  async find(): Promise<Kept | null> {
    try {
      const paths = (await this.cache.keys()).map(({ url }) => new URL(url).pathname);
      const entry = paths.find((path) => path.startsWith(ENTRY));
      if (!entry) return null;
      if (!paths.includes(TRIAL)) {
        return { version: entry.slice(ENTRY.length), memory: () => this.read(entry) };
      }
      await this.drop();
    } catch {}
    return null;
  }

  private async read(entry: string): Promise<Memory | null> {
    try {
      const found = await this.cache.match(entry);
      if (!found) return null;
      const bytes = new Uint8Array(await found.arrayBuffer());
      const libraries = found.headers.get("X-Libraries") ?? "";
      if (found.headers.get("X-Checksum") === sums(bytes, libraries)) {
        return { bytes, libraries: JSON.parse(libraries) };
      }
      await this.drop();
    } catch {}
    return null;
  }

  /** Replaces what older versions left. */
  async write(version: string, { bytes, libraries }: Memory): Promise<boolean> {
    try {
      const named = JSON.stringify(libraries);
      const headers = {
        "Content-Type": "application/octet-stream",
        "X-Checksum": sums(bytes, named),
        "X-Libraries": named,
      };
      await this.forget();
      const response = new Response(bytes as Uint8Array<ArrayBuffer>, { headers });
      await this.cache.put(ENTRY + version, response);
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
