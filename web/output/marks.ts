/** Small signs in the output: where a run began, and what an empty output is for. */
import { el } from "../dom";

export function ranView(filename: string): HTMLElement {
  const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return el("p", { class: "ran" }, `${filename}, ${time}`);
}

export function readyView(): HTMLElement {
  return el(
    "div",
    { class: "empty" },
    el("p", {}, el("strong", {}, "Python is ready")),
    el(
      "p",
      {},
      "What your program prints appears here. The prompt below shares its names: try model.evaluate after a run.",
    ),
  );
}
