import { afterEach, describe, expect, test, vi } from "vitest";
import { digestOf, Site, type SiteFiles } from "../../web/offline/files";
import { addPolicy, isolated, keptHeaders } from "../../web/offline/headers";
import { CACHE, Keeper } from "../../web/offline/keeper";

const SCOPE = "https://school.example/some/path/";

/** The part of Cache Storage that is used, in memory; `room` is in bytes. */
class CacheDouble {
  readonly entries = new Map<string, Response>();
  room = Number.POSITIVE_INFINITY;

  async match(key: string, options?: { ignoreSearch: boolean }): Promise<Response | undefined> {
    const plain = (url: string): string =>
      options?.ignoreSearch ? (url.split("?")[0] ?? "") : url;
    const found = [...this.entries].find(([url]) => plain(url) === plain(key));
    return found?.[1].clone();
  }

  async put(key: string, response: Response): Promise<void> {
    const { byteLength } = await response.clone().arrayBuffer();
    if (byteLength > this.room) throw new DOMException("no room", "QuotaExceededError");
    this.room -= byteLength;
    this.entries.set(key, response);
  }

  async delete(key: string): Promise<boolean> {
    return this.entries.delete(key);
  }

  async keys(): Promise<{ url: string }[]> {
    return [...this.entries.keys()].map((url) => ({ url }));
  }
}

function storage(): CacheDouble {
  const cache = new CacheDouble();
  vi.stubGlobal("caches", {
    open: async (name: string) => {
      expect(name).toBe(CACHE);
      return cache;
    },
  });
  return cache;
}

/** A server that sends these texts, and what was asked of it. */
function server(texts: Record<string, string>, stale: Record<string, string> = {}): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (address: string, { cache }: { cache: string }) => {
    const name = address.slice(SCOPE.length);
    asked.push(`${name} ${cache}`);
    const text = cache === "force-cache" ? (stale[name] ?? texts[name]) : texts[name];
    if (text === undefined) return new Response("", { status: 404 });
    return new Response(text, { headers: { "Content-Type": "text/plain", "X-Other": "1" } });
  });
  return asked;
}

async function siteOf(texts: Record<string, string>): Promise<Site> {
  const files: { [K in keyof SiteFiles]: Record<string, string> } = {
    page: {},
    python: {},
    more: {},
  };
  for (const [name, text] of Object.entries(texts)) {
    const group = name.startsWith("data/") ? "more" : name.startsWith("py") ? "python" : "page";
    files[group][name] = await digestOf(new TextEncoder().encode(text));
  }
  return new Site(SCOPE, files);
}

afterEach(() => vi.unstubAllGlobals());
vi.spyOn(console, "info").mockImplementation(() => undefined);

describe("addresses", () => {
  test("are names below the site's folder", async () => {
    const site = await siteOf({ "index.html": "page", "data/digits": "0" });
    expect(site.known(SCOPE)).toBe("index.html");
    expect(site.known(`${SCOPE}?snapshot=never`)).toBe("index.html");
    expect(site.known(`${SCOPE}data/digits?x=1`)).toBe("data/digits");
    expect(site.known(`${SCOPE}api/health`)).toBeNull();
    expect(site.nameOf("https://school.example/other/index.html")).toBeNull();
    expect(site.essential).toEqual(["index.html"]);
  });
});

describe("keeping", () => {
  test("fetches once what has the right content, with its headers", async () => {
    storage();
    const texts = { "index.html": "page", "py.zip": "python" };
    const asked = server(texts);
    const keeper = new Keeper(await siteOf(texts));
    expect(await keeper.keep(["index.html", "py.zip", "unknown"])).toEqual([]);
    expect(await keeper.keep(["index.html", "py.zip"])).toEqual([]);
    expect(asked).toEqual(["index.html force-cache", "py.zip force-cache"]);
    const found = await keeper.find("py.zip");
    expect(await found?.text()).toBe("python");
    expect(found?.headers.get("Cross-Origin-Embedder-Policy")).toBe("require-corp");
    expect(found?.headers.get("X-Other")).toBeNull();
  });

  test("does not take another version's file", async () => {
    storage();
    const keeper = new Keeper(await siteOf({ "py.zip": "new" }));
    const asked = server({ "py.zip": "new" }, { "py.zip": "old, in the browser's cache" });
    expect(await keeper.keep(["py.zip"])).toEqual([]);
    expect(asked).toEqual(["py.zip force-cache", "py.zip reload"]);
    server({ "py.zip": "newer" });
    const other = new Keeper(await siteOf({ "py.zip": "newest" }));
    expect(await other.keep(["py.zip"])).toEqual(["py.zip"]);
    expect(await other.find("py.zip")).toBeUndefined();
  });

  test("says what is missing and keeps the rest", async () => {
    const cache = storage();
    cache.room = 6;
    const texts = { "index.html": "page", "data/large": "much too large" };
    server({ ...texts });
    const keeper = new Keeper(await siteOf({ ...texts, "data/gone": "x" }));
    const missing = await keeper.keep(["index.html", "data/large", "data/gone"]);
    expect(missing.sort()).toEqual(["data/gone", "data/large"]);
    expect(await (await keeper.find("index.html"))?.text()).toBe("page");
  });

  test("two versions lie side by side until one is tidied up", async () => {
    const cache = storage();
    cache.entries.set("https://school.example/other/index.html?kept=1", new Response("theirs"));
    const before = { "index.html": "one", "assets/old.js": "old", "py.zip": "same" };
    const after = { "index.html": "two", "py.zip": "same" };
    server(before);
    await new Keeper(await siteOf(before)).keep(Object.keys(before));
    const asked = server(after);
    const keeper = new Keeper(await siteOf(after));
    expect((await keeper.keptNames()).sort()).toEqual(["assets/old.js", "index.html", "py.zip"]);
    await keeper.keep(Object.keys(after));
    expect(asked).toEqual(["index.html force-cache"]);
    expect(await (await keeper.findOther("assets/old.js"))?.text()).toBe("old");
    await keeper.tidy();
    expect(cache.entries.size).toBe(3);
    expect(await keeper.findOther("assets/old.js")).toBeUndefined();
    expect(await (await keeper.find("index.html"))?.text()).toBe("two");
  });
});

describe("headers", () => {
  test("the server's own go before ours", () => {
    const sent = new Headers({ "Cross-Origin-Resource-Policy": "cross-origin" });
    const headers = keptHeaders(sent, "embed.html");
    expect(headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    expect(headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
    expect(headers.get("Content-Security-Policy")).toBeNull();
  });

  test("an answer that has them all is passed on as it is", () => {
    const whole = new Response("", { headers: keptHeaders(new Headers(), "index.html") });
    expect(isolated(whole, "index.html")).toBe(whole);
    const bare = isolated(new Response("body", { status: 203 }), "embed.html");
    expect(bare.status).toBe(203);
    expect(bare.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
  });

  test("a policy is added where the build says one", () => {
    addPolicy("default-src 'self'");
    const policy = keptHeaders(new Headers(), "index.html").get("Content-Security-Policy");
    expect(policy).toBe("default-src 'self'");
  });
});
