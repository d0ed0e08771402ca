/** Programs that this browser has put on the server, each with its end and a way to delete it. */
import { el } from "../dom";
import { setText, type Words, words } from "../language/later";
import { day } from "./days";
import type { KeptHere, KeptList } from "./kept_here";
import { deleteStored, StoreProblem, storedLink } from "./server_store";
import { troubleWords } from "./way_words";

export interface KeptViewEvents {
  say: (text: Words) => void;
  onDeleted: (entry: KeptHere) => void;
}

/** Asks once, deletes, and says what happened; the link then works for nobody. */
export function deleteControls(
  entry: KeptHere,
  kept: KeptList,
  { say, onDeleted }: KeptViewEvents,
): HTMLElement {
  const place = el("span", { class: "delete-controls" });
  const button = (label: Words, look: string, action: () => void): HTMLButtonElement => {
    const made = el("button", { type: "button", class: `button small ${look}` }, label);
    made.addEventListener("click", action);
    return made;
  };
  const ask = button(words("share.delete"), "quiet", () => {
    const yes = button(words("share.delete.yes"), "wanted", () => void remove(yes));
    const no = button(words("share.delete.no"), "", () => {
      place.replaceChildren(ask);
      ask.focus();
    });
    place.replaceChildren(el("span", {}, words("share.delete.question")), yes, no);
    no.focus();
  });
  ask.setAttribute("aria-describedby", `kept-${entry.id}`);
  const remove = async (yes: HTMLButtonElement): Promise<void> => {
    yes.disabled = true;
    try {
      await deleteStored(entry.id, entry.deleteToken);
      kept.remove(entry.id);
      say(words("share.deleted"));
      onDeleted(entry);
    } catch (error) {
      if (!(error instanceof StoreProblem)) throw error;
      const why = troubleWords(error.kind, error.minutes);
      const line = el("span", { role: "alert" });
      setText(line, words("share.delete.failed", { why }));
      place.replaceChildren(line, ask);
      ask.focus();
    }
  };
  place.append(ask);
  return place;
}

export class KeptView {
  readonly element = el("details", { class: "kept-here" });
  private readonly title = el("summary");
  private readonly list = el("ul", { class: "recover-list" });

  constructor(
    private readonly kept: KeptList,
    private readonly events: KeptViewEvents,
  ) {
    this.element.append(this.title, this.list);
    this.show();
  }

  show(): void {
    const entries = this.kept.all();
    this.element.hidden = entries.length === 0;
    setText(this.title, words("share.kept", { count: entries.length }));
    this.list.replaceChildren(...entries.map((entry) => this.row(entry)));
  }

  private row(entry: KeptHere): HTMLElement {
    const link = el("a", { href: storedLink(entry.id) }, entry.title || entry.id);
    const until = words("share.kept.until", { day: day(entry.expires) });
    return el(
      "li",
      {},
      el("span", { class: "file-path", id: `kept-${entry.id}` }, link, el("small", {}, until)),
      deleteControls(entry, this.kept, this.events),
    );
  }
}
