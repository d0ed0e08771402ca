/** A table of a program's, with its first rows and all of it as CSV. */
import { el, icon } from "../dom";
import { download } from "../download";
import { t } from "../language/later";
import { precise, whole } from "../language/numbers";
import type { MimeBundle } from "../protocol";

interface TableData {
  columns: string[];
  rows: (string | number | boolean)[][];
  total: number;
}

export function tableView(json: string, data: MimeBundle): HTMLElement {
  const { columns, rows, total } = JSON.parse(json) as TableData;
  const isNumber = columns.map((_, index) => rows.every((row) => typeof row[index] === "number"));
  const kind = (index: number): string | undefined => (isNumber[index] ? "number" : undefined);
  const head = columns.map((title, index) => el("th", { scope: "col", class: kind(index) }, title));
  const body = rows.map((row) =>
    el("tr", {}, ...row.map((value, index) => el("td", { class: kind(index) }, written(value)))),
  );
  const size = t("rich.table", { count: total, columns: whole(columns.length) });
  const shown = total > rows.length ? `${size}, ${t("rich.first", { count: rows.length })}` : size;
  const table = el(
    "table",
    { class: "data-table" },
    el("caption", { class: "visually-hidden" }, shown),
    el("thead", {}, el("tr", {}, ...head)),
    el("tbody", {}, ...body),
  );
  const scroll = el("div", { class: "rich-table", tabindex: "0", role: "group" }, table);
  scroll.setAttribute("aria-label", shown);
  const foot = el("p", { class: "rich-foot" }, el("span", {}, shown));
  if (data["text/csv"]) foot.append(csvButton(data["text/csv"], "table.csv"));
  return el("div", { class: "rich" }, scroll, foot);
}

export function csvButton(csv: string, name: string): HTMLElement {
  const button = el("button", { type: "button", class: "button quiet small" });
  button.append(icon("download"), "CSV");
  button.setAttribute("aria-label", t("chart.csv"));
  button.addEventListener("click", () => download(new Blob([csv], { type: "text/csv" }), name));
  return button;
}

function written(value: string | number | boolean): string {
  if (typeof value !== "number") return String(value);
  return Number.isInteger(value) ? whole(value) : precise(value, 6);
}
