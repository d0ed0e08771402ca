import { afterAll, describe, expect, test } from "vitest";
import { costWords, modelWords, readCost } from "../../web/demo/cost";
import { speakLanguage } from "../../web/language/choose";

const COST = { difference: 0.00412, chances: true, changed: 0, trials: 64, inputs: "samples" };

afterAll(() => speakLanguage("en"));

describe("what a demo's precision costs", () => {
  test("in English", async () => {
    await speakLanguage("en");
    expect(String(costWords("int8", COST))).toBe(
      "Weights as 8-bit numbers: answers differ by at most 0.41\u00a0% on 64 samples",
    );
    expect(String(costWords("int8", { ...COST, changed: 1 }))).toContain(
      "64 samples; 1 of them gets another class",
    );
    expect(String(costWords("float16", { ...COST, chances: false, inputs: "asked" }))).toBe(
      "Weights in half precision: answers differ by at most 0.0041 on the last 64 inputs",
    );
    expect(String(costWords("float32", null))).toContain("Exact weights");
  });

  test("in the language of the visitor, also after another choice", async () => {
    const said = costWords("int8", { ...COST, changed: 2 });
    await speakLanguage("de");
    expect(String(said)).toBe(
      "Gewichte als 8-Bit-Zahlen: Die Antworten weichen bei 64 Beispielen höchstens um 0,41\u00a0% ab; 2 davon bekommen eine andere Klasse",
    );
    await speakLanguage("fr");
    expect(String(said)).toContain("diffèrent d’au plus 0,41\u00a0% sur 64 exemples");
    await speakLanguage("es");
    expect(String(said)).toContain("difieren como mucho en 0,41\u00a0% con 64 ejemplos");
    await speakLanguage("en");
  });

  test("numbers of a stranger are looked at first", () => {
    expect(readCost({ ...COST, difference: "<b>" })).toBeNull();
    expect(readCost({ ...COST, changed: -1 })).toBeNull();
    expect(readCost({ ...COST, inputs: "toString" })).toBeNull();
    expect(readCost(null)).toBeNull();
    expect(costWords("int4", COST)).toBeNull();
    expect(String(costWords("int8", { ...COST, trials: null }))).toBe("Weights as 8-bit numbers");
  });

  test("a model that says nothing of itself keeps its sender's words", () => {
    const model = { mediaType: "application/x", description: "weights of a test" };
    expect(modelWords({ ...model, bytes: new Uint8Array(9) })).toBe("weights of a test");
  });
});
