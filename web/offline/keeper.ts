/**
 * The kept files. An entry's address ends in the digest of its content, so that two versions of the
 * site lie side by side without disturbing each other, and what did not change is not fetched again.
 */
import { digestOf, type Site } from "./files";
import { keptHeaders } from "./headers";

export const CACHE = "p_vision-files";
const MARK = "?kept=";
/** Fetched at the same time. */
const AT_ONCE = 6;

export class Keeper {
  constructor(private readonly site: Site) {}

  async find(name: string): Promise<Response | undefined> {
    const digest = this.site.digest(name);
    if (digest === undefined) return undefined;
    try {
      return await (await caches.open(CACHE)).match(this.entry(name, digest));
    } catch {
      return undefined;
    }
  }

  /** A file of another version, which an open page of that version still asks for. */
  async findOther(name: string): Promise<Response | undefined> {
    try {
      const cache = await caches.open(CACHE);
      return await cache.match(this.site.address(name), { ignoreSearch: true });
    } catch {
      return undefined;
    }
  }

  /** Fetches and keeps what is not there yet; gives back the names that could not be kept. */
  async keep(names: Iterable<string>): Promise<string[]> {
    const cache = await caches.open(CACHE);
    const there = await this.entries(cache);
    const waiting = [...new Set(names)].filter((name) => {
      const digest = this.site.digest(name);
      return digest !== undefined && !there.has(this.entry(name, digest));
    });
    const missing: string[] = [];
    const worker = async (): Promise<void> => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        try {
          await this.keepOne(cache, name);
        } catch (error) {
          missing.push(name);
          console.info(`${name} is not kept for a visit without network.`, String(error));
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return missing;
  }

  /** Names of what is kept of any version. */
  async keptNames(): Promise<string[]> {
    const entries = await this.entries(await caches.open(CACHE));
    return [...entries].flatMap((entry) => this.site.nameOf(entry) ?? []);
  }

  /** Removes what only other versions need. Other sites of this origin keep theirs. */
  async tidy(): Promise<void> {
    const cache = await caches.open(CACHE);
    for (const entry of await this.entries(cache)) {
      const name = this.site.nameOf(entry);
      const digest = name === null ? undefined : this.site.digest(name);
      if (name === null || digest === undefined || entry !== this.entry(name, digest)) {
        await cache.delete(entry);
      }
    }
  }

  private entry(name: string, digest: string): string {
    return new URL(this.site.address(name) + MARK + digest).href;
  }

  private async entries(cache: Cache): Promise<Set<string>> {
    const addresses = (await cache.keys()).map(({ url }) => url);
    return new Set(addresses.filter((url) => url.startsWith(this.site.scope)));
  }

  private async keepOne(cache: Cache, name: string): Promise<void> {
    const digest = this.site.digest(name) ?? "";
    const address = this.site.address(name);
    // The browser has often just fetched it; another version's content shows in the digest.
    for (const from of ["force-cache", "reload"] as const) {
      const response = await fetch(address, { cache: from });
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      const bytes = await response.arrayBuffer();
      if ((await digestOf(bytes)) !== digest) continue;
      const headers = keptHeaders(response.headers, name);
      await cache.put(this.entry(name, digest), new Response(bytes, { headers }));
      return;
    }
    throw new Error("the server has another version of it");
  }
}
