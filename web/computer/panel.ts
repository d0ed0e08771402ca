/** The Computer view: what computes, why, how fast, and how much memory it takes. */
import { bytes, milliseconds } from "../chart/numbers";
import { el } from "../dom";
import type { BackendInfo, BackendName, ReadyInfo, SessionStatus } from "../protocol";
import { type Choice, infoOf, memoryOf, verdict } from "./verdict";

export interface ComputerFacts {
  info: ReadyInfo | null;
  status: SessionStatus | null;
  backends: BackendInfo[];
  /** Milliseconds of a training step, by backend, as measured last. */
  steps: Partial<Record<string, number>>;
  choice: Choice;
}

const CHOICES: readonly { value: Choice; label: string }[] = [
  { value: "auto", label: "Auto" },
  { value: "Cpu", label: "Cpu" },
  { value: "Wgpu", label: "Wgpu" },
];

export class ComputerPanel {
  private readonly verdictBox = el("div", { class: "verdict" });
  private readonly list = el("dl", { class: "fact-list" });
  private readonly radios = new Map<Choice, HTMLInputElement>();

  constructor(root: HTMLElement, onChoose: (choice: Choice) => void) {
    const segments = el("div", { class: "segments" });
    for (const { value, label } of CHOICES) {
      const radio = el("input", { type: "radio", name: "backend", value });
      radio.addEventListener("change", () => onChoose(value));
      this.radios.set(value, radio);
      segments.append(el("label", {}, radio, el("span", {}, label)));
    }
    root.replaceChildren(
      el(
        "div",
        { class: "scroll", tabindex: "0", role: "group", "aria-label": "What computes" },
        el(
          "div",
          { class: "facts" },
          el("fieldset", { class: "choice" }, el("legend", {}, "New models compute on"), segments),
          this.verdictBox,
          this.list,
        ),
      ),
    );
  }

  show(facts: ComputerFacts): void {
    const { info, status, steps } = facts;
    const chosen = this.radios.get(facts.choice);
    if (chosen) chosen.checked = true;
    for (const radio of this.radios.values()) radio.disabled = info === null;
    if (!info) {
      this.verdictBox.replaceChildren(
        el("strong", {}, "Python is starting"),
        "What computes is known in a moment.",
      );
      this.list.replaceChildren();
      return;
    }
    const { title, reason } = verdict(facts.backends, status?.backend ?? "");
    this.verdictBox.replaceChildren(el("strong", {}, title), reason);
    const rows = [
      ...(["Cpu", "Wgpu"] as const).map((name) => backendRow(name, facts, steps[name])),
      fact("Python", info.python, `p_vision ${info.version}`),
      fact("Memory of Python", status ? bytes(status.pythonBytes) : "–"),
      fact(
        "Stop",
        info.interruptible ? "at any line" : "between steps",
        stopNote(info.interruptible),
      ),
      fact(
        "Started in",
        milliseconds(info.bootMilliseconds),
        info.restored ? "from what was kept last time" : "",
      ),
    ];
    this.list.replaceChildren(...rows);
  }
}

function stopNote(interruptible: boolean): string {
  return interruptible ? "" : "this page has no shared memory";
}

function backendRow(
  name: BackendName,
  facts: ComputerFacts,
  step: number | undefined,
): HTMLElement {
  const info = infoOf(facts.backends, name);
  const memory = memoryOf(facts.status, name);
  const details: string[] = [];
  if (step !== undefined) details.push(`${milliseconds(step)} for a training step`);
  if (memory)
    details.push(`${bytes(memory.bytes)} in ${memory.tensors.toLocaleString("en")} tensors`);
  const label = name === "Cpu" ? "Processor (Cpu)" : "Graphics processor (Wgpu)";
  return fact(label, state(name, info), details.join(", "));
}

function state(name: BackendName, info: BackendInfo | undefined): string {
  if (!info) return name === "Cpu" ? "ready" : "not looked at yet";
  if (!info.available) return "not available";
  if (name === "Cpu") return info.adapter || "ready";
  return `${info.adapter || "ready"}${info.software ? ", software" : ""}`;
}

function fact(name: string, value: string, note = ""): HTMLElement {
  return el(
    "div",
    {},
    el("dt", {}, name),
    el("dd", {}, value, note === "" ? null : el("small", {}, note)),
  );
}
