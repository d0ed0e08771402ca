import { describe, expect, test } from "vitest";
import { embedSnippet, isOnlyHere, pageAddress } from "../../web/share/address";
import { LONGEST_FRAGMENT, linkFragment, readFragment } from "../../web/share/link";
import { notebook } from "../../web/share/notebook";
import { pack, TooLarge, unpack } from "../../web/share/packed";

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
  return reading.kind === "bad" ? reading.message : reading.kind;
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
  });

  test("that is cut or no text says so", async () => {
    const whole = await linkFragment(program);
    expect(await message(whole.slice(0, -9))).toContain("damaged");
    expect(await message("#p1=%%%%")).toContain("damaged");
    expect(await message("#p1=")).toContain("damaged");
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

  test("a notebook has the docstring as text and the files as cells", () => {
    const files = [{ name: "p.py", text: '"""About."""\n\nx = 1\n' }, ...program.files.slice(1)];
    const { cells, nbformat } = JSON.parse(notebook("T", files, "https://a.b"));
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
