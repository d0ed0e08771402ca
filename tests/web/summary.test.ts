import { describe, expect, test } from "vitest";
import { convnetSummary } from "../../web/dev/preview_data";
import { type ModelSummary, SummaryReader } from "../../web/model/summary";

function read(...texts: string[]): ModelSummary | undefined {
  const found: ModelSummary[] = [];
  const reader = new SummaryReader((summary) => found.push(summary));
  for (const text of texts) reader.write(text);
  return found.at(-1);
}

describe("a printed summary becomes a table", () => {
  test("layers, shapes and parameters", () => {
    const summary = read(convnetSummary);
    expect(summary?.name).toBe("sequential");
    expect(summary?.layers).toHaveLength(7);
    expect(summary?.layers[2]).toEqual({
      name: "conv2d_1",
      kind: "Conv2D",
      shape: "(None, 11, 11, 64)",
      parameters: 18_496,
      note: "",
    });
    expect(summary?.totals[0]).toEqual({ label: "Total params", value: "34,826 (136.04 KB)" });
    expect(summary?.totals).toHaveLength(3);
  });

  test("in whatever pieces it arrives", () => {
    expect(read(...convnetSummary)).toEqual(read(convnetSummary));
  });

  test("a layer without weights yet says so", () => {
    const text = convnetSummary.replace("│        16,010 │", "│   0 (unbuilt) │");
    const row = read(text)?.layers.at(-1);
    expect(row).toMatchObject({ name: "dense", parameters: 0, note: "0 (unbuilt)" });
  });

  test("other output is no summary", () => {
    expect(read('Model: "x"\nnothing\n Total params: 5\n')).toBeUndefined();
    expect(read(" Total params: 5\n")).toBeUndefined();
  });
});
