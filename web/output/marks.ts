/** Small signs in the output: where a run began, and what an empty output is for. */
import { el } from "../dom";
import { clock } from "../language/numbers";
import { Words, words } from "../language/text";

export function ranView(filename: string): HTMLElement {
  const now = Date.now();
  const time = new Words(() => [clock(now)]);
  return el("p", { class: "ran" }, words("output.began", { file: filename, time }));
}

export function readyView(): HTMLElement {
  return el(
    "div",
    { class: "empty" },
    el("p", {}, el("strong", {}, words("output.ready"))),
    el("p", {}, words("output.ready.more")),
  );
}
