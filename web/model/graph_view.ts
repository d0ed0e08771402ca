/** The graph of a model: boxes to walk through and to open, with mouse, finger or keys. */
import { el } from "../dom";
import { t } from "../language/later";
import { whole } from "../language/numbers";
import { type Composed, compose, neighbour } from "./compose";
import {
  type DrawingWords,
  drawBox,
  drawFrame,
  drawGround,
  drawLines,
  MARGIN,
} from "./graph_drawing";
import type { GraphBox, ModelGraph } from "./graph_types";

const SCALES = [0.25, 0.35, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2];

export class GraphView {
  readonly element = el("div", { class: "graph-scroll" });
  private graph: ModelGraph | null = null;
  private composed: Composed | null = null;
  private readonly open = new Set<number>();
  private scale = 1;
  private shown: GraphBox | null = null;
  private readonly nodes = new Map<number, SVGGElement>();

  constructor(private readonly onNode: (node: number) => void) {
    this.element.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 1 : -1);
    });
    this.element.addEventListener("keydown", (event) => this.key(event));
  }

  show(graph: ModelGraph): void {
    if (graph.key !== this.graph?.key) {
      this.open.clear();
      this.shown = null;
      this.graph = graph;
      this.draw();
      this.fit();
      this.element.scrollTop = 0;
    } else this.draw();
  }

  /** Draws the same again: the texts have changed. */
  redraw(): void {
    if (this.graph) this.draw();
  }

  get svg(): SVGSVGElement | null {
    return this.element.querySelector("svg");
  }

  get hasBlocks(): boolean {
    return (this.graph?.blocks.length ?? 0) > 0;
  }

  /** All blocks open; false: all closed. */
  unfold(all: boolean): void {
    this.open.clear();
    if (all) this.graph?.blocks.forEach((_, index) => void this.open.add(index));
    this.draw();
  }

  /** One step larger or smaller. */
  zoom(direction: 1 | -1): void {
    const sorted = direction > 0 ? SCALES : [...SCALES].reverse();
    const next = sorted.find((scale) => (scale - this.scale) * direction > 0.01);
    if (next) this.setScale(next);
  }

  /** As wide as the view, but readable and never larger than drawn. */
  fit(): void {
    const wide = this.element.clientWidth;
    const width = (this.composed?.width ?? 0) + 2 * MARGIN;
    if (wide > 0 && width > 0) this.setScale(Math.min(1, Math.max(0.5, wide / width)));
  }

  /** The layer whose details are shown. */
  mark(node: number | null): void {
    for (const [number, element] of this.nodes) {
      element.classList.toggle("chosen", number === node);
    }
  }

  focusNode(node: number): void {
    const box = this.boxes().find((other) => other.node === node);
    if (box) this.focus(box, true);
  }

  private setScale(scale: number): void {
    this.scale = scale;
    const { svg, composed } = this;
    if (!svg || !composed) return;
    svg.setAttribute("width", String((composed.width + 2 * MARGIN) * scale));
    svg.setAttribute("height", String((composed.height + 2 * MARGIN) * scale));
  }

  private words(graph: ModelGraph): DrawingWords {
    return {
      parameters: ({ parameters }) => (parameters ? whole(parameters) : ""),
      block: (number) => {
        const block = graph.blocks[number];
        const title = block?.title || t("look.block", { number: number + 1 });
        const layers = t("model.layers", { count: block?.members.length ?? 0 });
        const size = block?.parameters ? `${layers} · ${whole(block.parameters)}` : layers;
        return { title, size };
      },
    };
  }

  private draw(): void {
    const { graph } = this;
    if (!graph) return;
    const focused = this.element.contains(document.activeElement);
    const composed = compose(graph, this.open);
    const words = this.words(graph);
    const ground = drawGround(composed);
    ground.setAttribute("role", "group");
    ground.setAttribute("aria-label", t("look.graph", { model: graph.name }));
    this.nodes.clear();
    const frames = composed.frames.map((frame) => {
      const drawn = drawFrame(frame, words);
      const head = { ...frame, node: -1 - frame.block, x: frame.left, y: frame.top };
      this.button(drawn, head.node, t("look.close", words.block(frame.block)), true);
      return drawn;
    });
    ground.append(...frames, drawLines(composed.lines));
    for (const box of composed.boxes) {
      const drawn = drawBox(graph, box, words);
      this.button(drawn, box.node, this.label(graph, box), box.node < 0 ? false : null);
      ground.append(drawn);
    }
    this.composed = composed;
    this.element.replaceChildren(ground);
    this.setScale(this.scale);
    const current = this.boxes().find(({ node }) => node === this.shown?.node) ?? this.boxes()[0];
    if (current) this.focus(current, focused);
  }

  private button(drawn: SVGGElement, node: number, label: string, open: boolean | null): void {
    drawn.setAttribute("role", "button");
    drawn.setAttribute("tabindex", "-1");
    drawn.setAttribute("aria-label", label);
    if (open !== null) drawn.setAttribute("aria-expanded", String(open));
    drawn.addEventListener("click", () => this.press(node));
    this.nodes.set(node, drawn);
  }

  private label(graph: ModelGraph, box: GraphBox): string {
    const node = graph.nodes[box.node];
    if (!node) return t("look.block.said", this.words(graph).block(-1 - box.node));
    const parts = [`${node.kind} ${node.name}`];
    if (node.shape !== "") parts.push(t("look.said.shape", { shape: node.label }));
    if (node.parameters) parts.push(t("look.parameters", { count: node.parameters }));
    if (!node.trained) parts.push(t("look.frozen"));
    if (node.after.length > 0) parts.push(t("look.said.after", { names: node.after.join(", ") }));
    return parts.join(", ");
  }

  /** Everything that can have the focus, frames by their heads. */
  private boxes(): GraphBox[] {
    const frames = (this.composed?.frames ?? []).map((frame) => ({
      node: -1 - frame.block,
      x: frame.left + frame.width / 2,
      y: frame.top + 15,
      width: frame.width,
      height: 30,
    }));
    return [...frames, ...(this.composed?.boxes ?? [])].sort((a, b) => a.y - b.y || a.x - b.x);
  }

  private press(node: number): void {
    const box = this.boxes().find((other) => other.node === node);
    if (box) this.focus(box, true);
    if (node < 0) this.toggle(-1 - node);
    else this.onNode(node);
  }

  /** Opens a block, or closes it. */
  toggle(block: number): void {
    if (!this.open.delete(block)) this.open.add(block);
    this.draw();
    const closed = this.graph?.blocks[block]?.node;
    const boxes = this.boxes();
    const box =
      boxes.find(({ node }) => node === -1 - block) ?? boxes.find(({ node }) => node === closed);
    if (box) this.focus(box, true);
  }

  isOpen(block: number): boolean {
    return this.open.has(block);
  }

  private focus(box: GraphBox, now: boolean): void {
    for (const element of this.nodes.values()) element.setAttribute("tabindex", "-1");
    this.shown = box;
    const element = this.nodes.get(box.node);
    element?.setAttribute("tabindex", "0");
    if (!now) return;
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  private key(event: KeyboardEvent): void {
    const boxes = this.boxes();
    const from = boxes.find(({ node }) => node === this.shown?.node);
    if (!from || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key.startsWith("Arrow")) this.focus(neighbour(boxes, from, key), true);
    else if (key === "Home" && boxes[0]) this.focus(boxes[0], true);
    else if (key === "End") this.focus(boxes.at(-1) ?? from, true);
    else if (key === "Enter" || key === " ") this.press(from.node);
    else if (key === "+" || key === "=") this.zoom(1);
    else if (key === "-") this.zoom(-1);
    else if (key === "0") this.fit();
    else return;
    event.preventDefault();
  }
}
