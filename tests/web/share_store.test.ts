import { afterEach, describe, expect, test, vi } from "vitest";
import type { KeyValue } from "../../web/documents/storage";
import { digestOf, KeptList } from "../../web/share/kept_here";
import { readFragment } from "../../web/share/link";
import {
  deleteStored,
  idOf,
  keepProgram,
  openStored,
  StoreProblem,
  storeTerms,
} from "../../web/share/server_store";
import { NoProgram, programBytes } from "../../web/share/shared_program";
import { programIn } from "../../web/share/standalone/reading";
import { canBeLink, chooseWay, prepare } from "../../web/share/way";

const program = {
  title: "Digits",
  files: [{ name: "program.py", text: "print(1)\n" }],
  settings: {},
};

function memory(): KeyValue {
  const values = new Map<string, string>();
  return {
    lasting: true,
    read: (key) => values.get(key) ?? null,
    write: (key, text) => Boolean(values.set(key, text)),
    remove: (key) => void values.delete(key),
  };
}

/** A server that answers every request with one response. */
function server(answer: (address: string, request: RequestInit) => Response): void {
  vi.stubGlobal("location", { origin: "https://a.b", pathname: "/play/", hostname: "a.b" });
  vi.stubGlobal("fetch", async (address: URL, request: RequestInit) =>
    answer(String(address), request),
  );
}

function json(value: unknown, status = 200, headers = {}): Response {
  return new Response(JSON.stringify(value), { status, headers });
}

/** A program as a server would keep it, with its id. */
async function stored(): Promise<{ id: string; content: Uint8Array<ArrayBuffer> }> {
  const bytes = await programBytes(program);
  const content = new Uint8Array(16 + bytes.length).fill(7);
  content.set(bytes, 16);
  return { id: idOf(new Uint8Array(await crypto.subtle.digest("SHA-256", content))), content };
}

async function kind(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => "done",
    (error: unknown) => (error instanceof StoreProblem ? error.kind : error),
  );
}

afterEach(() => vi.unstubAllGlobals());

describe("the server's store", () => {
  test("has the ids that the server makes", async () => {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode("abc"));
    expect(idOf(new Uint8Array(digest))).toBe("q9w1dfwf077ymga1");
  });

  test("is not there on a site of plain files", async () => {
    for (const status of [404, 405]) {
      server(() => new Response("<h1>no</h1>", { status }));
      expect(await storeTerms()).toBeNull();
    }
    server(() => new Response("<!doctype html>"));
    expect(await storeTerms()).toBeNull();
  });

  test("is asked below the page's own folder", async () => {
    const asked: string[] = [];
    server((address) => {
      asked.push(address);
      return json({ days: 90, largest: 5 });
    });
    expect(await storeTerms()).toEqual({ days: 90, largest: 5 });
    expect(asked).toEqual(["https://a.b/play/api/shared"]);
  });

  test("gives back what it keeps, and nothing else in its place", async () => {
    const { id, content } = await stored();
    const other = content.slice();
    other[20] = 255 - (other[20] ?? 0);
    server(() => new Response(other));
    await expect(openStored(id)).rejects.toBeInstanceOf(NoProgram);
    server(() => new Response(content));
    expect(await openStored(id)).toEqual(program);
    await expect(openStored("../version")).rejects.toBeInstanceOf(NoProgram);
  });

  test("says in which way it failed", async () => {
    const bytes = new Uint8Array(3);
    const answers: [number, string][] = [
      [413, "too_large"],
      [429, "too_often"],
      [507, "full"],
      [503, "trouble"],
      [500, "trouble"],
    ];
    for (const [status, name] of answers) {
      server(() => json({ error: "x" }, status, { "Retry-After": "600" }));
      expect(await kind(keepProgram(bytes))).toBe(name);
    }
    server(() => json({}, 429, { "Retry-After": "600" }));
    const minutes = await keepProgram(bytes).catch((error: StoreProblem) => error.minutes);
    expect(minutes).toBe(10);
    server(() => json({ id: "<script>", delete_token: "t", expires: "2030-01-01" }, 201));
    expect(await kind(keepProgram(bytes))).toBe("trouble");
    server(() => {
      throw new TypeError("no network");
    });
    expect(await kind(keepProgram(bytes))).toBe("offline");
  });

  test("is done with what was deleted before", async () => {
    const sent: RequestInit[] = [];
    server((_, request) => {
      sent.push(request);
      return new Response("", { status: 404 });
    });
    await deleteStored("a".repeat(16), "token");
    expect(sent[0]).toMatchObject({ method: "DELETE", headers: { Authorization: "Bearer token" } });
    server(() => json({}, 403));
    expect(await kind(deleteStored("a".repeat(16), "token"))).toBe("trouble");
  });
});

