/** The page of a demo: what it is, its input, the answer, and the way to the code behind it. */
import "../styles/demo.css";
import { announce, el } from "../dom";
import { words } from "../language/later";
import type { SharedModel } from "../share/model_part";
import { modelWords } from "./cost";
import { type LiveDemo, liveDemo } from "./live";
import { DemoProblem } from "./problem";

/** Shows the demo; done when somebody wants its code. */
export function demoPage(title: string, model: SharedModel): Promise<void> {
  return new Promise((resolve) => {
    const code = el("button", { type: "button", class: "button" }, words("demo.code"));
    const demo = opened(model);
    const page = el(
      "main",
      { class: "demo-page", id: "demo-page" },
      el(
        "article",
        { class: "demo" },
        el("h1", {}, title),
        el("p", { class: "demo-about" }, words("demo.about")),
        demo.element,
        el("footer", { class: "demo-foot" }, aboutModel(model), code),
      ),
    );
    code.addEventListener("click", () => {
      demo.end();
      page.remove();
      document.title = before;
      resolve();
    });
    const before = document.title;
    document.title = `${title} · p_vision`;
    document.body.prepend(page);
  });
}

/** What its precision is and costs. */
export function aboutModel(model: SharedModel): HTMLElement {
  return el("p", { class: "hint" }, modelWords(model));
}

/** A demo that cannot be shown says why in its place. */
export function opened(model: SharedModel): Pick<LiveDemo, "element" | "end"> {
  try {
    return liveDemo(model.bytes);
  } catch (error) {
    if (!(error instanceof DemoProblem)) throw error;
    announce(error.message);
    const element = el("p", { class: "note stopped", role: "alert" }, error.message);
    return { element, end: () => undefined };
  }
}
