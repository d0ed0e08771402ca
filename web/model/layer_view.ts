/** One layer: what it is, what it answers to a sample, what it has learned, how it was made. */
import { el, icon } from "../dom";
import { t } from "../language/later";
import { whole } from "../language/numbers";
import type { RunnerControl } from "../runner";
import { withCode } from "./code_words";
import { drawingView } from "./drawing_view";
import type { GraphNode, LayerFacts, ModelGraph, WeightPicture } from "./graph_types";
import { isProblem, look } from "./look";
import { SampleView } from "./sample_view";

export interface LayerOptions {
  runner: RunnerControl;
  onClose: () => void;
  /** Opens or closes the picture of a model that is a layer. */
  onInside: (block: number) => void;
  isOpen: (block: number) => boolean;
}

export class LayerView {
  readonly element = el("section", { class: "layer-view", hidden: true });
  private readonly sample: SampleView;
  /** Counts what was asked for: late answers about another layer are dropped. */
  private turn = 0;
  private shown: { graph: ModelGraph; node: number } | null = null;

  constructor(private readonly options: LayerOptions) {
    this.sample = new SampleView(options.runner);
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      options.onClose();
    });
  }

  get node(): number | null {
    return this.shown?.node ?? null;
  }

  hide(): void {
    this.turn++;
    this.shown = null;
    this.element.hidden = true;
  }

  /** The program has ended: what had to wait is asked for again, and answers may be others. */
  refresh(): void {
    if (this.shown) void this.show(this.shown.graph, this.shown.node);
  }

  async show(graph: ModelGraph, index: number): Promise<void> {
    const node = graph.nodes[index];
    if (!node) return this.hide();
    const turn = ++this.turn;
    const same = this.shown?.node === index && this.shown.graph.key === graph.key;
    this.shown = { graph, node: index };
    const learned = el("div", { class: "layer-part" });
    const made = el("div", { class: "layer-part" });
    const lead = el("p", { class: "lead", lang: "en" });
    const facts = el("dl", { class: "fact-list" });
    fillFacts(facts, graph, node, null);
    const inside = node.role === "model" ? this.inside(graph, index) : null;
    const parts = [this.head(node), lead, facts, inside, this.sample.element, learned, made];
    this.element.hidden = false;
    this.element.setAttribute("aria-label", t("look.layer", { name: node.name }));
    this.element.replaceChildren(...parts.flatMap((part) => part ?? []));
    if (!same) this.element.scrollTop = 0;
    const options = { key: graph.key, node: index };
    const { runner } = this.options;
    const known = await look(runner, "layer", options);
    if (turn !== this.turn) return;
    if (known === null || isProblem(known)) {
      lead.textContent = known?.problem ?? t("look.busy");
      this.sample.hide();
      return;
    }
    lead.replaceChildren(...withCode(known.documentation));
    fillFacts(facts, graph, node, known);
    made.replaceChildren(...configuration(known));
    await this.sample.show(graph, index);
    if (turn !== this.turn || !node.parameters) return;
    const weights = await look(runner, "weights", options);
    if (turn !== this.turn || weights === null) return;
    learned.replaceChildren(
      el("h3", {}, t("look.weights")),
      ...(isProblem(weights)
        ? [el("p", { class: "hint" }, weights.problem)]
        : weights.weights.flatMap((weight) => weightViews(weight, node.name))),
    );
  }

  private head(node: GraphNode): HTMLElement {
    const close = el("button", { type: "button", class: "button quiet small icon-only" });
    close.append(icon("close"));
    close.setAttribute("aria-label", t("close"));
    close.addEventListener("click", () => this.options.onClose());
    const title = el("h2", { tabindex: "-1" }, node.kind, " ", el("code", {}, node.name));
    return el("div", { class: "layer-head" }, title, close);
  }

  private inside(graph: ModelGraph, index: number): HTMLElement | null {
    const block = graph.blocks.findIndex(({ node }) => node === index);
    if (block < 0) return null;
    const open = this.options.isOpen(block);
    const text = t(open ? "look.inside.hide" : "look.inside.show");
    const button = el("button", { type: "button", class: "button small" }, text);
    button.addEventListener("click", () => {
      this.options.onInside(block);
      this.refresh();
    });
    return button;
  }
}

function fillFacts(
  list: HTMLElement,
  graph: ModelGraph,
  node: GraphNode,
  facts: LayerFacts | null,
): void {
  const row = (name: string, value: string): HTMLElement =>
    el("div", {}, el("dt", {}, name), el("dd", {}, value));
  const rows: HTMLElement[] = [];
  if (facts?.given) rows.push(row(t("look.given"), facts.given));
  if (node.shape !== "") rows.push(row(t("look.gives"), node.shape));
  const total = Math.max(1, graph.parameters);
  if (node.parameters) {
    const share = (100 * node.parameters) / total;
    const part = share < 1 ? "< 1" : whole(share);
    const count = t("look.parameters.share", { count: node.parameters, share: part });
    rows.push(
      row(t("model.column.parameters"), node.trained ? count : `${count}, ${t("look.frozen")}`),
    );
  }
  if (node.after.length > 0) rows.push(row(t("look.column.after"), node.after.join(", ")));
  list.replaceChildren(...rows);
}

function weightViews(weight: WeightPicture, layer: string): HTMLElement[] {
  const head = el("h4", {}, el("code", {}, weight.name), ` ${weight.shape}`);
  if (weight.large) return [head, el("p", { class: "hint" }, t("look.large"))];
  const drawings = weight.drawings ?? [];
  return [head, ...drawings.map((forms) => drawingView(forms, `${layer}_${weight.name}`))];
}

function configuration({ config }: LayerFacts): HTMLElement[] {
  if (config.length === 0) return [];
  const rows = config.map(([name, value]) =>
    el("div", {}, el("dt", {}, name), el("dd", {}, value)),
  );
  const summary = el("summary", {}, t("look.config"));
  return [el("details", {}, summary, el("dl", { class: "config-list" }, ...rows))];
}
