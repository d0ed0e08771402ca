/** The layers of a summary that a program printed, as a table. */
import { el } from "../dom";
import { whole } from "../language/numbers";
import { fill, t } from "../language/text";
import type { ModelSummary } from "./summary";

export function summaryTable(summary: ModelSummary): HTMLElement {
  const most = Math.max(1, ...summary.layers.map(({ parameters }) => parameters));
  const heading = (text: string, kind = ""): HTMLElement =>
    el("th", { scope: "col", class: kind || undefined }, text);
  const rows = summary.layers.map(({ name, kind, shape, parameters, note }) => {
    const share = el("i");
    share.style.width = `${(100 * parameters) / most}%`;
    return el(
      "tr",
      {},
      el("th", { scope: "row", class: "layer-name" }, name),
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
  const title = el(
    "div",
    { class: "facts-title" },
    el("h2", {}, summary.name),
    el("p", {}, t("model.layers", { count: summary.layers.length })),
  );
  return el(
    "div",
    { class: "scroll", tabindex: "0", role: "group", "aria-label": t("model.label") },
    el("div", { class: "facts" }, title, table, totals),
  );
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
