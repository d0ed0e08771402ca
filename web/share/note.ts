/** The note above a program that came with a link: what it is, and that nothing has run yet. */
import { byId, el, icon } from "../dom";

export interface LinkNoteOptions {
  title: string;
  onRun: () => void;
  /** Opens the person's own changed copy; absent where there is none. */
  onCopy?: () => void;
}

export class LinkNote {
  private readonly place = byId("link-note");

  program({ title, onRun, onCopy }: LinkNoteOptions): void {
    const run = el("button", { type: "button", class: "button primary" }, icon("run"), "Run");
    run.addEventListener("click", onRun);
    const words = el("p", {}, el("strong", {}, title), " came with a link and has not run yet.");
    if (onCopy) {
      const mine = el("button", { type: "button", class: "text-button" }, "Open your copy");
      mine.addEventListener("click", onCopy);
      words.append(" You changed it here before: ", mine, ".");
    }
    this.show(words, run);
  }

  /** A link that could not be opened. */
  problem(message: string): void {
    this.show(el("p", { role: "alert" }, message));
    this.place.classList.add("bad");
  }

  hide(): void {
    this.place.hidden = true;
  }

  private show(...children: HTMLElement[]): void {
    const close = el(
      "button",
      { type: "button", class: "button quiet icon-only", "aria-label": "Close this note" },
      icon("close"),
    );
    close.addEventListener("click", () => this.hide());
    this.place.classList.remove("bad");
    this.place.replaceChildren(...children, close);
    this.place.hidden = false;
  }
}
