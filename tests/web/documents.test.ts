import { beforeEach, describe, expect, test } from "vitest";
import { Documents } from "../../web/documents/documents";
import { migrateRecord, VERSION } from "../../web/documents/migrate";
import { changeSettings, readSettings } from "../../web/documents/settings";
import { browserStorage } from "../../web/documents/storage";
import { EXAMPLES, FIRST_VISIT } from "../../web/examples/list";
import { MemoryArea } from "./memory_area";

let area: MemoryArea;
let documents: Documents;
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
    documents.save("xor", "print('mine')");
    documents = reload();
    expect(documents.currentId(FIRST_VISIT)).toBe("xor");
    expect(documents.open("xor")).toMatchObject({ text: "print('mine')", edited: true });
  });

  test("stay apart from each other", () => {
    documents.save("xor", "a");
    documents.save("line", "b");
    expect(documents.open("xor").text).toBe("a");
    expect(documents.open("line").text).toBe("b");
  });

  test("an unchanged example is not stored, so that its newest version is shown", () => {
    documents.save("xor", `${original}# mine`);
    documents.save("xor", original);
    expect(documents.isEdited("xor")).toBe(false);
    expect(area.values.has("p_vision.document.xor")).toBe(false);
  });

  test("a program that no longer exists is not opened", () => {
    area.values.set("p_vision.current", "gone");
    expect(documents.currentId(FIRST_VISIT)).toBe(FIRST_VISIT);
  });

  test("a storage that is full or forbidden keeps the text until the page is closed", () => {
    area.broken = true;
    expect(documents.save("xor", "mine")).toBe(false);
    expect(documents.open("xor").text).toBe("mine");
  });
});

describe("stored records", () => {
  test("of version 1 are read", () => {
    expect(migrateRecord('"x = 1"')).toEqual({ version: VERSION, text: "x = 1", savedAt: 0 });
    expect(migrateRecord('{"version":1,"code":"x = 1"}')?.text).toBe("x = 1");
    expect(migrateRecord("x = 1 # never JSON")?.text).toBe("x = 1 # never JSON");
  });

  test("of today are read unchanged", () => {
    const record = { version: VERSION, text: "x", savedAt: 5 };
    expect(migrateRecord(JSON.stringify(record))).toEqual(record);
  });

  test("that hold no text are passed over", () => {
    expect(migrateRecord("null")).toBeNull();
    expect(migrateRecord('{"version":2}')).toBeNull();
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
