/** The files of the site as the build knows them: names below the site's folder, and digests. */

/** Name to digest: the first half of SHA-256, in hexadecimal digits. */
export type Digests = Readonly<Record<string, string>>;

/** What the build writes in front of the service worker. */
export interface SiteFiles {
  /** The page itself: kept before the first visit counts as complete. */
  page: Digests;
  /** Python, the engine for the processor, p_vision and numpy: kept as soon as there is time. */
  python: Digests;
  /** Data sets, matplotlib, the engine for graphics cards: kept once they were used. */
  more: Digests;
}

const DIGEST_BYTES = 16;

export async function digestOf(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest.subarray(0, DIGEST_BYTES)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

/** The site's files by address. `scope` is the address of the site's folder, ending in "/". */
export class Site {
  private readonly digests: Map<string, string>;

  constructor(
    readonly scope: string,
    private readonly files: SiteFiles,
  ) {
    this.digests = new Map(Object.entries({ ...files.page, ...files.python, ...files.more }));
  }

  /** What everything needs: the page and Python. */
  get essential(): string[] {
    return [...this.page, ...Object.keys(this.files.python)];
  }

  get page(): string[] {
    return Object.keys(this.files.page);
  }

  digest(name: string): string | undefined {
    return this.digests.get(name);
  }

  address(name: string): string {
    return this.scope + name;
  }

  /** The name below the folder, known or not; null for addresses elsewhere. */
  nameOf(address: string): string | null {
    const { origin, pathname } = new URL(address);
    const plain = origin + pathname;
    if (!plain.startsWith(this.scope)) return null;
    return plain.slice(this.scope.length) || "index.html";
  }

  /** The same, for files of this version only. */
  known(address: string): string | null {
    const name = this.nameOf(address);
    return name !== null && this.digests.has(name) ? name : null;
  }
}
