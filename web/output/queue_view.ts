/** What waits to be run, above the prompt: each can be taken back. */
import { byId, el, icon } from "../dom";
import { words } from "../language/text";
import type { WaitingRun } from "../run_queue";

export class QueueView {
  private readonly list = el("ul", { class: "queue", "aria-label": words("queue"), hidden: true });
  private shown = "";

  constructor(private readonly onRemove: (id: number) => void) {
    byId("prompt").before(this.list);
  }

  show(waiting: readonly WaitingRun[]): void {
    const ids = waiting.map(({ id }) => id).join();
    if (ids === this.shown) return;
    this.shown = ids;
    const hadFocus = this.list.contains(document.activeElement);
    this.list.hidden = waiting.length === 0;
    this.list.replaceChildren(...waiting.map((run, index) => this.row(run, index === 0)));
    if (!hadFocus) return;
    // The button that was pressed is gone; the keyboard goes on with the next one.
    const next = this.list.querySelector("button") ?? byId("run-button");
    next.focus();
  }

  private row({ id, title }: WaitingRun, next: boolean): HTMLElement {
    const remove = el(
      "button",
      {
        type: "button",
        class: "button quiet small icon-only",
        "aria-label": words("queue.remove", { title }),
        title: words("queue.remove", { title }),
      },
      icon("close"),
    );
    remove.addEventListener("click", () => this.onRemove(id));
    const place = words(next ? "queue.next" : "queue.then");
    return el("li", {}, el("span", {}, place), el("code", {}, title), remove);
  }
}
