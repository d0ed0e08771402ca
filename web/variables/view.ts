/** The Variables view: what the program made, renewed when a run has ended; a click shows a value. */
import "../styles/variables.css";
import { el } from "../dom";
import { onTexts, setText, type Words, words } from "../language/later";
import type { VariablesReply } from "../protocol";
import type { RunnerControl } from "../runner";
import { variablesTable } from "./table";

/** With fewer names nobody needs to search. */
const WORTH_SEARCHING = 12;
const PAUSE = 120;

export class VariablesView {
  private readonly field = el("input", {
    type: "search",
    class: "field",
    placeholder: words("variables.search"),
    "aria-label": words("variables.search"),
    autocomplete: "off",
    spellcheck: "false",
  });
  private readonly count = el("p", { class: "hint", role: "status" });
  private readonly bar = el(
    "div",
    { class: "variables-bar", hidden: true },
    this.field,
    this.count,
  );
  private readonly list = el("div", { class: "scroll variables-list" });
  private shown = "";
  private reply: VariablesReply | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly runner: RunnerControl,
    private readonly onPick: (name: string) => void,
  ) {
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.refresh(), PAUSE);
    });
    runner.on("result", () => void this.refresh());
    runner.on("state", ({ state }) => {
      if (state === "booting") this.forget();
    });
    onTexts(() => this.draw());
    root.replaceChildren(this.bar, this.list);
    this.draw();
  }

  /** Asks Python, but only where somebody looks; an answer to an older question is dropped. */
  async refresh(): Promise<void> {
    if (this.root.offsetParent === null) return;
    const mine = ++this.turn;
    const wanted = this.field.value.trim();
    const reply = await this.runner.request("variables", { wanted }).catch(() => null);
    if (mine !== this.turn) return;
    if (reply === null) {
      // What was known stays; it is renewed when the program has ended.
      if (this.reply) setText(this.count, words("variables.busy"));
      return;
    }
    this.reply = reply;
    this.draw();
  }

  private forget(): void {
    this.turn++;
    this.reply = null;
    this.field.value = "";
    this.draw();
  }

  private draw(): void {
    const { reply } = this;
    const wanted = this.field.value.trim();
    const names = reply?.names ?? [];
    this.bar.hidden = names.length === 0 && wanted === "";
    this.field.hidden = (reply?.total ?? 0) < WORTH_SEARCHING && wanted === "";
    setText(this.count, this.counted(wanted));
    if (names.length === 0) {
      this.shown = "";
      this.list.replaceChildren(...(wanted === "" ? [empty()] : []));
      return;
    }
    // The same again: what a screen reader or the keyboard stands on stays in its place.
    const key = document.documentElement.lang + JSON.stringify(names);
    if (key === this.shown) return;
    this.shown = key;
    const focused = this.list.contains(document.activeElement)
      ? document.activeElement?.textContent
      : null;
    const { scrollTop } = this.list;
    this.list.replaceChildren(variablesTable(names, this.onPick));
    this.list.scrollTop = scrollTop;
    if (focused === null) return;
    const buttons = [...this.list.querySelectorAll("button")];
    (buttons.find(({ textContent }) => textContent === focused) ?? buttons[0])?.focus();
  }

  private counted(wanted: string): Words | string {
    const { total = 0, names = [] } = this.reply ?? {};
    if (total === 0) return wanted === "" ? "" : words("variables.not_found", { part: wanted });
    if (names.length === total) return words("variables.count", { count: total });
    return words("variables.newest", { count: total, shown: names.length });
  }
}

function empty(): HTMLElement {
  return el(
    "div",
    { class: "empty" },
    el("p", {}, el("strong", {}, words("variables.none"))),
    el("p", {}, words("variables.none.more")),
  );
}
