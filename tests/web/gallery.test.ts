import { describe, expect, test } from "vitest";
import { EXAMPLES, loadTexts } from "../../web/examples/list";
import { findExamples } from "../../web/examples/search";

await loadTexts();

const ids = (question: string) => findExamples(EXAMPLES, question).map(({ id }) => id);

describe("the gallery", () => {
  test("holds at least thirty programs, each with its text", () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(30);
    expect(EXAMPLES.filter(({ id, text }) => text === "" && id !== "blank")).toEqual([]);
    expect(new Set(EXAMPLES.map(({ id }) => id)).size).toBe(EXAMPLES.length);
  });

  test("begins with the first neuron", () => {
    expect(EXAMPLES[0]?.id).toBe("first_neuron");
  });
});

describe("the search", () => {
  test("finds words of the title, of the code, and nothing", () => {
    expect(ids("spiral")).toEqual(["spirals"]);
    expect(ids("GradientTape")).toEqual(["downhill", "gradients"]);
    expect(ids("zebra")).toEqual([]);
    expect(ids("  ")).toHaveLength(EXAMPLES.length);
  });

  test("wants every word and does not mind accents or case", () => {
    expect(ids("DIGITS conv2d")).toEqual(["mnist_convnet", "digit_pad"]);
    expect(ids("spiräl")).toEqual(["spirals"]);
  });
});
