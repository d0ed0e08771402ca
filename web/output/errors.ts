/** An error of the program: what happened first, then the user's lines that led to it. */
import { el } from "../dom";
import { fill, words } from "../language/text";
import type { ErrorReport } from "../protocol";
import { wayOf } from "./way";

/** A longer way is folded away. */
const SHORT_WAY = 12;

/** `goTo` shows the line in the editor; left out for errors of the prompt. */
export function errorView(error: ErrorReport, goTo?: (line: number) => void): HTMLElement {
  const title = el("h3", {}, error.name);
  if (goTo && error.line > 0) {
    const jump = el(
      "button",
      { type: "button", class: "text-button" },
      words("error.line", { line: String(error.line) }),
    );
    jump.addEventListener("click", () => goTo(error.line));
    fill(title, "error.where", { name: error.name, line: jump });
  }
  const view = el("div", { class: "error" }, title);
  const message = error.message.trim();
  // What Python says is English whatever the page speaks; screen readers should know.
  if (message !== "") view.append(el("p", { lang: "en" }, message));
  const way = wayOf(error);
  if (way.length > 0) {
    // It scrolls sideways: the marks below a line belong to places in it.
    const lines = el("pre", { lang: "en", class: "boxed", tabindex: "0" }, way.join("\n"));
    view.append(
      way.length <= SHORT_WAY
        ? lines
        : el("details", {}, el("summary", {}, words("error.way")), lines),
    );
  }
  return view;
}
