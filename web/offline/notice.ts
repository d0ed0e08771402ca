/** The strip that offers a newer version. It waits: nothing is exchanged under a running program. */
import { announce, byId, el, icon, onPress, setEnabled } from "../dom";

export interface NoticeOptions {
  /** A program runs or waits. */
  isBusy: () => boolean;
  onReload: () => void;
}

const NEW = "A new version is here. Reload when you like: your text stays, Python starts anew.";
const BUSY = "A new version is here. Reload when your program has ended.";

export class UpdateNotice {
  private readonly words = el("p");
  private readonly button = el(
    "button",
    { type: "button", class: "button primary small" },
    icon("restart"),
    "Reload",
  );
  private readonly element: HTMLElement;

  constructor(private readonly options: NoticeOptions) {
    const close = el(
      "button",
      { type: "button", class: "button quiet icon-only", "aria-label": "Close this note" },
      icon("close"),
    );
    close.addEventListener("click", () => {
      this.element.hidden = true;
    });
    onPress(this.button, options.onReload);
    this.element = el(
      "section",
      { class: "welcome update-note", "aria-label": "New version", hidden: true },
      this.words,
      this.button,
      close,
    );
    byId("workspace").before(this.element);
  }

  show(): void {
    this.element.hidden = false;
    this.refresh();
    announce(this.words.textContent ?? "");
  }

  /** What may be done depends on whether a program runs. */
  refresh(): void {
    if (this.element.hidden) return;
    const busy = this.options.isBusy();
    setEnabled(this.button, !busy);
    this.words.textContent = busy ? BUSY : NEW;
  }
}
