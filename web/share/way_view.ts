/** The upper part of the Share dialog: how the program travels, said before anything is sent. */
import { el, icon, setEnabled } from "../dom";
import { setText, type Words, words } from "../language/later";
import { isOnlyHere } from "./address";
import { copyButton } from "./copying";
import { day } from "./days";
import type { KeptList } from "./kept_here";
import { deleteControls } from "./kept_view";
import { addressOf, canBeLink, longLink, type Prepared, type Way } from "./way";
import { troubleWords } from "./way_words";

const DAY = 86_400_000;

export interface WayEvents {
  say: (text: Words) => void;
  onKeep: () => void;
  onAgain: () => void;
  onFile: () => void;
  onDeleted: () => void;
}

export class WayView {
  readonly element = el("section", { class: "share-way", "aria-labelledby": "share-way-title" });
  private readonly link = el("input", {
    type: "text",
    class: "field mono",
    id: "share-link",
    readonly: true,
    "aria-label": words("share.link"),
  });
  private readonly heading = el("h3", { id: "share-way-title" });
  private main: HTMLElement = this.link;

  constructor(
    private readonly kept: KeptList,
    private readonly events: WayEvents,
  ) {
    this.link.addEventListener("focus", () => this.link.select());
  }

  /** To what matters now: the link, or the button that makes one. */
  focus(): void {
    this.main.focus();
  }

  get hasFocus(): boolean {
    return this.element.contains(document.activeElement);
  }

  /** The heading, to be read aloud. */
  get said(): Words | string {
    return this.heading.textContent ?? "";
  }

  /** Before it is known. */
  clear(): void {
    this.main = this.link;
    this.element.replaceChildren();
  }

  /** The server takes its time to say whether it keeps programs: a file needs nobody's answer. */
  showAsking(prepared: Prepared): void {
    const count = longLink(prepared).length;
    this.wait(words("share.way.asking"));
    const file = this.fileButton("");
    this.main = file;
    this.put(
      el("p", { class: "lead" }, words("share.way.asking.why", { count })),
      el("p", { class: "hint waiting" }, words("share.way.asking")),
      el("div", { class: "button-row" }, file, this.longButton(prepared)),
    );
  }

  /** Python writes the model; what was shown before is not what will be sent. */
  showPreparing(): void {
    this.wait(words("share.way.preparing"));
    this.put(el("p", { class: "hint waiting" }, words("share.way.preparing")));
  }

  private wait(said: Words): void {
    this.element.dataset.way = "waiting";
    setText(this.heading, words("share.link"));
    this.events.say(said);
  }

  show(way: Way, prepared: Prepared): void {
    this.element.dataset.way = way.kind;
    switch (way.kind) {
      case "link":
        setText(this.heading, words("share.link"));
        this.showLink(
          longLink(prepared),
          words(prepared.program.model ? "share.way.link.model" : "share.way.link"),
          this.letters(prepared),
        );
        break;
      case "kept": {
        const key = prepared.program.model ? "share.way.kept.model" : "share.way.kept";
        const until = words(key, { host: location.host, day: day(way.entry.expires) });
        const remove = deleteControls(way.entry, this.kept, this.events);
        setText(this.heading, words("share.link"));
        this.showLink(addressOf(way, prepared), until, remove);
        break;
      }
      case "offer":
        setText(this.heading, words("share.way.offer"));
        this.showOffer(way.terms.days, prepared);
        break;
      case "file":
        setText(this.heading, words("share.way.file"));
        this.showFile(way, prepared);
    }
  }

  /** While the server is asked. */
  showSending(): void {
    setEnabled(this.main, false);
    const label = this.main.querySelector("span");
    if (label) setText(label, words("share.way.keeping"));
    this.events.say(words("share.way.keeping"));
  }

  private showLink(address: string, about: Words, foot: HTMLElement): void {
    this.link.value = address;
    this.main = this.link;
    const { say } = this.events;
    const label = words("share.link.copy");
    const copy = copyButton({ label, text: () => address, look: "primary", say });
    const row = el("div", { class: "copy-row" }, this.link, copy);
    this.put(el("p", { class: "lead" }, about), row, foot, this.onlyHere());
  }

  private letters(prepared: Prepared): HTMLElement {
    const count = longLink(prepared).length;
    return el("p", { class: "hint" }, words("share.size", { count }));
  }

  private showOffer(days: number, prepared: Prepared): void {
    const count = longLink(prepared).length;
    const until = day(Date.now() + days * DAY);
    const keep = this.button(words("share.way.keep"), "primary", "share", this.events.onKeep);
    this.main = keep;
    this.put(
      el("p", { class: "lead" }, words("share.way.offer.why", { count })),
      el("p", { class: "hint", id: "share-privacy" }, words("share.way.privacy", { day: until })),
      el("div", { class: "button-row" }, keep, this.fileButton(""), this.longButton(prepared)),
      this.onlyHere(),
    );
    keep.setAttribute("aria-describedby", "share-privacy");
  }

  private showFile(way: Extract<Way, { kind: "file" }>, prepared: Prepared): void {
    const count = longLink(prepared).length;
    const none = way.why === "no_store";
    const why = none ? words("share.way.file.why", { count }) : troubleWords(way.why, way.minutes);
    const again = none || way.why === "too_large" ? null : this.again();
    const file = this.fileButton("primary");
    this.main = file;
    this.put(
      el("p", { class: "lead", role: none ? undefined : "alert" }, why),
      el("p", { class: "hint" }, words("share.way.file.on")),
      el("div", { class: "button-row" }, file, again, this.longButton(prepared)),
    );
  }

  private again(): HTMLElement {
    return this.button(words("share.again"), "", "restart", this.events.onAgain);
  }

  private fileButton(look: string): HTMLElement {
    return this.button(words("share.way.save"), look, "download", this.events.onFile);
  }

  private longButton(prepared: Prepared): HTMLElement | null {
    if (!canBeLink(prepared)) return null;
    const { say } = this.events;
    const label = words("share.way.long");
    return copyButton({ label, text: () => longLink(prepared), look: "quiet", say });
  }

  private button(label: Words, look: string, sign: string, action: () => void): HTMLElement {
    const made = el("button", { type: "button", class: `button ${look}` }, icon(sign));
    made.append(el("span", {}, label));
    made.addEventListener("click", () => {
      if (made.getAttribute("aria-disabled") !== "true") action();
    });
    return made;
  }

  /** An address that only the sender's own computer knows. */
  private onlyHere(): HTMLElement | null {
    const host = location.hostname;
    if (!isOnlyHere(host)) return null;
    return el("p", { class: "hint warn" }, words("share.only_here", { host }));
  }

  private put(...children: (HTMLElement | null)[]): void {
    const shown = children.filter((child) => child !== null);
    this.element.replaceChildren(this.heading, ...shown);
  }
}
