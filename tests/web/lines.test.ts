import { describe, expect, test } from "vitest";
import { LineWriter, LONGEST_LINE } from "../../web/output/lines";

function written(...texts: string[]): { lines: string[]; open: string } {
  const writer = new LineWriter();
  const lines = texts.flatMap((text) => writer.write(text));
  return { lines, open: writer.open };
}

describe("printed text becomes lines", () => {
  test("pieces of a line are put together", () => {
    expect(written("he", "llo\nwor", "ld")).toEqual({ lines: ["hello"], open: "world" });
  });

  test("a carriage return writes over the line, as a progress bar does", () => {
    expect(written("1/3 ━", "\r2/3 ━━", "\r3/3 ━━━\n")).toEqual({ lines: ["3/3 ━━━"], open: "" });
  });

  test("what is longer than the new text stays", () => {
    expect(written("abcdef\rXY").open).toBe("XYcdef");
  });

  test("a line that ends in return and newline is kept", () => {
    expect(written("done\r\nnext").lines).toEqual(["done"]);
    expect(written("done\r", "\nnext").lines).toEqual(["done"]);
  });

  test("backspace goes one place back and never before the start", () => {
    expect(written("12%\b\b\b34%").open).toBe("34%");
    expect(written("\b\bok").open).toBe("ok");
  });

  test("colours and other escape sequences are left out", () => {
    expect(written("\x1b[1;31mred\x1b[0m \x1b[2Kline\n").lines).toEqual(["red line"]);
    expect(written("\x1b]0;title\x07text").open).toBe("text");
  });

  test("one endless line is cut into pieces", () => {
    const { lines, open } = written("x".repeat(2 * LONGEST_LINE + 5));
    expect(lines.map(({ length }) => length)).toEqual([LONGEST_LINE, LONGEST_LINE]);
    expect(open).toBe("xxxxx");
  });
});
