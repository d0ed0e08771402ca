/** Draws a composed graph as SVG. */
import type { Composed, Frame } from "./compose";
import type { GraphBox, GraphLine, ModelGraph } from "./graph_types";

const SVG = "http://www.w3.org/2000/svg";

export const MARGIN = 12;

export interface DrawingWords {
  parameters: (node: { parameters: number | null; trained: boolean }) => string;
  block: (number: number) => { title: string; size: string };
}

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | number> = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** The lines first, so that boxes lie over them. */
export function drawLines(lines: readonly GraphLine[]): SVGElement {
  const group = svg("g", { "aria-hidden": "true" });
  for (const { points, label } of lines) {
    group.append(
      svg("path", { class: "flow", d: pathOf(points), "marker-end": "url(#graph-tip)" }),
    );
    const place = labelPlace(points);
    if (label !== "" && place) {
      group.append(svg("text", { class: "flow-shape", x: place[0] + 7, y: place[1] + 4 }, label));
    }
  }
  return group;
}

/** Leaves and arrives straight down. */
function pathOf(points: readonly [number, number][]): string {
  const [first = [0, 0], ...rest] = points;
  let [x, y] = first;
  let path = `M${x} ${y}`;
  rest.forEach(([nextX, nextY], index) => {
    // The head of the arrow needs a little of the line.
    const end = index === rest.length - 1 ? nextY - 1 : nextY;
    const middle = (y + nextY) / 2;
    path += `C${x} ${middle} ${nextX} ${middle} ${nextX} ${end}`;
    [x, y] = [nextX, nextY];
  });
  return path;
}

/** Shapes stand beside the beginning of a line, where lines are not yet close to each other. */
function labelPlace(points: readonly [number, number][]): [number, number] | null {
  const [first, second] = points;
  if (!first || !second || second[1] - first[1] < 20) return null;
  const straight = Math.abs(second[0] - first[0]) < 4;
  return straight ? [first[0], (first[1] + second[1]) / 2 - 2] : null;
}

export function drawBox(graph: ModelGraph, box: GraphBox, words: DrawingWords): SVGGElement {
  const left = box.x - box.width / 2;
  const top = box.y - box.height / 2;
  const group = svg("g", { "data-node": box.node });
  const shape = { x: left, y: top, width: box.width, height: box.height, rx: 8 };
  const node = graph.nodes[box.node];
  if (!node) {
    const { title, size } = words.block(-1 - box.node);
    group.setAttribute("class", "graph-node block");
    group.append(
      svg("rect", { ...shape, x: left + 3, y: top + 3, class: "behind" }),
      svg("rect", { ...shape, class: "card" }),
      svg("text", { class: "title", x: left + 12, y: top + 19 }, title),
      svg("text", { class: "name", x: left + 12, y: top + 36 }, size),
    );
    return group;
  }
  const frozen = node.trained ? "" : " frozen";
  group.setAttribute("class", `graph-node ${node.role}${frozen}`);
  group.append(svg("rect", { ...shape, class: "card" }));
  const right = { class: "amount", x: left + box.width - 12, y: top + 19, "text-anchor": "end" };
  group.append(
    svg("text", { class: "title", x: left + 12, y: top + 19 }, node.kind),
    svg("text", right, words.parameters(node)),
    svg("text", { class: "name", x: left + 12, y: top + 36 }, fitted(node.name, box.width)),
  );
  return group;
}

/** A name cut in its middle, where numbers and purposes stand at both ends. */
function fitted(name: string, width: number): string {
  const most = Math.floor((width - 24) / 7.3);
  if (name.length <= most) return name;
  const half = Math.floor((most - 1) / 2);
  return `${name.slice(0, half)}…${name.slice(name.length - half)}`;
}

export function drawFrame(frame: Frame, words: DrawingWords): SVGGElement {
  const { title, size } = words.block(frame.block);
  const { left, top, width, height } = frame;
  return svg(
    "g",
    { class: "graph-frame" },
    svg("rect", { x: left, y: top, width, height, rx: 10, class: "ground" }),
    svg("path", { class: "fold", d: `M${left + 12} ${top + 13}l5 5 5-5` }),
    svg("text", { class: "title", x: left + 30, y: top + 20 }, title),
    svg("text", { class: "name", x: left + width - 12, y: top + 20, "text-anchor": "end" }, size),
  );
}

/** The tip of the lines, and the size of the whole. */
export function drawGround(composed: Composed): SVGSVGElement {
  const width = composed.width + 2 * MARGIN;
  const height = composed.height + 2 * MARGIN;
  const tip = svg(
    "marker",
    { id: "graph-tip", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7 },
    svg("path", { class: "tip", d: "M0 0 8 4 0 8z" }),
  );
  tip.setAttribute("orient", "auto");
  const view = `${-MARGIN} ${-MARGIN} ${width} ${height}`;
  return svg("svg", { class: "graph", viewBox: view, width, height }, svg("defs", {}, tip));
}
