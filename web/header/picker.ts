/** The gallery behind the button in the header: own programs first, then every example. */
import { byId, el, icon } from "../dom";
import type { Example } from "../examples/list";
import { findExamples } from "../examples/search";
import { exampleAbout, exampleTitle, groupTitle } from "../language/examples";
import { onTexts, t, type Words, words } from "../language/text";
import { examplePicture } from "./pictures";

export interface OwnProgram {
  id: string;
  title: string;
}

export interface PickerOptions {
  examples: readonly Example[];
  own: () => readonly OwnProgram[];
  isEdited: (id: string) => boolean;
  onPick: (id: string) => void;
  onNew: () => void;
  onRecover: () => void;
}

export class Picker {
  private readonly button = byId<HTMLButtonElement>("picker-button");
  private readonly list = byId("picker-list");
  private readonly search = el("input", {
    type: "search",
    class: "field",
    id: "picker-search",
    placeholder: words("picker.search.example"),
    "aria-label": words("picker.search"),
    autocomplete: "off",
    spellcheck: "false",
  });
  private readonly found = el("p", { class: "visually-hidden", role: "status" });
  private readonly shelves = el("div", { class: "shelves" });
  private current = "";

  constructor(private readonly options: PickerOptions) {
    const action = (name: string, label: Words, onClick: () => void): HTMLElement => {
      const button = el("button", { type: "button", class: "button small" }, icon(name), label);
      button.addEventListener("click", () => {
        this.close();
        onClick();
      });
      return button;
    };
    const bar = el(
      "div",
      { class: "gallery-bar" },
      this.search,
      action("plus", words("picker.new"), options.onNew),
      action("undo", words("picker.recover"), options.onRecover),
    );
    this.list.append(bar, this.found, this.shelves);
    this.search.addEventListener("input", () => this.fill());
    this.button.addEventListener("click", () => (this.list.hidden ? this.open() : this.close()));
    this.list.addEventListener("keydown", (event) => this.onKey(event));
    onTexts(() => !this.list.hidden && this.fill());
    document.addEventListener("pointerdown", (event) => {
      if (!this.list.hidden && !byId("picker").contains(event.target as Node)) this.close();
    });
    byId("picker").addEventListener("focusout", (event) => {
      const next = event.relatedTarget as Node | null;
      if (next && !byId("picker").contains(next)) this.close();
    });
  }

  show(id: string, title: string): void {
    this.current = id;
    byId("picker-current").textContent = title;
  }

  private items(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>(".picker-item")];
  }

  private open(): void {
    this.search.value = "";
    this.fill();
    this.list.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    const current = this.list.querySelector<HTMLElement>('[aria-current="true"]');
    (current ?? this.items()[0])?.focus({ preventScroll: true });
    current?.scrollIntoView({ block: "center" });
  }

  private close(): void {
    this.list.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  private fill(): void {
    const question = this.search.value.trim();
    const examples = findExamples(this.options.examples, question);
    const own = this.options
      .own()
      .filter(({ title }) => title.toLowerCase().includes(question.toLowerCase()));
    const groups = new Map<string, Example[]>();
    for (const example of examples) {
      const group = groups.get(example.group);
      if (group) group.push(example);
      else groups.set(example.group, [example]);
    }
    const shelves = [...groups].map(([name, list]) =>
      this.shelf(
        groupTitle(name),
        list.map((example) => this.card(example)),
      ),
    );
    if (own.length > 0) {
      const cards = own.map(({ id, title }) => this.item(id, el("strong", {}, title)));
      shelves.unshift(this.shelf(t("picker.own"), cards));
    }
    if (shelves.length === 0) {
      shelves.push(el("p", { class: "nothing" }, t("picker.nothing", { question })));
    }
    this.shelves.replaceChildren(...shelves);
    const count = examples.length + own.length;
    this.found.textContent = question === "" ? "" : t("picker.found", { count });
  }

  private shelf(name: string, cards: HTMLElement[]): HTMLElement {
    return el(
      "section",
      { class: "shelf" },
      el("h2", {}, name),
      el("div", { class: "cards" }, ...cards),
    );
  }

  private card(example: Example): HTMLElement {
    const { id } = example;
    const heading = el(
      "strong",
      {},
      exampleTitle(example),
      this.options.isEdited(id) ? el("em", {}, t("picker.edited")) : null,
    );
    const address = examplePicture(id);
    const drawing = address
      ? el("img", { src: address, alt: "", width: "120", height: "72", loading: "lazy" })
      : el("span", { class: "no-picture" });
    return this.item(id, drawing, heading, el("small", {}, exampleAbout(example)));
  }

  private item(id: string, ...content: HTMLElement[]): HTMLElement {
    const chosen = id === this.current;
    const button = el(
      "button",
      {
        type: "button",
        class: "picker-item",
        "data-example": id,
        "aria-current": chosen ? "true" : undefined,
      },
      ...content,
    );
    button.addEventListener("click", () => {
      this.close();
      this.button.focus();
      this.options.onPick(id);
    });
    return button;
  }

  private onKey(event: KeyboardEvent): void {
    const { key } = event;
    const typing = event.target === this.search;
    if (key === "Escape") {
      this.close();
      this.button.focus();
    } else if (key === "ArrowDown" || (key === "ArrowRight" && !typing)) this.step(1);
    else if (key === "ArrowUp" || (key === "ArrowLeft" && !typing)) this.step(-1);
    else if (typing && key === "Enter") this.items()[0]?.click();
    else if (typing) return;
    else if (key === "Home") this.items()[0]?.focus();
    else if (key === "End") this.items().at(-1)?.focus();
    else {
      // Letters go on in the search field.
      if (/^[\p{L}\p{N}]$/u.test(key) && !event.ctrlKey && !event.metaKey) this.search.focus();
      return;
    }
    event.preventDefault();
  }

  private step(by: number): void {
    const items = this.items();
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by;
    items[(next + items.length) % items.length]?.focus();
  }
}
