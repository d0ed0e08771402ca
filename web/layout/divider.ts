import { setAttribute, type Words } from "../language/text";

/** A bar between two areas that can be dragged, moved with the arrow keys, or reset by a double click. */

export interface DividerOptions {
  bar: HTMLElement;
  /** The area that both parts share. */
  area: HTMLElement;
  direction: "columns" | "rows";
  label: Words;
  /** Share of the first part, in percent. */
  value: number;
  standard: number;
  onMove: (value: number) => void;
  /** After the move has ended. */
  onEnd: (value: number) => void;
}

const LEAST = 15;
const MOST = 85;
const STEP = 2;

export function installDivider(options: DividerOptions): void {
  const { bar, area, direction } = options;
  const sideways = direction === "columns";
  let value = options.value;
  const set = (next: number): void => {
    value = Math.round(Math.min(MOST, Math.max(LEAST, next)) * 10) / 10;
    bar.setAttribute("aria-valuenow", String(Math.round(value)));
    options.onMove(value);
  };
  const at = (event: PointerEvent): number => {
    const box = area.getBoundingClientRect();
    return sideways
      ? (100 * (event.clientX - box.left)) / box.width
      : (100 * (event.clientY - box.top)) / box.height;
  };
  const attributes = {
    role: "separator",
    tabindex: "0",
    "aria-orientation": sideways ? "vertical" : "horizontal",
    "aria-valuemin": String(LEAST),
    "aria-valuemax": String(MOST),
  };
  for (const [name, text] of Object.entries(attributes)) bar.setAttribute(name, text);
  setAttribute(bar, "aria-label", options.label);
  bar.addEventListener("pointerdown", (event) => {
    bar.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  bar.addEventListener("pointermove", (event) => {
    if (bar.hasPointerCapture(event.pointerId)) set(at(event));
  });
  bar.addEventListener("pointerup", () => options.onEnd(value));
  bar.addEventListener("dblclick", () => {
    set(options.standard);
    options.onEnd(value);
  });
  bar.addEventListener("keydown", (event) => {
    const back = sideways ? "ArrowLeft" : "ArrowUp";
    const forth = sideways ? "ArrowRight" : "ArrowDown";
    if (event.key === back) set(value - STEP);
    else if (event.key === forth) set(value + STEP);
    else if (event.key === "Home") set(LEAST);
    else if (event.key === "End") set(MOST);
    else return;
    event.preventDefault();
    options.onEnd(value);
  });
  set(value);
}
