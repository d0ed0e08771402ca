import { readdirSync, readFileSync } from "node:fs";
import { Text } from "@codemirror/state";
import { format } from "@wasm-fmt/ruff_fmt/node";
import { describe, expect, it, test } from "vitest";
import { type Change, changedLines } from "../../web/editor/changed_lines";
import { rangeOf } from "../../web/editor/marks";

function applied(text: string, changes: readonly Change[]): string {
  let result = text;
  for (const { from, to, insert } of [...changes].reverse()) {
    result = result.slice(0, from) + insert + result.slice(to);
  }
  return result;
}

describe("the lines that formatting changes", () => {
  it.each([
    ["a\nb\nc\n", "a\nc\n"],
    ["a\nb", "a\nb\n"],
    ["", "a\n"],
    ["a\nb\nc\nd\n", "x\na\ny\nc\nd\ne\n"],
    ["x=1\n\n\n\n\ny=2", "x = 1\n\n\ny = 2\n"],
  ])("%j becomes %j", (before, after) => {
    expect(applied(before, changedLines(before, after))).toBe(after);
  });

  it("leaves equal lines alone", () => {
    const changes = changedLines("a\nb\nc\nd\n", "a\nB\nc\nd\n");
    expect(changes).toEqual([{ from: 2, to: 3, insert: "B" }]);
    expect(changedLines("same\n", "same\n")).toEqual([]);
    const last = changedLines("a=1\nb = 2", "a = 1\nb = 2\n");
    expect(last.at(-1)).toEqual({ from: 9, to: 9, insert: "\n" });
    expect(last.every(({ from, to }) => to <= 3 || from === 9)).toBe(true);
  });
});

const EXAMPLES = "web/examples";
test.each(readdirSync(EXAMPLES).filter((name) => name.endsWith(".py")))(
  "%s is in order already",
  (name) => {
    const text = readFileSync(`${EXAMPLES}/${name}`, "utf8");
    if (text.trim() !== "") expect(format(text, name, { line_width: 88 })).toBe(text);
  },
);

test("a text that Python cannot read is refused", () => {
  expect(() => format("x = = 1", "program.py")).toThrow();
});

test("a place in the text becomes a range, and none where it lies outside", () => {
  const doc = Text.of(["x = 1", "  y = 2"]);
  expect(rangeOf(doc, { line: 2, column: 3, endLine: 2, endColumn: 4 })).toEqual({
    from: 8,
    to: 9,
  });
  expect(rangeOf(doc, { line: 2, column: 0, endLine: 0, endColumn: 0 })).toEqual({
    from: 8,
    to: 13,
  });
  expect(rangeOf(doc, { line: 3, column: 1, endLine: 3, endColumn: 2 })).toBeNull();
});
