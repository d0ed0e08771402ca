/** The Model view: the layers of the summary printed last, as a table. */
import { el } from "../dom";
import type { ModelSummary } from "./summary";

export class ModelPanel {
  constructor(
    private readonly root: HTMLElement,
    private readonly onAsk: () => void,
    /** Shows what a layer has learned. */
    private readonly onLayer: (name: string) => void = () => undefined,
  ) {
    this.showEmpty();
  }

  show(summary: ModelSummary): void {
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
        el("td", { class: "number" }, note || parameters.toLocaleString("en")),
        el(
          "td",
          { "aria-hidden": "true" },
          parameters > 0 ? el("span", { class: "share" }, share) : null,
        ),
      );
    });
    const totals = el("p", { class: "totals" });
    summary.totals.forEach(({ label, value }, index) => {
      const [count = "", size = ""] = value.split(" (");
      const words = label.replace(" params", "").toLowerCase();
      totals.append(
        index ? "  ·  " : "",
        el("strong", {}, count),
        ` ${words}${words === "total" && size ? ` (${size}` : ""}`,
      );
    });
    const table = el(
      "table",
      { class: "data-table" },
      el("caption", { class: "visually-hidden" }, `Layers of ${summary.name}`),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          heading("Layer"),
          heading("Type"),
          heading("Output shape"),
          heading("Parameters", "number"),
          el("td"),
        ),
      ),
      el("tbody", {}, ...rows),
    );
    this.root.replaceChildren(
      el(
        "div",
        { class: "scroll", tabindex: "0", role: "group", "aria-label": "Model summary" },
        el(
          "div",
          { class: "facts" },
          el(
            "div",
            { class: "facts-title" },
            el("h2", {}, summary.name),
            el("p", {}, countWords(summary.layers.length)),
          ),
          table,
          totals,
        ),
      ),
    );
  }

  private layer(name: string): HTMLElement {
    const button = el("button", { type: "button", class: "text-button" }, name);
    button.title = "Show its weights";
    button.addEventListener("click", () => this.onLayer(name));
    return button;
  }

  showEmpty(): void {
    const ask = el("button", { type: "button", class: "button small" }, "Run model.summary()");
    ask.addEventListener("click", this.onAsk);
    this.root.replaceChildren(
      el(
        "div",
        { class: "empty" },
        el("p", {}, el("strong", {}, "No model shown yet")),
        el(
          "p",
          {},
          "When a program prints model.summary(), its layers, shapes and parameters appear here as a table.",
        ),
        ask,
      ),
    );
  }
}

function countWords(layers: number): string {
  return layers === 1 ? "1 layer" : `${layers} layers`;
}
