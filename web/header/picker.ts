/** The list of programs behind the button in the header. */
import { byId, el, icon } from "../dom";
import type { Example } from "../examples/list";

export interface PickerOptions {
  examples: readonly Example[];
  isEdited: (id: string) => boolean;
  onPick: (id: string) => void;
}

export class Picker {
  private readonly button = byId<HTMLButtonElement>("picker-button");
  private readonly list = byId("picker-list");
  private current = "";

  constructor(private readonly options: PickerOptions) {
    this.button.addEventListener("click", () => (this.list.hidden ? this.open() : this.close()));
    this.list.addEventListener("keydown", (event) => this.onKey(event));
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
    this.list.replaceChildren(...this.options.examples.map((example) => this.item(example)));
    this.list.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    (this.list.querySelector<HTMLElement>('[aria-current="true"]') ?? this.items()[0])?.focus();
  }

  private close(): void {
    this.list.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  private item({ id, title, description }: Example): HTMLElement {
    const chosen = id === this.current;
    const button = el(
      "button",
      {
        type: "button",
        class: "picker-item",
        "data-example": id,
        "aria-current": chosen ? "true" : undefined,
      },
      chosen ? icon("check") : el("span"),
      el("strong", {}, title),
      this.options.isEdited(id) ? el("em", {}, "edited") : null,
      el("small", {}, description),
    );
    button.addEventListener("click", () => {
      this.close();
      this.button.focus();
      this.options.onPick(id);
    });
    return button;
  }

  private onKey(event: KeyboardEvent): void {
    const items = this.items();
    const at = items.indexOf(document.activeElement as HTMLElement);
    if (event.key === "Escape") {
      this.close();
      this.button.focus();
    } else if (event.key === "ArrowDown") items[(at + 1) % items.length]?.focus();
    else if (event.key === "ArrowUp") items.at(at - 1)?.focus();
    else if (event.key === "Home") items[0]?.focus();
    else if (event.key === "End") items.at(-1)?.focus();
    else return;
    event.preventDefault();
  }
}
