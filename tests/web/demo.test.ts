import { describe, expect, test } from "vitest";
import { readDemo } from "../../web/demo/file";
import { questionOf } from "../../web/demo/question";
import { type Tokens, tokenNumbers } from "../../web/demo/tokens";
import { weightOf } from "../../web/demo/weights";
import { fourDigits, outcomeOf } from "../../web/ui/outcome";
import golden from "./tokens_golden.json";

type Fields = Record<string, unknown>;

const PROGRAM = {
  inputs: [{ dtype: "float32", shape: [2] }],
  constants: [],
  variables: [{ dtype: "float32", shape: [2, 1] }],
  nodes: [],
  outputs: [0],
};
const SLIDERS = {
  kind: "slider",
  options: {
    sliders: [
      { name: "a", low: 0, high: 1, first: 0.5 },
      { name: "b", low: -1, high: 1, first: 0 },
    ],
  },
};
const WEIGHT = { name: "w", dtype: "float32", shape: [2, 1], stored: "float32", bytes: 8 };

function demoBytes(changes: Fields = {}, weights = new Uint8Array(8), version = 1) {
  const header = {
    version: "0.1.0",
    title: "Sliders: a, b",
    precision: "float32",
    widget: SLIDERS,
    names: null,
    program: JSON.stringify(PROGRAM),
    weights: [WEIGHT],
    ...changes,
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(16 + text.length + weights.length);
  bytes.set(new TextEncoder().encode("p_vision"));
  new DataView(bytes.buffer).setUint32(8, version, true);
  new DataView(bytes.buffer).setUint32(12, text.length, true);
  bytes.set(text, 16);
  bytes.set(weights, 16 + text.length);
  return bytes;
}

function refusal(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    readDemo(bytes);
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

describe("a demo file", () => {
  test("holds input, program and weights", () => {
    const demo = readDemo(demoBytes());
    expect(demo.input).toMatchObject({ kind: "slider", length: 2, dtype: "float32" });
    expect(demo.variables).toMatchObject([{ source: "float32", shape: [2, 1] }]);
    expect(demo.constants).toEqual([]);
    expect(demo.names).toBeNull();
  });

  test("keeps the program letter by letter: 1.0 is not 1 to the engine", () => {
    const program = JSON.stringify(PROGRAM).replace(
      '"nodes":[]',
      '"nodes":[["add",[0],{"right":1.0},[1]]]',
    );
    expect(readDemo(demoBytes({ program })).program).toContain('"right":1.0');
  });

  test.each<[string, Uint8Array<ArrayBuffer>]>([
    ["holds no demo", new Uint8Array(40)],
    ["holds no demo", new TextEncoder().encode("p_vision")],
    ["newer version", demoBytes({}, new Uint8Array(8), 2)],
    ["damaged", demoBytes().slice(0, -1)],
    ["damaged", demoBytes({}, new Uint8Array(9))],
    ["damaged", demoBytes().slice(0, 30)],
    ["damaged", demoBytes({ weights: [] })],
    ["damaged", demoBytes({ weights: "all" })],
    ["damaged", demoBytes({ program: 5 })],
    ["damaged", demoBytes({ program: "{" })],
    ["does not fit together", demoBytes({ program: JSON.stringify({ ...PROGRAM, inputs: [] }) })],
    [
      "does not fit together",
      demoBytes({
        program: JSON.stringify({ ...PROGRAM, inputs: [{ dtype: "float32", shape: [2 ** 40] }] }),
      }),
    ],
    ["input that this page does not know", demoBytes({ widget: { kind: "script" } })],
    ["input that this page does not know", demoBytes({ widget: null })],
  ])("is refused in words: %s", (words, bytes) => {
    expect(refusal(bytes)).toContain(words);
  });

  test.each<[string, Fields]>([
    ["a size that is no number", { shape: ["2", 1] }],
    ["no size", { shape: undefined }],
    ["a size of 0", { shape: [0, 1], bytes: 0 }],
    ["sizes beyond all memory", { shape: [2 ** 30, 2 ** 30] }],
    ["more axes than there are", { shape: [1, 1, 1, 1, 1, 1, 2] }],
    ["another number of bytes", { bytes: 4 }],
    ["an unknown form", { stored: "float8" }],
    ["a name of every object", { stored: "constructor" }],
    ["another type than it is stored in", { dtype: "int32" }],
    ["no scale", { stored: "int8", bytes: 2 }],
    ["a scale of another shape", { stored: "int8", scale: [1, 2], bytes: 10 }],
  ])("with a weight of %s is damaged", (_, change) => {
    expect(refusal(demoBytes({ weights: [{ ...WEIGHT, ...change }] }))).toContain("damaged");
  });

  test.each<[Fields]>([
    [{ sliders: [] }],
    [{ sliders: [{ name: "a", low: 1, high: 0, first: 0 }] }],
    [{ sliders: [{ name: "a", low: 0, high: 1, first: null }] }],
    [{ sliders: SLIDERS.options.sliders.concat(SLIDERS.options.sliders) }],
    [{}],
  ])("with odd sliders says so", (options) => {
    expect(refusal(demoBytes({ widget: { kind: "slider", options } }))).toContain("ranges");
  });

  test("with pictures of an impossible size says so", () => {
    for (const size of [0, -1, 1.5, 1e9, "28", null]) {
      const widget = { kind: "draw", options: { size } };
      expect(refusal(demoBytes({ widget }))).toContain("impossible size");
    }
  });

  test("cannot hide letters or bring HTML: names stay text", () => {
    const names = ["a\u202eb", "<b>x</b>", 5];
    expect(readDemo(demoBytes({ names })).names).toEqual(["a b", "<b>x</b>", "?"]);
  });
});

describe("weights of eight bits", () => {
  test("are multiplied by the scale of their channel", () => {
    const numbers = [10, -20, 30, 40, -127, 127];
    const check = (shape: number[], scale: number[], scales: number[], expected: number[]) => {
      const bytes = new Uint8Array(4 * scales.length + numbers.length);
      bytes.set(new Uint8Array(Float32Array.from(scales).buffer));
      bytes.set(new Uint8Array(Int8Array.from(numbers).buffer), 4 * scales.length);
      const entry = {
        dtype: "float32",
        shape,
        stored: "int8" as const,
        scale,
        bytes: bytes.length,
      };
      const weight = weightOf(entry, bytes);
      expect(weight.source).toBe("float32");
      expect([...new Float32Array(weight.bytes.buffer)]).toEqual(expected);
    };
    check([2, 3], [1, 3], [1, 2, 0.5], [10, -40, 15, 40, -254, 63.5]);
    check([2, 3], [2, 1], [1, 2], [10, -20, 30, 80, -254, 254]);
    check([1, 2, 3], [1, 1, 1], [0.5], [5, -10, 15, 20, -63.5, 63.5]);
    check([3, 2], [3, 2], [1, 2, 3, 4, 5, 6], [10, -40, 90, 160, -635, 762]);
  });
});

describe("a text", () => {
  test.each(golden.cases)("becomes the numbers that Python makes of it %#", ({ tokens, rows }) => {
    expect(golden.texts.map((text) => tokenNumbers(text, tokens as Tokens))).toEqual(rows);
  });
});

describe("a question", () => {
  const { input } = readDemo(demoBytes());

  test("has the sliders' numbers in the program's order", () => {
    const { bytes, source } = questionOf(input, { values: { b: -0.5, a: 0.25 } });
    expect(source).toBe("float32");
    expect([...new Float32Array(bytes.buffer)]).toEqual([0.25, -0.5]);
  });

  test("has a picture's bytes as they are", () => {
    const program = JSON.stringify({ ...PROGRAM, inputs: [{ dtype: "float32", shape: [4] }] });
    const widget = { kind: "draw", options: { size: 2, centred: true } };
    const drawn = readDemo(demoBytes({ program, widget })).input;
    const asked = questionOf(drawn, { pixels: btoa("\x00\xff\x10\x80") });
    expect(asked).toMatchObject({ source: "uint8", dtype: "float32", length: 4 });
    expect([...asked.bytes]).toEqual([0, 255, 16, 128]);
    expect(() => questionOf(drawn, { pixels: btoa("abc") })).toThrow();
  });
});

describe("an answer", () => {
  const of = (values: number[], shape = [values.length], names: string[] | null = null) =>
    outcomeOf(Float64Array.from(values), shape, names);

  test("that is a row of chances is bars", () => {
    expect(of([0.25, 0.75], [2], ["cat", "dog"])).toEqual({
      kind: "bars",
      bars: [
        { label: "cat", value: 0.25 },
        { label: "dog", value: 0.75 },
      ],
    });
    expect(of([0.3], [1], ["no", "yes"])).toMatchObject({ bars: [{ value: 0.7 }, { value: 0.3 }] });
    const many = of(new Array(50).fill(0.02));
    expect(many.kind === "bars" && many.bars.length).toBe(20);
  });

  test("that is a number or a few is text", () => {
    expect(of([6], [])).toEqual({ kind: "text", text: "6" });
    expect(of([5, 7], [1, 1, 2])).toEqual({ kind: "text", text: "[5, 7]" });
    expect(of([0.2, 0.2])).toEqual({ kind: "text", text: "[0.2, 0.2]" });
    const long = of(new Array(100).fill(1));
    expect(long.kind === "text" && long.text.endsWith("1, …]")).toBe(true);
  });

  test("that is a picture is drawn by its brightness", () => {
    const shades = (values: number[], shape: number[]) => {
      const reply = of(values, shape);
      return reply.kind === "pixels" ? [...reply.pixels.slice(0, 3)] : [];
    };
    expect(shades([0, 0.5, 1, 0, 0, 0, 0, 0, 0], [3, 3])).toEqual([0, 128, 255]);
    expect(shades([0, 100, 255, 0, 0, 0, 0, 0, 0], [3, 3, 1])).toEqual([0, 100, 255]);
    expect(shades([-1, 0, 1, 0, 0, 0, 0, 0, 0], [1, 3, 3])).toEqual([0, 128, 255]);
    expect(of(new Array(48).fill(0), [3, 4, 4])).toMatchObject({ width: 4, height: 4 });
  });

  test.each([
    [0.123456, "0.1235"],
    [12345.6, "12346"],
    [1234567, "1.235e+6"],
    [0.00001, "1e-5"],
    [Number.NaN, "nan"],
    [-0.5, "-0.5"],
  ])("writes %d as %s", (value, text) => {
    expect(fourDigits(value)).toBe(text);
  });
});
