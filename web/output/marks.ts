/** Small signs in the output: where a run began, and what an empty output is for. */
import { el, icon } from "../dom";
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

/** A training was stopped; `statement` trains on, where it is known which one that is. */
export function stoppedFitView(
  statement: string | null,
  onGoOn: (statement: string) => void,
): HTMLElement {
  const view = el(
    "p",
    { class: "note stopped" },
    words("run.stopped.fit"),
    " ",
    words("run.stopped.fit.more"),
  );
  if (statement !== null) {
    const button = el(
      "button",
      { type: "button", class: "button small go-on", title: statement },
      icon("run"),
      words("run.go_on"),
    );
    button.addEventListener("click", () => onGoOn(statement));
    view.append(" ", button);
  }
  return view;
}
