/** The picture of a model with some of its blocks open: a block's own picture takes its box's place. */
import type { GraphBox, GraphLine, ModelGraph } from "./graph_types";

/** Room above and around what an open block shows. */
export const HEAD = 30;
export const PAD = 14;
/** As wide as a letter of a shape beside a line. */
const LETTER = 6.9;

export interface Frame {
  block: number;
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Composed {
  width: number;
  height: number;
  /** Nodes and closed blocks, by their centres. */
  boxes: GraphBox[];
  frames: Frame[];
  lines: GraphLine[];
}

/** The block that a box opens; -1 where it opens none. */
export function blockOf(graph: ModelGraph, node: number): number {
  return node < 0 ? -1 - node : graph.blocks.findIndex((block) => block.node === node);
}

export function compose(graph: ModelGraph, open: ReadonlySet<number>): Composed {
  const { boxes, lines } = graph.picture;
  const opened = boxes.flatMap((box) => {
    const block = blockOf(graph, box.node);
    const inside = graph.blocks[block]?.picture;
    if (!inside || !open.has(block)) return [];
    const width = Math.max(box.width, inside.width + 2 * PAD);
    return [{ box, block, inside, width, height: inside.height + HEAD + 2 * PAD }];
  });
  /** How far everything below a place moves down. */
  const moved = (y: number): number =>
    opened
      .filter(({ box }) => y >= box.y + box.height / 2 - 0.5)
      .reduce((sum, { box, height }) => sum + height - box.height, 0);
  const left = Math.max(0, ...opened.map(({ box, width }) => width / 2 - box.x));
  const result: Composed = { width: 0, height: 0, boxes: [], frames: [], lines: [] };
  for (const { label, points } of lines) {
    const places = points.map(([x, y]): [number, number] => [x + left, y + moved(y)]);
    result.lines.push({ label, points: places });
  }
  for (const box of boxes) {
    if (opened.some((other) => other.box === box)) continue;
    result.boxes.push({ ...box, x: box.x + left, y: box.y + moved(box.y) });
  }
  for (const { box, block, inside, width, height } of opened) {
    const top = box.y - box.height / 2 + moved(box.y);
    const frame = { block, left: box.x + left - width / 2, top, width, height };
    result.frames.push(frame);
    const x0 = frame.left + (width - inside.width) / 2;
    const y0 = top + HEAD + PAD;
    for (const part of inside.boxes) result.boxes.push({ ...part, x: x0 + part.x, y: y0 + part.y });
    for (const { label, points } of inside.lines) {
      result.lines.push({ label, points: points.map(([x, y]) => [x0 + x, y0 + y]) });
    }
  }
  const rights = [
    ...result.boxes.map(({ x, width }) => x + width / 2),
    ...result.frames.map((frame) => frame.left + frame.width),
    ...result.lines.flatMap(({ points, label }) =>
      points.map(([x], index) => (index > 0 ? x : x + 7 + label.length * LETTER)),
    ),
  ];
  const ends = [
    ...result.boxes.map(({ y, height }) => y + height / 2),
    ...result.frames.map((frame) => frame.top + frame.height),
  ];
  result.width = Math.max(0, ...rights);
  result.height = Math.max(0, ...ends);
  return result;
}

/** The box that an arrow key leads to; the same one where there is none that way. */
export function neighbour(boxes: readonly GraphBox[], from: GraphBox, key: string): GraphBox {
  const reach = (box: GraphBox): number => {
    const dx = box.x - from.x;
    const dy = box.y - from.y;
    if (key === "ArrowDown") return dy > 1 ? dy + Math.abs(dx) * 0.3 : Infinity;
    if (key === "ArrowUp") return dy < -1 ? -dy + Math.abs(dx) * 0.3 : Infinity;
    if (Math.abs(dy) > from.height) return Infinity;
    return (key === "ArrowRight" ? dx > 1 : dx < -1) ? Math.abs(dx) : Infinity;
  };
  let best = from;
  let least = Infinity;
  for (const box of boxes) {
    const distance = reach(box);
    if (distance < least) {
      best = box;
      least = distance;
    }
  }
  return best;
}
