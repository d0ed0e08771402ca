import { describe, expect, test } from "vitest";
import { embedSnippet, isOnlyHere, pageAddress } from "../../web/share/address";
import { usesCamera } from "../../web/share/camera";
import { readFragment } from "../../web/share/link";
import { LONGEST_FRAGMENT, linkFragment } from "../../web/share/link_reading";
import type { SharedModel } from "../../web/share/model_part";
import { notebook } from "../../web/share/notebook";
import { pack, TooLarge, toLetters, unpack } from "../../web/share/packed";
import {
  deflatedProgram,
  NewerForm,
  NoProgram,
  programBytes,
  readProgramBytes,
} from "../../web/share/shared_program";

const program = {
  title: "Digits",
  files: [
    { name: "program.py", text: "print('größer 🙂')\n" },
    { name: "data.csv", text: "a,b\n1,2\n" },
  ],
  settings: { backend: "Cpu" as const },
};

async function fragmentOf(value: unknown): Promise<string> {
  return `#p1=${await pack(JSON.stringify(value))}`;
}

async function message(fragment: string): Promise<string> {
  const reading = await readFragment(fragment);
  return reading.kind === "bad" ? String(reading.message) : reading.kind;
}

describe("a link", () => {
  test("holds title, files and settings", async () => {
    const reading = await readFragment(await linkFragment(program));
    expect(reading).toMatchObject({
      kind: "program",
      program: { title: "Digits", files: program.files },
      settings: { backend: "Cpu" },
    });
  });

  test("uses only letters that survive in an address, and is short", async () => {
    const fragment = await linkFragment(program);
    expect(fragment).toMatch(/^#p1=[\w-]+$/);
    expect(fragment.length).toBeLessThan(200);
  });

  test("gives the same content the same id", async () => {
    const id = async (title: string) => {
      const reading = await readFragment(await linkFragment({ ...program, title }));
      return reading.kind === "program" ? reading.program.id : "";
    };
    expect(await id("A")).toBe(await id("A"));
    expect(await id("A")).not.toBe(await id("B"));
    expect(await id("A")).toMatch(/^link-[0-9a-f]{8,}$/);
  });
});

describe("a model in a link", () => {
  const bytes = new Uint8Array([0, 255, 10, 13, 46, 0]);
  const model = { bytes, mediaType: "application/x-test", description: "weights as 8-bit numbers" };

  test("comes out byte by byte, with what is said of it", async () => {
    const fragment = await linkFragment({ ...program, model });
    expect(fragment).toMatch(/^#p2=[\w-]+$/);
    const found = await readFragment(fragment);
    expect(found).toMatchObject({ kind: "program", program: { files: program.files }, model });
    expect(found.kind === "program" && [...(found.model?.bytes ?? [])]).toEqual([...bytes]);
  });

  test("travels in files and on the server the same way", async () => {
    const found = await readProgramBytes(await programBytes({ ...program, model }));
    expect(found).toEqual({ ...program, model });
    expect(await readProgramBytes(await programBytes(program))).toEqual(program);
  });

  test("of another form is left out or refused", async () => {
    const odd = { ...model, mediaType: "<script>" };
    const found = await readProgramBytes(await programBytes({ ...program, model: odd }));
    expect(found.model).toBeUndefined();
    await expect(readProgramBytes(new Uint8Array([9, 1, 2]))).rejects.toBeInstanceOf(NewerForm);
    await expect(readProgramBytes(new Uint8Array())).rejects.toBeInstanceOf(NoProgram);
  });

  test("cannot hide its letters", async () => {
    const sly = { ...model, description: "a\u202eb\nc" };
    const found = await readProgramBytes(await programBytes({ ...program, model: sly }));
    expect(found.model?.description).toBe("a b c");
  });
});

describe("a hostile or damaged link", () => {
  test("of other pages is none of ours", async () => {
    expect((await readFragment("#code-panel")).kind).toBe("none");
    expect((await readFragment("")).kind).toBe("none");
  });

  test("that is too long is refused unread", async () => {
    expect(await message(`#p1=${"A".repeat(10_000_000)}`)).toContain("10.0 million letters");
    expect(await message(`#p1=${"A".repeat(LONGEST_FRAGMENT)}`)).toContain("too long");
  });

  test("that unpacks to too much is stopped", async () => {
    const bomb = await pack("x".repeat(20_000_000));
    expect(bomb.length).toBeLessThan(LONGEST_FRAGMENT);
    await expect(unpack(bomb)).rejects.toBeInstanceOf(TooLarge);
    expect(await message(`#p1=${bomb}`)).toContain("larger than 1 MB");
    expect(await message(`#p2=${bomb}`)).toContain("larger than 1 MB");
    const model = { bytes: new Uint8Array(9_100_000), mediaType: "a/b", description: "" };
    const heavy = toLetters(await deflatedProgram({ ...program, model }));
    expect(heavy.length).toBeLessThan(LONGEST_FRAGMENT);
    expect(await message(`#p2=${heavy}`)).toContain("larger than 1 MB");
  });

  test("that is cut or no text says so", async () => {
    const whole = await linkFragment(program);
    expect(await message(whole.slice(0, -9))).toContain("damaged");
    expect(await message("#p1=%%%%")).toContain("damaged");
    expect(await message("#p1=")).toContain("damaged");
    expect(await message("#p2=AAAA")).toContain("damaged");
    expect(await message(`#p2=${await pack("abc")}`)).toContain("does not hold a program");
    expect(await message("#p9=AAAA")).toContain("newer version");
  });

  test("that holds something else is refused", async () => {
    for (const value of [null, 5, {}, { f: [] }, { f: [["a.py"]] }, { f: [["../x", ""]] }]) {
      expect(await message(await fragmentOf(value))).toContain("does not hold a program");
    }
  });

  test("cannot hide its title's letters or make it endless", async () => {
    const reading = await readFragment(
      await fragmentOf({ t: `a\u202eb\n${"c".repeat(500)}`, f: [["p.py", ""]], s: { backend: 7 } }),
    );
    if (reading.kind !== "program") throw new Error(reading.kind);
    expect(reading.program.title).toMatch(/^a b c+…$/);
    expect(reading.program.title.length).toBe(80);
    expect(reading.settings).toEqual({});
  });
});

describe("what is made for other places", () => {
  test("addresses work in a folder too", () => {
    expect(pageAddress({ origin: "https://a.b", pathname: "/play/index.html" })).toBe(
      "https://a.b/play/",
    );
    expect(isOnlyHere("127.0.0.1")).toBe(true);
    expect(isOnlyHere("example.org")).toBe(false);
  });

  test("a title cannot leave the snippet's attribute", () => {
    expect(embedSnippet("https://a.b/embed.html#p1=x", '"><script>')).not.toContain("<script>");
  });

  test("a frame is given the camera where the program looks through one", () => {
    const about = (code: string, model?: SharedModel) =>
      usesCamera({ files: [{ name: "p.py", text: code }], ...(model && { model }) });
    expect(about("ui.webcam(model)")).toBe(true);
    expect(about("webcams = 1")).toBe(false);
    const header = new TextEncoder().encode(JSON.stringify({ widget: { kind: "webcam" } }));
    const bytes = new Uint8Array(16 + header.length);
    bytes.set(new TextEncoder().encode("p_vision"));
    new DataView(bytes.buffer).setUint32(8, 1, true);
    new DataView(bytes.buffer).setUint32(12, header.length, true);
    bytes.set(header, 16);
    const model = { bytes, mediaType: "application/vnd.p-vision.demo", description: "" };
    expect(about("x = 1", model)).toBe(true);
    expect(about("x = 1", { ...model, bytes: bytes.slice(0, 20) })).toBe(false);
    expect(embedSnippet("https://a.b/#p2=x", "T", true)).toContain('allow="camera; ');
    expect(embedSnippet("https://a.b/#p2=x", "T")).not.toContain("camera");
  });

  test("a notebook has the docstring as text and the files as cells", () => {
    const files = [{ name: "p.py", text: '"""About."""\n\nx = 1\n' }, ...program.files.slice(1)];
    const { cells, nbformat } = JSON.parse(
      notebook("T", files, { text: "Open", address: "https://a.b" }),
    );
    expect(nbformat).toBe(4);
    expect(cells.map((cell: { cell_type: string }) => cell.cell_type)).toEqual([
      "markdown",
      "code",
      "code",
    ]);
    expect(cells[0].source.join("")).toContain("# T\n\nAbout.");
    expect(cells[1].source[0]).toBe("%%writefile data.csv\n");
    expect(cells[2].source).toEqual(["x = 1"]);
  });
});
