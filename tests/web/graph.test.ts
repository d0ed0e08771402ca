import { describe, expect, it } from "vitest";
import { blockOf, compose, HEAD, neighbour, PAD } from "../../web/model/compose";
import type { GraphBox, ModelGraph } from "../../web/model/graph_types";

const box = (node: number, y: number, x = 60): GraphBox => ({ node, x, y, width: 120, height: 40 });

/** Three boxes in a row, the middle one a block of two. */
const graph: ModelGraph = {
  name: "small",
  kind: "Sequential",
  note: "",
  layers: 4,
  parameters: 0,
  trained: 0,
  variable: "model",
  key: "1",
  nodes: ["in", "a", "b", "out"].map((name) => ({
    name,
    kind: "Dense",
    role: "layer",
    shape: "",
    label: "",
    parameters: 0,
    trained: true,
    after: [],
  })),
  blocks: [
    {
      title: "ab",
      members: [1, 2],
      parameters: 0,
      picture: {
        width: 200,
        height: 120,
        boxes: [box(1, 40, 100), box(2, 100, 100)],
        lines: [
          {
            label: "",
            points: [
              [100, 0],
              [100, 20],
            ],
          },
        ],
      },
    },
  ],
  picture: {
    width: 120,
    height: 180,
    boxes: [box(0, 20), box(-1, 90), box(3, 160)],
    lines: [
      {
        label: "8",
        points: [
          [60, 40],
          [60, 70],
        ],
      },
      {
        label: "8",
        points: [
          [60, 110],
          [60, 140],
        ],
      },
    ],
  },
};

describe("a graph with blocks", () => {
  it("is drawn as it came while its blocks are closed", () => {
    const { boxes, frames, height } = compose(graph, new Set());
    expect(boxes.map(({ node, y }) => [node, y])).toEqual([
      [0, 20],
      [-1, 90],
      [3, 160],
    ]);
    expect(frames).toEqual([]);
    expect(height).toBe(180);
  });

  it("makes room for what an open block shows", () => {
    const { boxes, frames, lines, height, width } = compose(graph, new Set([0]));
    const grown = 120 + HEAD + 2 * PAD - 40;
    expect(boxes.map(({ node }) => node).sort()).toEqual([0, 1, 2, 3]);
    expect(boxes.find(({ node }) => node === 3)?.y).toBe(160 + grown);
    expect(height).toBe(180 + grown);
    const [frame] = frames;
    expect(frame).toMatchObject({ block: 0, left: 0, top: 70, width: 228 });
    expect(width).toBe(228);
    // The line after the block begins where its frame ends.
    expect(lines[1]?.points[0]?.[1]).toBe((frame?.top ?? 0) + (frame?.height ?? 0));
    const inside = boxes.find(({ node }) => node === 1);
    expect(inside?.y).toBe(70 + HEAD + PAD + 40);
    // Everything else stays in the middle of the frame.
    expect(boxes.find(({ node }) => node === 0)?.x).toBe(114);
  });

  it("knows which boxes open", () => {
    expect(blockOf(graph, -1)).toBe(0);
    expect(blockOf(graph, 3)).toBe(-1);
  });

  it("leads from box to box by the arrow keys", () => {
    const boxes = [box(0, 0), box(1, 80, 0), box(2, 80, 140), box(3, 160)];
    const go = (from: number, key: string): number =>
      neighbour(boxes, boxes[from] as GraphBox, key).node;
    expect(go(0, "ArrowDown")).toBe(1);
    expect(go(1, "ArrowRight")).toBe(2);
    expect(go(2, "ArrowLeft")).toBe(1);
    expect(go(2, "ArrowUp")).toBe(0);
    expect(go(3, "ArrowDown")).toBe(3);
  });
});
