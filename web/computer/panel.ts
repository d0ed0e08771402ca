/** The Computer view: what computes, why, how fast, and how much memory it takes. */
import { bytes, milliseconds } from "../chart/numbers";
import { el } from "../dom";
import { onTexts, t, words } from "../language/later";
import type {
  BackendInfo,
  BackendName,
  ReadyInfo,
  SessionStatus,
  TrainingEvent,
} from "../protocol";
import type { RunnerControl } from "../runner";
import { type Choice, infoOf } from "./choice";
import { memoryOf, verdict } from "./verdict";

export interface ComputerFacts {
  info: ReadyInfo | null;
  status: SessionStatus | null;
  backends: BackendInfo[];
  /** Milliseconds of a training step, by backend, as measured last. */
  steps: Partial<Record<string, number>>;
  /** What was found for the model that was trained last, where both backends are there. */
  trial: BackendTrial | null;
  choice: Choice;
}

export type BackendTrial = Extract<TrainingEvent, { event: "backend_choice" }>;

/** What the processor's engine says of itself before and after its start. */
const ONE_THREAD = "SIMD, one thread";
const PROCESSOR = "processor";
const CHOICES: readonly Choice[] = ["auto", "Cpu", "Wgpu"];

export class ComputerPanel {
  private readonly verdictBox = el("div", { class: "verdict" });
  private readonly list = el("dl", { class: "fact-list" });
  private readonly radios = new Map<Choice, HTMLInputElement>();
  private readonly profile = el("div");
  private facts: ComputerFacts | null = null;

  constructor(root: HTMLElement, onChoose: (choice: Choice) => void) {
    const segments = el("div", { class: "segments" });
    for (const value of CHOICES) {
      const radio = el("input", { type: "radio", name: "backend", value });
      radio.addEventListener("change", () => onChoose(value));
      this.radios.set(value, radio);
      segments.append(
        el(
          "label",
          {},
          radio,
          el("span", {}, value === "auto" ? words("computer.choice.auto") : value),
        ),
      );
    }
    root.replaceChildren(
      el(
        "div",
        { class: "scroll", tabindex: "0", role: "group", "aria-label": words("computer.label") },
        el(
          "div",
          { class: "facts" },
          el("fieldset", { class: "choice" }, el("legend", {}, words("computer.choice")), segments),
          this.verdictBox,
          this.list,
          this.profile,
        ),
      ),
    );
    onTexts(() => this.facts && this.show(this.facts));
  }

  /** The part that measures a step; loaded when the view is first looked at. */
  async showProfile(runner: RunnerControl): Promise<void> {
    const { ProfileView } = await import("./profile");
    if (!this.profile.hasChildNodes()) this.profile.append(new ProfileView(runner).element);
  }

  show(facts: ComputerFacts): void {
    this.facts = facts;
    const { info, status, steps } = facts;
    const chosen = this.radios.get(facts.choice);
    if (chosen) chosen.checked = true;
    for (const radio of this.radios.values()) radio.disabled = info === null;
    if (!info) {
      this.verdictBox.replaceChildren(
        el("strong", {}, t("computer.starting")),
        t("computer.starting.more"),
      );
      this.list.replaceChildren();
      return;
    }
    const { title, reason } = verdict(facts.backends, status?.backend ?? "");
    this.verdictBox.replaceChildren(el("strong", {}, title), reason);
    const rows = [
      ...(["Cpu", "Wgpu"] as const).map((name) => backendRow(name, facts, steps[name])),
      ...(facts.trial ? [trialRow(facts.trial)] : []),
      fact("Python", info.python, `p_vision ${info.version}`),
      fact(t("computer.memory"), status ? bytes(status.pythonBytes) : "–"),
      fact(
        t("computer.stop"),
        t(info.interruptible ? "computer.stop.line" : "computer.stop.step"),
        info.interruptible ? "" : t("computer.stop.why"),
      ),
      fact(
        t("computer.started"),
        milliseconds(info.bootMilliseconds),
        info.restored ? t("computer.restored") : "",
      ),
    ];
    this.list.replaceChildren(...rows);
  }
}

function backendRow(
  name: BackendName,
  facts: ComputerFacts,
  step: number | undefined,
): HTMLElement {
  const info = infoOf(facts.backends, name);
  const memory = memoryOf(facts.status, name);
  const details: string[] = [];
  if (step !== undefined) details.push(t("computer.step", { time: milliseconds(step) }));
  if (memory) {
    details.push(t("computer.tensors", { size: bytes(memory.bytes), count: memory.tensors }));
  }
  return fact(t(`computer.row.${name}`), state(name, info), details.join(", "));
}

function trialRow({
  model,
  backend,
  why,
  milliseconds: times,
  problem,
}: BackendTrial): HTMLElement {
  const time = (name: BackendName): string => milliseconds(times[name] ?? 0);
  const note = t(`computer.chosen.${why}`, { cpu: time("Cpu"), gpu: time("Wgpu"), problem });
  return fact(t("computer.chosen", { model }), t(`computer.row.${backend}`), note);
}

function state(name: BackendName, info: BackendInfo | undefined): string {
  if (!info) return t(name === "Cpu" ? "computer.ready" : "computer.unknown");
  if (!info.available) return t("computer.missing");
  if (info.threads !== undefined) return t("computer.threads", { count: info.threads });
  if (info.adapter === ONE_THREAD || info.adapter === PROCESSOR) return t("computer.simd");
  const { adapter } = info;
  const found = adapter || t("computer.ready");
  return name === "Wgpu" && info.software ? t("computer.software", { adapter: found }) : found;
}

function fact(name: string, value: string, note = ""): HTMLElement {
  return el(
    "div",
    {},
    el("dt", {}, name),
    el("dd", {}, value, note === "" ? null : el("small", {}, note)),
  );
}
