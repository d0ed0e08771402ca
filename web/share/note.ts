/** The note above a program that came with a link: what it is, and that nothing has run yet. */
import { byId, el, icon } from "../dom";
import { fill, type Words, words } from "../language/text";

export interface LinkNoteOptions {
  title: string;
  onRun: () => void;
  /** Opens the person's own changed copy; absent where there is none. */
  onCopy?: () => void;
}

export class LinkNote {
  private readonly place = byId("link-note");

  program({ title, onRun, onCopy }: LinkNoteOptions): void {
    const run = el(
      "button",
      { type: "button", class: "button primary" },
      icon("run"),
      words("run"),
    );
    run.addEventListener("click", onRun);
    const line = el("p");
    const name = el("strong", {}, title);
    if (onCopy) {
      const mine = el("button", { type: "button", class: "text-button" }, words("link.copy"));
      mine.addEventListener("click", onCopy);
      fill(line, "link.came.copy", { title: name, copy: mine });
    } else fill(line, "link.came", { title: name });
    this.show(line, run);
  }

  /** A link that could not be opened; with `onAgain`, one that may open later. */
  problem(message: Words | string, onAgain?: () => void): void {
    const line = el("p", { role: "alert" }, message);
    const again = el("button", { type: "button", class: "button" }, words("boot.again"));
    if (onAgain) again.addEventListener("click", onAgain);
    this.show(line, ...(onAgain ? [again] : []));
    this.place.classList.add("bad");
  }

  hide(): void {
    this.place.hidden = true;
  }

  private show(...children: HTMLElement[]): void {
    const close = el(
      "button",
      { type: "button", class: "button quiet icon-only", "aria-label": words("note.close") },
      icon("close"),
    );
    close.addEventListener("click", () => this.hide());
    this.place.classList.remove("bad");
    this.place.replaceChildren(...children, close);
    this.place.hidden = false;
  }
}
