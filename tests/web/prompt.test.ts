import { describe, expect, test } from "vitest";
import { browserStorage } from "../../web/documents/storage";
import { History } from "../../web/repl/history";
import { entryOf, isUnfinished, nextIndent } from "../../web/repl/unfinished";
import { MemoryArea } from "./memory_area";

describe("history", () => {
  const fresh = (): History => new History(browserStorage(new MemoryArea()));

  test("goes back and forth and returns to what was being typed", () => {
    const history = fresh();
    for (const entry of ["a = 1", "b = 2"]) history.add(entry);
    expect(history.previous("half")).toBe("b = 2");
    expect(history.previous("b = 2")).toBe("a = 1");
    expect(history.previous("a = 1")).toBeNull();
    expect(history.next()).toBe("b = 2");
    expect(history.next()).toBe("half");
    expect(history.next()).toBeNull();
  });

  test("survives a reload, without repetitions and empty entries", () => {
    const area = new MemoryArea();
    const history = new History(browserStorage(area));
    for (const entry of ["x", "x", "  ", "y"]) history.add(entry);
    expect(new History(browserStorage(area)).newest()).toEqual(["y", "x"]);
  });

  test("keeps the newest 500", () => {
    const history = fresh();
    for (let index = 0; index < 600; index++) history.add(`x = ${index}`);
    expect(history.newest()).toHaveLength(500);
    expect(history.newest()[0]).toBe("x = 599");
  });

  test("a broken one starts empty", () => {
    const area = new MemoryArea();
    area.values.set("p_vision.history", "{not json");
    expect(new History(browserStorage(area)).newest()).toEqual([]);
  });
});

describe("Enter at the prompt", () => {
  test.each([
    "model.fit(x,",
    "for i in range(3):",
    "for i in range(3):\n    print(i)",
    'text = """first',
    "x = [1,\n",
    "x = 1 + \\",
    "@function",
    "if x: # why\n    y = 1",
  ])("waits for more after %j", (code) => {
    expect(isUnfinished(code)).toBe(true);
  });

  test.each([
    "1 + 1",
    "model.fit(x, y)",
    "for i in range(3):\n    print(i)\n",
    "print('(')",
    "x = {1: 2}",
    "# a comment (",
    "x[1:]",
    "print(':')",
  ])("runs %j", (code) => {
    expect(isUnfinished(code)).toBe(false);
  });

  test("the next line is indented like the one before, deeper after a colon", () => {
    expect(nextIndent("for i in x:")).toBe("    ");
    expect(nextIndent("for i in x:\n    print(i)")).toBe("    ");
    expect(nextIndent("x = 1")).toBe("");
  });
});

test.each([
  ["1 + 1", "1 + 1"],
  ["1 + 1  ", "1 + 1"],
  ["for i in range(3):\n    print(i)\n    ", "for i in range(3):\n    print(i)\n"],
])("%j is sent with the empty line that ends a block", (code, entry) => {
  expect(entryOf(code)).toBe(entry);
});
