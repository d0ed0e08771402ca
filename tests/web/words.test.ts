import { describe, expect, test } from "vitest";
import { bytes, duration, milliseconds, shortNumber, tickNumber } from "../../web/chart/numbers";
import { EXAMPLES, FIRST_VISIT } from "../../web/examples/list";
import { stateWords } from "../../web/header/state_words";

describe("numbers", () => {
  test.each([
    [0.31041, "0.3104"],
    [12.3456, "12.35"],
    [1234.5, "1234.5"],
    [0.00001, "1.00e-5"],
    [0, "0"],
    [Number.NaN, "nan"],
    [Number.POSITIVE_INFINITY, "inf"],
  ])("%d is written %s", (value, text) => {
    expect(shortNumber(value)).toBe(text);
  });

  test("beside an axis have no empty digits", () => {
    expect([0, 0.5, 0.30000000000000004, 20000].map(tickNumber)).toEqual([
      "0",
      "0.5",
      "0.3",
      "20000",
    ]);
  });

  test("times and sizes are words", () => {
    expect([duration(0.2), duration(42), duration(200)]).toEqual([
      "less than 1 s",
      "42 s",
      "3 min",
    ]);
    expect([milliseconds(0.513), milliseconds(21.4), milliseconds(12_000)]).toEqual([
      "0.51 ms",
      "21.4 ms",
      "12.0 s",
    ]);
    expect([bytes(12), bytes(2048), bytes(220_000_000)]).toEqual(["12 B", "2.0 kB", "210 MB"]);
  });
});

describe("the states of Python", () => {
  test("a program can be asked for before Python is ready, once", () => {
    expect(stateWords("booting", false).canRun).toBe(true);
    expect(stateWords("booting", true).canRun).toBe(false);
    expect(stateWords("booting", true).canStop).toBe(true);
  });

  test("stop is offered exactly while something runs", () => {
    const states = ["booting", "ready", "running", "stopping", "crashed", "failed"] as const;
    const stoppable = states.filter((state) => stateWords(state, false).canStop);
    expect(stoppable).toEqual(["running", "stopping"]);
    expect(stateWords("stopping", false).stopLabel).toBe("Force stop");
  });
});

describe("examples", () => {
  test("have unique names and the first visit has one of them", () => {
    const ids = EXAMPLES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain(FIRST_VISIT);
  });

  test("fit the editor", () => {
    for (const { id, text } of EXAMPLES) {
      const longest = Math.max(...text.split("\n").map(({ length }) => length));
      expect(longest, id).toBeLessThanOrEqual(88);
    }
  });
});