describe("a link to a kept program", () => {
  test("opens it", async () => {
    const { id, content } = await stored();
    server(() => new Response(content));
    expect(await readFragment(`#s1=${id}`)).toMatchObject({
      kind: "program",
      program: { title: "Digits", files: program.files },
    });
  });

  test("reads the program out of a page that it was saved in", async () => {
    const bytes = await programBytes(program);
    const part = `<script type="text/plain" data-part="program">${btoa(String.fromCharCode(...bytes))}</script>`;
    const read = (html: string, name = "digits.html") => programIn(new File([html], name));
    expect(await read(`<!doctype html><p>x</p>${part}`)).toMatchObject({
      kind: "program",
      program: { files: program.files },
    });
    expect(await read("<p>another page</p>")).toBeNull();
    expect(await read(part, "digits.txt")).toBeNull();
    expect(await read(part.replace(/>..../, ">AAAA"))).toMatchObject({ kind: "bad" });
  });

  test("says what is wrong, and whether to try again", async () => {
    const read = async () => {
      const reading = await readFragment(`#s1=${"a".repeat(16)}`);
      return reading.kind === "bad" ? [String(reading.message), reading.again] : reading.kind;
    };
    server(() => new Response("", { status: 404 }));
    expect(await read()).toEqual([expect.stringContaining("deleted"), false]);
    server(() => new Response("", { status: 503 }));
    expect(await read()).toEqual([expect.stringContaining("just now"), true]);
    server(() => {
      throw new TypeError("no network");
    });
    expect(await read()).toEqual([expect.stringContaining("online"), true]);
    const newer = await readFragment("#s2=abc");
    expect(newer.kind === "bad" && String(newer.message)).toContain("newer version");
  });
});

describe("what this browser has shared", () => {
  const entry = { id: "a".repeat(16), deleteToken: "t", expires: 2_000, title: "T", digest: "d" };

  test("is found by its content until its time is over", () => {
    let now = 1_000;
    const list = new KeptList(memory(), () => now);
    expect(list.add(entry)).toBe(true);
    list.add({ ...entry, id: "b".repeat(16), digest: "", expires: 5_000 });
    expect(list.find("d")).toEqual(entry);
    expect(list.find("")).toBeUndefined();
    now = 2_000;
    expect(list.find("d")).toBeUndefined();
    expect(list.all()).toHaveLength(1);
    list.remove("b".repeat(16));
    expect(list.all()).toEqual([]);
  });

  test("does not break the page when it is damaged", () => {
    const storage = memory();
    for (const text of ["{", "5", '[null, 5, {"id": 7}]', '[{"id": "a"}]']) {
      storage.write("p_vision.shared", text);
      expect(new KeptList(storage).all()).toEqual([]);
    }
  });
});

describe("the way of a program", () => {
  const long = {
    ...program,
    files: [{ name: "program.py", text: `x = "${crypto.randomUUID().repeat(1)}"\n` }],
  };
  const noise = Array.from({ length: 9_000 }, () => Math.random().toString(36)[3]).join("");
  const big = { ...long, files: [{ name: "program.py", text: noise }] };
  const list = () => new KeptList(memory());
  const never = () => Promise.reject(new Error("the server was asked"));

  test("is the link alone while it is short, and no server is asked", async () => {
    server(() => json({}));
    expect(await chooseWay(await prepare(long), list(), never)).toEqual({ kind: "link" });
  });

  test("is the server's, if the person wants it, or a file", async () => {
    server(() => json({}));
    const prepared = await prepare(big);
    expect(canBeLink(prepared)).toBe(true);
    const terms = { days: 90, largest: 100_000 };
    const way = (given: typeof terms | null) => chooseWay(prepared, list(), async () => given);
    expect(await way(terms)).toEqual({ kind: "offer", terms });
    expect(await way({ ...terms, largest: 100 })).toMatchObject({ kind: "file", why: "too_large" });
    expect(await way(null)).toMatchObject({ kind: "file", why: "no_store" });
    const offline = () => Promise.reject(new StoreProblem("offline"));
    expect(await chooseWay(prepared, list(), offline)).toMatchObject({ why: "offline" });
  });

  test("is what this browser has sent before", async () => {
    server(() => json({}));
    const prepared = await prepare(big);
    const kept = list();
    const digest = await digestOf(prepared.bytes);
    const entry = { id: "a".repeat(16), deleteToken: "t", expires: 9e15, title: "T", digest };
    kept.add(entry);
    expect(await chooseWay(prepared, kept, never)).toEqual({ kind: "kept", entry });
  });
});
