/** The strip that offers a newer version. It waits: nothing is exchanged under a running program. */
import { announce, byId, el, icon, onPress, setEnabled } from "../dom";
import { setText, t, words } from "../language/later";

export interface NoticeOptions {
  /** A program runs or waits. */
  isBusy: () => boolean;
  onReload: () => void;
}

export class UpdateNotice {
  private readonly text = el("p");
  private readonly button = el(
    "button",
    { type: "button", class: "button small" },
    icon("restart"),
    words("update.reload"),
  );
  private readonly element: HTMLElement;

  constructor(private readonly options: NoticeOptions) {
    const close = el(
      "button",
      { type: "button", class: "button quiet icon-only", "aria-label": words("note.close") },
      icon("close"),
    );
    close.addEventListener("click", () => {
      this.element.hidden = true;
      // What had the focus is gone.
      byId("run-button").focus();
    });
    onPress(this.button, options.onReload);
    this.element = el(
      "section",
      { class: "welcome update-note", "aria-label": words("update"), hidden: true },
      this.text,
      this.button,
      close,
    );
    byId("workspace").before(this.element);
  }

  show(): void {
    this.element.hidden = false;
    this.refresh();
    announce(t(this.key));
  }

  /** What may be done depends on whether a program runs. */
  refresh(): void {
    if (this.element.hidden) return;
    setEnabled(this.button, !this.options.isBusy());
    setText(this.text, words(this.key));
  }

  private get key(): "update.here" | "update.busy" {
    return this.options.isBusy() ? "update.busy" : "update.here";
  }
}
