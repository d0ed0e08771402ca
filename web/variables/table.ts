/** The names as a table: for reading, for the keyboard, and for screen readers. */
import { el } from "../dom";
import { t } from "../language/later";
import type { VariableInfo } from "../protocol";

export function variablesTable(
  names: readonly VariableInfo[],
  onPick: (name: string) => void,
): HTMLElement {
  const heading = (text: string): HTMLElement =>
    el("th", { scope: "col", role: "columnheader" }, text);
  const table = el(
    "table",
    // Said again: on a phone its rows are laid out as no table.
    { class: "data-table variables", role: "table" },
    el("caption", { class: "visually-hidden" }, t("variables.caption")),
    el(
      "thead",
      { role: "rowgroup" },
      el(
        "tr",
        { role: "row" },
        heading(t("variables.name")),
        heading(t("variables.type")),
        heading(t("variables.shape")),
        heading(t("variables.value")),
      ),
    ),
    el("tbody", { role: "rowgroup" }, ...names.map((info) => row(info, onPick))),
  );
  table.addEventListener("keydown", (event) => step(table, event));
  return table;
}

function row(info: VariableInfo, onPick: (name: string) => void): HTMLElement {
  const { name, type, dtype = "", value } = info;
  const title = t("variables.show", { name });
  const button = el("button", { type: "button", class: "text-button", title }, name);
  button.addEventListener("click", () => onPick(name));
  return el(
    "tr",
    { role: "row" },
    el("th", { scope: "row", role: "rowheader" }, button),
    el(
      "td",
      { role: "cell", class: "user-text" },
      type,
      dtype === "" ? null : el("small", {}, ` ${dtype}`),
    ),
    el("td", { role: "cell", class: "shape" }, sizeOf(info)),
    el("td", { role: "cell", class: "value user-text" }, value || contents(info)),
  );
}

function sizeOf({ shape, count }: VariableInfo): string {
  if (shape !== undefined) return shape;
  return count === undefined ? "" : t("variables.items", { count });
}

/** What a model or a layer is made of. */
function contents({ layers, parameters }: VariableInfo): string {
  return [
    layers === undefined ? "" : t("variables.layers", { count: layers }),
    parameters === undefined ? "" : t("variables.parameters", { count: parameters }),
  ]
    .filter((text) => text !== "")
    .join(", ");
}

/** The arrow keys go from name to name: with many of them Tab alone would be a long way. */
function step(table: HTMLElement, event: KeyboardEvent): void {
  const buttons = [...table.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const last = buttons.length - 1;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  buttons[Math.min(last, Math.max(0, to))]?.focus();
}
