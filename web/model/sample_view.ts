/** What a layer answers to one sample, chosen from the data that the session holds. */
import { el, icon, onPress, setEnabled } from "../dom";
import { t } from "../language/later";
import type { RunnerControl } from "../runner";
import { drawingView } from "./drawing_view";
import type { ModelGraph } from "./graph_types";
import { isProblem, look } from "./look";

type Data = { name: string; count: number };

export class SampleView {
  readonly element = el("div", { class: "layer-part sample-view", hidden: true });
  private readonly choice = el("select", { class: "field small" });
  private readonly number = el("input", { type: "number", class: "field small", min: "0" });
  private readonly answer = el("div", { class: "sample-answer", "aria-live": "polite" });
  private readonly back = arrow("icon-left");
  private readonly forth = arrow("icon-right");
  private data: Data[] = [];
  private graph: ModelGraph | null = null;
  private node = 0;
  private turn = 0;
  private waits = false;
  /** Kept from layer to layer, so that one sample can be followed through the model. */
  private chosen = "";
  private index = 0;

  constructor(private readonly runner: RunnerControl) {
    this.choice.addEventListener("change", () => {
      this.chosen = this.choice.value;
      void this.go(0);
    });
    this.number.addEventListener("change", () => void this.go(Number(this.number.value)));
    onPress(this.back, () => void this.go(this.index - 1));
    onPress(this.forth, () => void this.go(this.index + 1));
    runner.on("result", () => {
      if (this.waits && !this.element.hidden) void this.go(this.index);
    });
  }

  hide(): void {
    this.turn++;
    this.element.hidden = true;
  }

  async show(graph: ModelGraph, node: number): Promise<void> {
    this.graph = graph;
    this.node = node;
    const found = await look(this.runner, "data", { key: graph.key });
    this.data = found && !isProblem(found) ? found.data : [];
    if (graph.note !== "") return this.hide();
    if (!this.data.some(({ name }) => name === this.chosen)) {
      this.chosen = this.data[0]?.name ?? "";
      this.index = 0;
    }
    this.choice.replaceChildren(
      ...this.data.map(({ name, count }) =>
        el("option", { value: name }, t("look.sample.of", { name, count })),
      ),
      el("option", { value: "" }, t("look.sample.noise")),
    );
    this.choice.value = this.chosen;
    this.choice.setAttribute("aria-label", t("look.sample.data"));
    this.number.setAttribute("aria-label", t("look.sample.number"));
    this.back.setAttribute("aria-label", t("look.sample.before"));
    this.forth.setAttribute("aria-label", t("look.sample.next"));
    this.element.hidden = false;
    this.element.replaceChildren(
      el("h3", {}, t("look.answer")),
      el("div", { class: "sample-row" }, this.choice, this.back, this.number, this.forth),
      this.answer,
    );
    await this.go(this.index);
  }

  private get last(): number {
    const count = this.data.find(({ name }) => name === this.chosen)?.count ?? 1_000;
    return count - 1;
  }

  private async go(index: number): Promise<void> {
    if (!this.graph) return;
    this.index = Math.min(this.last, Math.max(0, Math.trunc(index) || 0));
    this.number.value = String(this.index);
    this.number.max = String(this.last);
    setEnabled(this.back, this.index > 0);
    setEnabled(this.forth, this.index < this.last);
    const turn = ++this.turn;
    const { key } = this.graph;
    const options = { key, node: this.node, data: this.chosen, index: this.index };
    const found = await look(this.runner, "activations", options);
    if (turn !== this.turn) return;
    this.waits = found === null;
    if (found === null || isProblem(found)) {
      this.answer.replaceChildren(el("p", { class: "hint" }, found?.problem ?? t("look.busy")));
      return;
    }
    const name = this.graph.nodes[this.node]?.name ?? "layer";
    const truth = found.truth === "" ? null : t("look.sample.truth", { truth: found.truth });
    const given = drawingView(found.sample, "sample");
    given.prepend(el("figcaption", {}, t("look.sample.given"), truth ? `, ${truth}` : null));
    const answer = drawingView(found.answer, `${name}_answer`);
    answer.prepend(el("figcaption", {}, t("look.sample.gives", { name })));
    this.answer.replaceChildren(given, answer);
  }
}

function arrow(kind: "icon-left" | "icon-right"): HTMLButtonElement {
  const button = el("button", { type: "button", class: `button quiet small icon-only ${kind}` });
  button.append(icon("down"));
  return button;
}
