/** The Model view: the layers of the summary printed last, as a table. */
import { el } from "../dom";
import { whole } from "../language/numbers";
import { fill, onTexts, t } from "../language/text";
import type { ModelSummary } from "./summary";

export class ModelPanel {
  private summary: ModelSummary | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly onAsk: () => void,
    /** Shows what a layer has learned. */
    private readonly onLayer: (name: string) => void = () => undefined,
  ) {
    this.draw();
    onTexts(() => this.draw());
  }

  show(summary: ModelSummary): void {
    this.summary = summary;
    this.draw();
  }

  private draw(): void {
    if (this.summary) this.showLayers(this.summary);
    else this.showEmpty();
  }

  private showLayers(summary: ModelSummary): void {
    const most = Math.max(1, ...summary.layers.map(({ parameters }) => parameters));
    const heading = (text: string, kind = ""): HTMLElement =>
      el("th", { scope: "col", class: kind || undefined }, text);
    const rows = summary.layers.map(({ name, kind, shape, parameters, note }) => {
      const share = el("i");
      share.style.width = `${(100 * parameters) / most}%`;
      return el(
        "tr",
        {},
        el("th", { scope: "row", class: "layer-name" }, parameters > 0 ? this.layer(name) : name),
        el("td", { class: "layer-kind" }, kind),
        el("td", { class: "layer-name" }, shape),
        el("td", { class: "number" }, note || whole(parameters)),
        el(
          "td",
          { "aria-hidden": "true" },
          parameters > 0 ? el("span", { class: "share" }, share) : null,
        ),
      );
    });
    const totals = el("p", { class: "totals" });
    summary.totals.forEach(({ label, value }, index) => {
      if (index) totals.append("  ·  ");
      totals.append(...totalWords(label, value));
    });
    const table = el(
      "table",
      { class: "data-table" },
      el("caption", { class: "visually-hidden" }, t("model.caption", { model: summary.name })),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          heading(t("model.column.layer")),
          heading(t("model.column.type")),
          heading(t("model.column.shape")),
          heading(t("model.column.parameters"), "number"),
          el("td"),
        ),
      ),
      el("tbody", {}, ...rows),
    );
    this.root.replaceChildren(
      el(
        "div",
        { class: "scroll", tabindex: "0", role: "group", "aria-label": t("model.label") },
        el(
          "div",
          { class: "facts" },
          el(
            "div",
            { class: "facts-title" },
            el("h2", {}, summary.name),
            el("p", {}, t("model.layers", { count: summary.layers.length })),
          ),
          table,
          totals,
        ),
      ),
    );
  }

  private layer(name: string): HTMLElement {
    const button = el("button", { type: "button", class: "text-button" }, name);
    button.title = t("model.weights");
    button.addEventListener("click", () => this.onLayer(name));
    return button;
  }

  private showEmpty(): void {
    const ask = el(
      "button",
      { type: "button", class: "button small" },
      t("model.run", { code: "model.summary()" }),
    );
    ask.addEventListener("click", this.onAsk);
    this.root.replaceChildren(
      el(
        "div",
        { class: "empty" },
        el("p", {}, el("strong", {}, t("model.none"))),
        el("p", {}, t("model.none.more")),
        ask,
      ),
    );
  }
}

const TOTALS = {
  "Total params": "model.total",
  "Trainable params": "model.trainable",
  "Non-trainable params": "model.fixed",
  "Optimizer params": "model.optimizer",
} as const;

/** "Total params", "34,826 (136.04 KB)" as the language says it, the number in bold. */
function totalWords(label: string, value: string): (Node | string)[] {
  const [number = "", size = ""] = value.replace(/\)$/, "").split(" (");
  const amount = Number(number.replaceAll(",", ""));
  const count = el("strong", {}, Number.isFinite(amount) ? whole(amount) : number);
  const line = el("span", {});
  if (label === "Total params" && size !== "") fill(line, "model.total.size", { count, size });
  else if (Object.hasOwn(TOTALS, label))
    fill(line, TOTALS[label as keyof typeof TOTALS], { count });
  else line.append(count, ` ${label}`);
  return [line];
}
