/** The curves as numbers: for screen readers, and for everyone who wants to copy them. */
import { el } from "../dom";
import { fixed } from "../language/numbers";
import { t } from "../language/text";
import { duration, shortNumber } from "./numbers";
import type { Run } from "./runs";
import { columnTitle } from "./table_text";

/** Longer tables show their last rows. */
const MOST_ROWS = 200;

export function runTable(run: Run): HTMLTableElement {
  const keys = [...new Set(run.rows.flatMap(({ logs }) => Object.keys(logs)))];
  const head = el("tr", {}, el("th", { scope: "col" }, t("chart.column.epoch")));
  for (const key of keys)
    head.append(el("th", { scope: "col", class: "number" }, columnTitle(key)));
  head.append(el("th", { scope: "col", class: "number" }, t("chart.column.time")));
  const body = el("tbody");
  for (const { epoch, logs, seconds } of run.rows.slice(-MOST_ROWS)) {
    const row = el("tr", {}, el("th", { scope: "row" }, fixed(epoch + 1, 0)));
    for (const key of keys) {
      const value = logs[key];
      row.append(el("td", { class: "number" }, value === undefined ? "" : shortNumber(value)));
    }
    row.append(el("td", { class: "number" }, duration(seconds)));
    body.append(row);
  }
  return el(
    "table",
    { class: "data-table" },
    el("caption", {}, t("chart.caption.table", { model: run.model, backend: run.backend })),
    el("thead", {}, head),
    body,
  );
}
