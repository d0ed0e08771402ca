import { describe, expect, test } from "vitest";
import { Backlog } from "../../web/output/backlog";

function lines(count: number, first = 0): string {
  return Array.from({ length: count }, (_, index) => `line ${first + index}\n`).join("");
}

/** An element is passed on as it is. */
const element = {} as HTMLElement;

describe("what waits to be drawn", () => {
  test("a frame takes whole lines and never more than it may", () => {
    const backlog = new Backlog();
    backlog.print("stdout", lines(100_000));
    const taken: string[] = [];
    while (!backlog.isEmpty) {
      const piece = backlog.take(50_000);
      if (piece && "text" in piece) taken.push(piece.text);
    }
    expect(Math.max(...taken.map(({ length }) => length))).toBeLessThanOrEqual(50_001);
    expect(taken.every((text) => text.endsWith("\n"))).toBe(true);
    expect(taken.join("")).toBe(lines(100_000));
  });

  test("a line longer than a frame goes in pieces", () => {
    const backlog = new Backlog();
    backlog.print("stdout", "x".repeat(120_000));
    expect(backlog.take(50_000)).toEqual({ stream: "stdout", text: "x".repeat(50_000) });
    expect(backlog.take(80_000)).toEqual({ stream: "stdout", text: "x".repeat(70_000) });
    expect(backlog.isEmpty).toBe(true);
  });

  test("streams and elements keep their order", () => {
    const backlog = new Backlog();
    backlog.print("stdout", "a");
    backlog.print("stdout", "b\n");
    backlog.print("stderr", "c\n");
    backlog.show(element);
    backlog.print("stderr", "d\n");
    const taken = Array.from({ length: 5 }, () => backlog.take(100));
    expect(taken).toEqual([
      { stream: "stdout", text: "ab\n" },
      { stream: "stderr", text: "c\n" },
      { element },
      { stream: "stderr", text: "d\n" },
      undefined,
    ]);
  });

  test("an element can be taken back until it is drawn", () => {
    const backlog = new Backlog();
    backlog.print("stdout", "a\n");
    backlog.show(element);
    expect(backlog.drop(element)).toBe(true);
    expect(backlog.drop(element)).toBe(false);
    backlog.take(10);
    expect(backlog.isEmpty).toBe(true);
  });

  test("what nobody will ever see does not pile up", () => {
    const backlog = new Backlog();
    const line = `${"x".repeat(999)}\n`;
    let gone = 0;
    for (let count = 0; count < 50; count++) gone += backlog.print("stdout", line.repeat(1_000));
    let kept = 0;
    while (!backlog.isEmpty) {
      const piece = backlog.take(Number.POSITIVE_INFINITY);
      if (piece && "text" in piece) kept += piece.text.length / 1_000;
    }
    expect(kept).toBeLessThanOrEqual(20_000);
    expect(kept + gone).toBe(50_000);
    for (let count = 0; count < 10_000; count++) {
      gone += backlog.print(count % 2 ? "stdout" : "stderr", "a\n");
    }
    let pieces = 0;
    while (backlog.take(10)) pieces++;
    expect(pieces).toBeLessThanOrEqual(3_000);
  });
});
