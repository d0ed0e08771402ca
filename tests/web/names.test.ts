import { describe, expect, it } from "vitest";
import { importsOf } from "../../web/editor/imports";
import { KnownNames, type NamesTable } from "../../web/editor/known_names";

const TABLE: NamesTable = {
  modules: {
    p_vision: { Dense: "p_vision.layers", layers: ["module", "", "Layers."] },
    "p_vision.layers": {
      Dense: ["class", "(units, activation=None, **kwargs)", "A fully connected layer."],
      Dropout: ["class", "(rate)", "Leaves values out."],
    },
    "p_vision.datasets": { mnist: ["module", "", ""] },
    "p_vision.datasets.mnist": { load_data: ["function", "(path='mnist')", "Load the digits."] },
  },
  methods: { fit: ["function", "(x=None, y=None, epochs=1)", "Train the model."] },
};
const names = new KnownNames(TABLE);
const HEAD = "from p_vision import Dense as D, layers\nfrom p_vision.datasets import mnist\n";

function labels(text: string): string[] | undefined {
  return names.complete(text, text.length)?.items.map(({ label }) => label);
}

describe("what is known before Python", () => {
  it("reads import lines", () => {
    const found = importsOf(
      "import p_vision as pv, numpy\nfrom a.b import (c,\n  d as e,  # why\n)\n",
    );
    expect(Object.fromEntries(found)).toEqual({
      pv: { module: "p_vision" },
      numpy: { module: "numpy" },
      c: { module: "a.b", name: "c" },
      e: { module: "a.b", name: "d" },
    });
  });

  it("completes imports, members and methods", () => {
    expect(labels("from p_vision.layers import D")).toEqual(["Dense", "Dropout"]);
    expect(labels("from p_vision.da")).toContain("datasets");
    expect(labels(`${HEAD}layers.`)).toEqual(["Dense", "Dropout"]);
    expect(labels(`${HEAD}mnist.`)).toEqual(["load_data"]);
    expect(labels(`${HEAD}model.`)).toEqual(["fit"]);
    expect(labels("De")).toContain("Dense");
  });

  it("shows how something is called, the parameter that is written marked", () => {
    const text = `${HEAD}D(8, `;
    const shown = names.signature(text, text.length - 4, text.length);
    expect(shown).toMatchObject({
      name: "Dense",
      active: 1,
      documentation: "A fully connected layer.",
    });
    const keyword = `${HEAD}model.fit(x, epochs=`;
    expect(names.signature(keyword, keyword.indexOf("(x"), keyword.length)?.active).toBe(2);
    expect(names.signature("unknown(", 7, 8)).toBeNull();
  });

  it("explains the word that is pointed at", () => {
    const text = `${HEAD}model.fit(x)`;
    const at = text.indexOf("fit");
    expect(names.hover(text, at + 1)).toMatchObject({ from: at, to: at + 3, title: "fit" });
    expect(names.hover(text, text.indexOf("model") + 1)).toBeNull();
    expect(names.hover("D(1)", 0)).toBeNull();
  });
});
