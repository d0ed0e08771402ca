/** The curves as numbers: for screen readers, and for everyone who wants to copy them. */
import { el } from "../dom";
import { duration, metricTitle, shortNumber } from "./numbers";
import type { Run } from "./runs";

/** Longer tables show their last rows. */
const MOST_ROWS = 200;

function title(key: string): string {
  return key.startsWith("val_") ? `validation ${metricTitle(key.slice(4))}` : metricTitle(key);
}

export function runTable(run: Run): HTMLTableElement {
  const keys = [...new Set(run.rows.flatMap(({ logs }) => Object.keys(logs)))];
  const head = el("tr", {}, el("th", { scope: "col" }, "Epoch"));
  for (const key of keys) head.append(el("th", { scope: "col", class: "number" }, title(key)));
  head.append(el("th", { scope: "col", class: "number" }, "Time"));
  const body = el("tbody");
  for (const { epoch, logs, seconds } of run.rows.slice(-MOST_ROWS)) {
    const row = el("tr", {}, el("th", { scope: "row" }, String(epoch + 1)));
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
    el("caption", {}, `${run.model} on ${run.backend}, each epoch`),
    el("thead", {}, head),
    body,
  );
}

/** One sentence for the live region. */
export function epochSentence(run: Run): string {
  const row = run.rows.at(-1);
  if (!row) return "";
  const before = run.rows.at(-2)?.logs.loss;
  const parts = Object.entries(row.logs).map(
    ([key, value]) => `${title(key)} ${shortNumber(value)}`,
  );
  const loss = row.logs.loss;
  if (before !== undefined && loss !== undefined) {
    parts.push(loss < before ? "loss is falling" : "loss is not falling");
  }
  return `Epoch ${row.epoch + 1} of ${run.epochs}: ${parts.join(", ")}.`;
}
