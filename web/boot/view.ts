/** The start of Python as a list of steps, shown in the output until it is done. */
import { bytes } from "../chart/numbers";
import { el, icon } from "../dom";
import { BOOT_STEPS, type BootStep } from "../protocol";

/** A step that says nothing for so long gets an explanation and a button to try again. */
const SLOW = 20_000;

const STEPS = BOOT_STEPS.filter(({ step }) => step !== "gpu");

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
    this.title.textContent = "Python is starting";
    this.help.hidden = true;
    this.list.replaceChildren(
      ...STEPS.map(({ step, title }) => {
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
      amount.textContent = `${(milliseconds / 1000).toFixed(1)} s`;
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
    parts.amount.textContent = total > 0 ? `${bytes(loaded)} of ${bytes(total)}` : bytes(loaded);
    this.watch();
  }

  done(): void {
    clearTimeout(this.timer);
    this.element.remove();
  }

  failed(message: string): void {
    clearTimeout(this.timer);
    this.title.textContent = "Python could not be started";
    for (const { row } of this.rows.values()) {
      if (row.dataset.state === "started") row.dataset.state = "failed";
    }
    this.offerRetry(message || "Python could not be started.");
  }

  private watch(): void {
    clearTimeout(this.timer);
    this.help.hidden = true;
    this.timer = setTimeout(
      () =>
        this.offerRetry(
          "This takes longer than usual. The connection may be slow, or something is stuck.",
        ),
      SLOW,
    );
  }

  private offerRetry(message: string): void {
    const again = el("button", { type: "button", class: "button" }, icon("restart"), "Try again");
    again.addEventListener("click", this.onRetry);
    this.help.replaceChildren(el("p", { role: "alert" }, message), again);
    this.help.hidden = false;
  }
}
