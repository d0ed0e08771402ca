/** The Model view with its graph, its table and the details of a layer. Loaded with the first model. */
import "../styles/model.css";
import { bytes } from "../chart/numbers";
import { el, icon } from "../dom";
import { download } from "../download";
import { onTexts, t } from "../language/later";
import { whole } from "../language/numbers";
import type { RunnerControl } from "../runner";
import { pngFromSvg } from "../svg_picture";
import { scaleFor, standalone } from "./graph_file";
import type { ModelGraph, ModelsAnswer } from "./graph_types";
import { GraphView } from "./graph_view";
import { layerTable } from "./layer_table";
import { LayerView } from "./layer_view";

/** A number is 32 bits long. */
const BYTES = 4;

export class ModelView {
  private readonly graphView = new GraphView((node) => this.open(node));
  private readonly layerView: LayerView;
  private readonly table = el("div", { class: "graph-scroll", tabindex: "0", role: "group" });
  private readonly head = el("div", { class: "model-head" });
  private readonly parts = el("div", { class: "model-parts" });
  private graph: ModelGraph | null = null;
  private models: ModelsAnswer["models"] = [];
  private asTable = false;

  constructor(
    private readonly root: HTMLElement,
    runner: RunnerControl,
    private readonly onChoose: (variable: string) => void,
  ) {
    this.layerView = new LayerView({
      runner,
      onClose: () => this.close(),
      onInside: (block) => this.graphView.toggle(block),
      isOpen: (block) => this.graphView.isOpen(block),
    });
    this.parts.append(this.graphView.element, this.table, this.layerView.element);
    onTexts(() => this.draw());
  }

  get key(): string {
    return this.graph?.key ?? "";
  }

  show(graph: ModelGraph, models: ModelsAnswer["models"] | null): void {
    const other = graph.key !== this.graph?.key;
    this.graph = graph;
    if (models) this.models = models;
    if (other) this.layerView.hide();
    if (!this.parts.isConnected) this.root.replaceChildren(this.head, this.parts);
    this.graphView.show(graph);
    this.draw();
    this.graphView.mark(this.layerView.node);
  }

  /** The same model after another run: lists and what a layer has learned may differ. */
  renew(models: ModelsAnswer["models"]): void {
    this.models = models;
    this.drawHead();
    this.layerView.refresh();
  }

  private draw(): void {
    if (!this.graph) return;
    this.drawHead();
    this.graphView.redraw();
    this.graphView.element.hidden = this.asTable;
    this.table.hidden = !this.asTable;
    this.table.setAttribute("aria-label", t("model.label"));
    this.table.replaceChildren(layerTable(this.graph, (node) => this.open(node)));
  }

  private drawHead(): void {
    const { graph } = this;
    if (!graph) return;
    const size = bytes(graph.parameters * BYTES);
    const words = [t("model.layers", { count: graph.layers })];
    if (graph.note !== "unbuilt")
      words.push(`${t("look.parameters", { count: graph.parameters })} (${size})`);
    const frozen = graph.parameters - graph.trained;
    if (frozen > 0) words.push(t("model.fixed", { count: whole(frozen) }));
    const note = graph.note === "" ? null : t(`look.note.${graph.note}`);
    this.head.replaceChildren(
      el(
        "div",
        { class: "model-title" },
        this.models.length > 1 ? this.chooser(graph) : el("h2", {}, graph.variable),
        el("p", {}, words.join(" · ")),
      ),
      el("div", { class: "model-tools" }, this.switch(), ...this.tools()),
    );
    if (note) this.head.append(el("p", { class: "hint model-note" }, note));
  }

  private chooser(graph: ModelGraph): HTMLElement {
    const select = el("select", { class: "field small" });
    select.setAttribute("aria-label", t("look.models"));
    select.append(
      ...this.models.map(({ variable }) => el("option", { value: variable }, variable)),
    );
    select.value = graph.variable;
    select.addEventListener("change", () => this.onChoose(select.value));
    return select;
  }

  private switch(): HTMLElement {
    const box = el("div", { class: "segments small", role: "radiogroup" });
    box.setAttribute("aria-label", t("look.form"));
    for (const asTable of [false, true]) {
      const radio = el("input", { type: "radio", name: "model-form" });
      radio.checked = asTable === this.asTable;
      radio.addEventListener("change", () => {
        this.asTable = asTable;
        this.draw();
        this.head.querySelector<HTMLInputElement>(".segments input:checked")?.focus();
      });
      box.append(
        el("label", {}, radio, el("span", {}, t(asTable ? "chart.table" : "look.form.graph"))),
      );
    }
    return box;
  }

  private tools(): HTMLElement[] {
    const tool = (label: string, content: Node | string, action: () => void): HTMLElement => {
      const button = el(
        "button",
        { type: "button", class: "button quiet small icon-only" },
        content,
      );
      button.setAttribute("aria-label", label);
      button.title = label;
      button.addEventListener("click", action);
      return button;
    };
    if (this.asTable) return [];
    const view = this.graphView;
    const folds = view.hasBlocks
      ? [
          tool(t("look.unfold"), icon("unfold"), () => view.unfold(true)),
          tool(t("look.fold"), icon("fold"), () => view.unfold(false)),
        ]
      : [];
    return [
      ...folds,
      tool(t("look.smaller"), "−", () => view.zoom(-1)),
      tool(t("look.larger"), "+", () => view.zoom(1)),
      ...(["SVG", "PNG"] as const).map((form) => {
        const button = el("button", { type: "button", class: "button quiet small" });
        if (form === "SVG") button.append(icon("download"));
        button.append(form);
        button.setAttribute("aria-label", t("look.save", { form, what: t("look.graph.short") }));
        button.addEventListener("click", () => void this.save(form));
        return button;
      }),
    ];
  }

  private async save(form: "SVG" | "PNG"): Promise<void> {
    const drawing = this.graphView.svg;
    if (!drawing || !this.graph) return;
    const svg = standalone(drawing);
    const { name } = this.graph;
    if (form === "SVG") return download(new Blob([svg], { type: "image/svg+xml" }), `${name}.svg`);
    const { width, height } = drawing.viewBox.baseVal;
    const picture = await pngFromSvg(svg, scaleFor(width, height));
    if (picture) download(picture, `${name}.png`);
  }

  private open(node: number): void {
    if (!this.graph) return;
    this.parts.dataset.layer = "";
    void this.layerView.show(this.graph, node);
    this.graphView.mark(node);
    this.layerView.element.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }

  private close(): void {
    const node = this.layerView.node;
    delete this.parts.dataset.layer;
    this.layerView.hide();
    this.graphView.mark(null);
    if (node === null) return;
    if (this.asTable) this.table.querySelectorAll<HTMLElement>(".text-button")[node]?.focus();
    else this.graphView.focusNode(node);
  }
}
