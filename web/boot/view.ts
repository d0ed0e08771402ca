/** The start of Python as a list of steps, shown in the output until it is done. */
import { bytes } from "../chart/numbers";
import { el, icon } from "../dom";
import { fixed } from "../language/numbers";
import { setText, Words, words } from "../language/text";
import { BOOT_STEPS, type BootStep } from "../protocol";

/** A step that says nothing for so long gets an explanation and a button to try again. */
const SLOW = 20_000;

const STEPS = BOOT_STEPS.filter((step) => step !== "gpu");

export class BootView {
  readonly element = el("div", { class: "boot" });
  private readonly rows = new Map<
    BootStep,
    { row: HTMLElement; amount: HTMLElement; bar: HTMLProgressElement }
  >();
  private readonly title = el("h3");
  private readonly list = el("ol");
  private readonly help = el("div", { class: "slow", hidden: true });
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly onRetry: () => void) {
    this.element.append(this.title, this.list, this.help);
    this.reset();
  }

  reset(): void {
    this.rows.clear();
    setText(this.title, words("boot"));
    this.help.hidden = true;
    this.list.replaceChildren(
      ...STEPS.map((step) => {
        const title = words(`boot.${step}`);
        const amount = el("span", { class: "amount" });
        const bar = el("progress", { max: 1, value: 0, "aria-label": title, hidden: true });
        const row = el(
          "li",
          { "data-state": "waiting" },
          el("span", { class: "mark" }),
          title,
          amount,
          bar,
        );
        this.rows.set(step, { row, amount, bar });
        return row;
      }),
    );
    this.watch();
  }

  step(step: BootStep, state: "started" | "done", milliseconds: number): void {
    const parts = this.rows.get(step);
    if (!parts) return;
    const { row, amount, bar } = parts;
    row.dataset.state = state;
    if (state === "done") {
      row.querySelector(".mark")?.replaceWith(icon("check"));
      const value = new Words(() => [fixed(milliseconds / 1000, 1)]);
      setText(amount, words("number.seconds", { value }));
      bar.hidden = true;
    }
    this.watch();
  }

  progress(step: BootStep, loaded: number, total: number): void {
    const parts = this.rows.get(step);
    if (!parts) return;
    parts.bar.hidden = total === 0;
    parts.bar.max = total || 1;
    parts.bar.value = loaded;
    const size = (value: number): Words => new Words(() => [bytes(value)]);
    const amount = words("boot.amount", { loaded: size(loaded), total: size(total) });
    setText(parts.amount, total > 0 ? amount : size(loaded));
    this.watch();
  }

  done(): void {
    clearTimeout(this.timer);
    this.element.remove();
  }

  failed(message: string): void {
    clearTimeout(this.timer);
    setText(this.title, words("boot.failed"));
    for (const { row } of this.rows.values()) {
      if (row.dataset.state === "started") row.dataset.state = "failed";
    }
    this.offerRetry(message ? words("boot.failed.why", { why: message }) : words("boot.failed"));
  }

  private watch(): void {
    clearTimeout(this.timer);
    this.help.hidden = true;
    this.timer = setTimeout(() => this.offerRetry(words("boot.slow")), SLOW);
  }

  private offerRetry(message: Words): void {
    const label = words("boot.again");
    const again = el("button", { type: "button", class: "button" }, icon("restart"), label);
    again.addEventListener("click", this.onRetry);
    this.help.replaceChildren(el("p", { role: "alert" }, message), again);
    this.help.hidden = false;
  }
}
