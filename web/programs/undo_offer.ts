/** A button above the code that takes back what was just deleted. */
import { announce, byId, el, icon } from "../dom";
import { fill, words } from "../language/text";

/** Long enough to read it and to think twice. */
const SECONDS = 20;

export class UndoOffer {
  private readonly button = el("button", { type: "button", class: "button small", hidden: true });
  private timer: ReturnType<typeof setTimeout> | undefined;
  private action: () => void = () => undefined;

  constructor() {
    byId("saved-note").after(this.button);
    this.button.addEventListener("click", () => {
      this.hide();
      this.action();
    });
  }

  offer(name: string, action: () => void): void {
    const label = el("span");
    fill(label, "file.back", { name });
    this.button.replaceChildren(icon("undo"), label);
    this.button.hidden = false;
    this.action = action;
    announce(words("file.deleted", { name }));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), SECONDS * 1_000);
  }

  hide(): void {
    clearTimeout(this.timer);
    this.button.hidden = true;
  }
}
