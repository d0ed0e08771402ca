/** Sliders and a line of text. */
import { shortNumber } from "../chart/numbers";
import { el } from "../dom";
import { t } from "../language/later";
import type { Send, WidgetSpec } from "./widget";

interface Slider {
  name: string;
  low: number;
  high: number;
  first: number;
}

export function sliderInputs({ id, options }: WidgetSpec, send: Send): HTMLElement {
  const sliders = (options.sliders ?? []) as Slider[];
  const values: Record<string, number> = {};
  const rows = sliders.map(({ name, low, high, first }) => {
    values[name] = first;
    const shown = el("output", { for: `${id}-${name}` }, shortNumber(first));
    const field = el("input", {
      type: "range",
      id: `${id}-${name}`,
      min: String(low),
      max: String(high),
      step: "any",
      value: String(first),
    });
    field.addEventListener("input", () => {
      values[name] = Number(field.value);
      shown.textContent = shortNumber(values[name]);
      send({ values });
    });
    // "any" moves by next to nothing with the keys.
    field.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      field.value = String(Number(field.value) + (by * (high - low)) / 50);
      field.dispatchEvent(new Event("input"));
    });
    return el("div", { class: "slider-row" }, el("label", { for: field.id }, name), field, shown);
  });
  queueMicrotask(() => send({ values }));
  return el("div", { class: "widget-input sliders" }, ...rows);
}

export function textInput({ id, options }: WidgetSpec, send: Send): HTMLElement {
  const field = el("input", {
    type: "text",
    class: "field",
    id: `${id}-text`,
    autocomplete: "off",
  });
  field.value = typeof options.first === "string" ? options.first : "";
  field.addEventListener("input", () => send({ text: field.value }));
  if (field.value !== "") queueMicrotask(() => send({ text: field.value }));
  const label = typeof options.label === "string" ? options.label : t("demo.text");
  return el(
    "div",
    { class: "widget-input" },
    el("label", { class: "labelled" }, el("span", {}, label), field),
  );
}
