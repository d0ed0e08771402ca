import { beforeEach, describe, expect, test } from "vitest";
import { Documents } from "../../web/documents/documents";
import { migrateRecord, VERSION } from "../../web/documents/migrate";
import { changeSettings, readSettings } from "../../web/documents/settings";
import { browserStorage } from "../../web/documents/storage";
import { EXAMPLES, FIRST_VISIT, loadTexts } from "../../web/examples/list";
import { MemoryArea } from "./memory_area";

await loadTexts();

let area: MemoryArea;
let documents: Documents;
const one = (text: string, name = "xor.py") => [{ name, text }];
const original = EXAMPLES.find(({ id }) => id === "xor")?.text ?? "";

function reload(): Documents {
  return new Documents(browserStorage(area), EXAMPLES, () => 1000);
}

beforeEach(() => {
  area = new MemoryArea();
  documents = reload();
});

describe("edited programs", () => {
  test("the first visit opens the convnet", () => {
    expect(documents.currentId(FIRST_VISIT)).toBe("mnist_convnet");
  });

  test("survive a reload, and the program opened last comes back", () => {
    documents.open("xor");
    documents.save("xor", one("print('mine')"));
    documents = reload();
    expect(documents.currentId(FIRST_VISIT)).toBe("xor");
    expect(documents.open("xor")).toMatchObject({
      files: one("print('mine')"),
      edited: true,
    });
  });

  test("stay apart from each other", () => {
    documents.save("xor", one("a"));
    documents.save("line", one("b"));
    expect(documents.open("xor").files).toEqual(one("a"));
    expect(documents.open("line").files).toEqual(one("b"));
  });

  test("an unchanged example is not stored, so that its newest version is shown", () => {
    documents.save("xor", one(`${original}# mine`));
    documents.save("xor", one(original));
    expect(documents.isEdited("xor")).toBe(false);
    expect(area.values.has("p_vision.document.xor")).toBe(false);
  });

  test("a program that no longer exists is not opened", () => {
    area.values.set("p_vision.current", "gone");
    expect(documents.currentId(FIRST_VISIT)).toBe(FIRST_VISIT);
  });

  test("a storage that is full or forbidden keeps the text until the page is closed", () => {
    area.broken = true;
    expect(documents.save("xor", one("mine"))).toBe(false);
    expect(documents.open("xor").files).toEqual(one("mine"));
  });
});

describe("programs of one's own", () => {
  test("are stored, listed newest first, renamed and removed", () => {
    const first = documents.create("First", one("a", "program.py"));
    const second = documents.create("Second", one("b", "program.py"));
    documents.rename(second, "Renamed\n\u202e");
    expect(documents.own().map(({ title }) => title)).toEqual(["First", "Renamed"]);
    documents = reload();
    expect(documents.open(first)).toMatchObject({ title: "First", origin: "own", edited: false });
    documents.remove(first);
    expect(documents.own().map(({ id }) => id)).toEqual([second]);
    expect(documents.recovery.list()[0]).toMatchObject({ title: "First" });
  });
});

describe("programs that came with a link", () => {
  const linked = { id: "link-1", title: "Shared", files: one("theirs", "program.py") };

  test("are not stored before they are changed", () => {
    expect(documents.openLinked(linked).copy).toBeNull();
    expect(documents.own()).toEqual([]);
  });

  test("are shown as sent; a changed copy is offered", () => {
    documents.openLinked(linked);
    documents.save("link-1", one("mine", "program.py"));
    documents = reload();
    const { document, copy } = documents.openLinked(linked);
    expect(document.files).toEqual(linked.files);
    expect(copy?.files[0]?.text).toBe("mine");
    expect(documents.open("link-1").files[0]?.text).toBe("mine");
  });

  test("keep what the link held, without the link", () => {
    documents.openLinked(linked);
    documents.save("link-1", one("mine", "program.py"));
    documents = reload();
    expect(documents.currentId(FIRST_VISIT)).toBe("link-1");
    expect(documents.open("link-1")).toMatchObject({ title: "Shared", edited: true });
    expect(documents.original("link-1")).toEqual(linked.files);
  });
});

describe("the recover list", () => {
  test("keeps each text once, newest first, and drops what does not fit", () => {
    const { recovery } = documents;
    recovery.keep("xor", "XOR", one("a"));
    recovery.keep("xor", "XOR", one("b"));
    recovery.keep("xor", "XOR", one("a"));
    recovery.keep("xor", "XOR", one("  \n"));
    expect(recovery.list().map(({ files }) => files[0]?.text)).toEqual(["a", "b"]);
    recovery.keep("xor", "XOR", one("c".repeat(999_999)));
    expect(recovery.list()).toHaveLength(2);
  });

  test("reads broken lists as empty", () => {
    area.values.set("p_vision.recover", '[{"id":1}, null, 5]');
    expect(documents.recovery.list()).toEqual([]);
  });
});

describe("stored records", () => {
  const text = (json: string) => migrateRecord(json, "a.py")?.files;

  test("of version 1 are read", () => {
    expect(text('"x = 1"')).toEqual([{ name: "a.py", text: "x = 1" }]);
    expect(text('{"version":1,"code":"x = 1"}')).toEqual([{ name: "a.py", text: "x = 1" }]);
    expect(text("x = 1 # never JSON")).toEqual([{ name: "a.py", text: "x = 1 # never JSON" }]);
  });

  test("of version 2 are read", () => {
    expect(text('{"version":2,"text":"x","savedAt":5}')).toEqual([{ name: "a.py", text: "x" }]);
  });

  test("of today are read unchanged", () => {
    const files = [{ name: "b.py", text: "x" }];
    const record = { version: VERSION, files, savedAt: 5, title: "T", original: null };
    expect(migrateRecord(JSON.stringify(record))).toEqual(record);
  });

  test("that hold no text are passed over", () => {
    expect(migrateRecord("null")).toBeNull();
    expect(migrateRecord('{"version":2}')).toBeNull();
    expect(migrateRecord('{"version":3,"files":[{"name":"../x","text":""}]}')).toBeNull();
  });
});

describe("settings", () => {
  test("are kept", () => {
    const storage = browserStorage(area);
    changeSettings(storage, { theme: "dark", columns: 30 });
    expect(readSettings(storage)).toMatchObject({ theme: "dark", columns: 30, welcomed: false });
  });

  test("that are broken fall back", () => {
    area.values.set("p_vision.settings", '{"theme":"pink","columns":900}');
    expect(readSettings(browserStorage(area))).toMatchObject({ theme: "system", columns: 48 });
    area.values.set("p_vision.settings", "{");
    expect(readSettings(browserStorage(area)).theme).toBe("system");
  });
});
