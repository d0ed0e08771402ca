/** Where the time of a model goes: one step, operation by operation, as a sorted list of bars. */
import "../styles/profile.css";
import { milliseconds } from "../chart/numbers";
import { el, icon } from "../dom";
import { download } from "../download";
import { onTexts, t } from "../language/later";
import { percent, whole } from "../language/numbers";
import type { ProfileAnswer } from "../model/graph_types";
import { isProblem, look } from "../model/look";
import type { RunnerControl } from "../runner";

/** More are folded away: they take next to nothing. */
const SHOWN = 10;

/** How `p_vision.utils.Profile` calls what is no operation of its own. */
const WORDS = {
  "gradients (all of them)": "profile.op.gradients",
  "recorded program": "profile.op.recorded",
  "recorded steps": "profile.op.steps",
  "read to the host": "profile.op.read",
  "copy from the host": "profile.op.upload",
  "check a program": "profile.op.load",
  shuffle: "profile.op.shuffle",
} as const;

export class ProfileView {
  readonly element = el("section", { class: "profile" });
  private answer: ProfileAnswer | null = null;
  private said = "";
  private chosen = "";

  constructor(private readonly runner: RunnerControl) {
    runner.on("state", ({ state }) => {
      if (state !== "booting") return;
      this.answer = null;
      this.draw();
    });
    onTexts(() => this.draw());
    this.draw();
  }

  private async measure(): Promise<void> {
    if (this.said === t("profile.measuring")) return;
    this.say(t("profile.measuring"));
    const answer = await look(this.runner, "profile", { chosen: this.chosen });
    if (answer === null) return this.say(t("profile.busy"));
    if (isProblem(answer)) return this.say(answer.problem);
    this.answer = answer;
    this.chosen = answer.variable;
    this.say("");
  }

  private say(text: string): void {
    this.said = text;
    this.draw();
    this.element.querySelector<HTMLElement>(".measure")?.focus({ preventScroll: true });
  }

  private draw(): void {
    const { answer } = this;
    const measure = el("button", { type: "button", class: "button small measure" });
    measure.append(t(answer ? "profile.again" : "profile.measure"));
    measure.addEventListener("click", () => void this.measure());
    const said = el("p", { class: "hint", role: "status" }, this.said);
    const head = el("h2", {}, t("profile"));
    if (!answer) {
      const lead = el("p", { class: "lead" }, t("profile.lead"));
      this.element.replaceChildren(head, lead, measure, said);
      return;
    }
    const sum = answer.rows.reduce((total, [, , time]) => total + time, 0);
    const { variable, batch, backend } = answer;
    const what = { model: variable, count: batch, backend };
    const lead = t(answer.what === "train" ? "profile.train" : "profile.predict", what);
    const times = { time: milliseconds(answer.recorded), sum: milliseconds(sum) };
    const rest = answer.rows.slice(SHOWN);
    const more = el("details", {}, el("summary", {}, t("profile.rest", { count: rest.length })));
    more.append(this.table(rest, sum, true));
    this.element.replaceChildren(
      head,
      el("p", { class: "lead" }, lead, " ", t("profile.recorded", times)),
      this.table(answer.rows.slice(0, SHOWN), sum, false),
      ...(rest.length > 0 ? [more] : []),
      el("div", { class: "profile-row" }, measure, this.chooser(answer), ...saves(answer)),
      said,
    );
  }

  private chooser({ models, variable }: ProfileAnswer): HTMLElement | null {
    if (models.length < 2) return null;
    const select = el("select", { class: "field small" });
    select.setAttribute("aria-label", t("look.models"));
    select.append(...models.map((name) => el("option", { value: name }, name)));
    select.value = variable;
    select.addEventListener("change", () => {
      this.chosen = select.value;
      void this.measure();
    });
    return select;
  }

  private table(rows: ProfileAnswer["rows"], sum: number, more: boolean): HTMLElement {
    const longest = this.answer?.rows[0]?.[2] || 1;
    const heading = (text: string, kind = "number"): HTMLElement =>
      el("th", { scope: "col", class: kind || undefined }, text);
    const head = el(
      "tr",
      { class: more ? "visually-hidden" : undefined },
      heading(t("profile.column.name"), ""),
      el("td", { "aria-hidden": "true" }),
      heading(t("profile.column.time")),
      heading(t("profile.column.share")),
      heading(t("profile.column.calls")),
    );
    const body = rows.map(([name, calls, time]) => {
      const bar = el("i");
      bar.style.width = `${(100 * time) / longest}%`;
      return el(
        "tr",
        {},
        el("th", { scope: "row" }, operation(name)),
        el(
          "td",
          { class: "profile-bar", "aria-hidden": "true" },
          el("span", { class: "share" }, bar),
        ),
        el("td", { class: "number" }, milliseconds(time)),
        el("td", { class: "number" }, percent(time / (sum || 1))),
        el("td", { class: "number" }, whole(calls)),
      );
    });
    const label = el("caption", { class: "visually-hidden" }, t("profile"));
    return el(
      "table",
      { class: "data-table" },
      label,
      el("thead", {}, head),
      el("tbody", {}, ...body),
    );
  }
}

function operation(name: string): Node | string {
  const known = Object.hasOwn(WORDS, name) ? WORDS[name as keyof typeof WORDS] : null;
  return known ? t(known) : el("code", {}, name);
}

function saves({ trace, rows, model }: ProfileAnswer): HTMLElement[] {
  const button = (text: string, label: string, action: () => void): HTMLElement => {
    const made = el(
      "button",
      { type: "button", class: "button quiet small" },
      icon("download"),
      text,
    );
    made.setAttribute("aria-label", label);
    made.title = label;
    made.addEventListener("click", action);
    return made;
  };
  const lines = [["operation", "calls", "milliseconds"], ...rows].map((row) => row.join(","));
  const csv = new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/csv" });
  const json = new Blob([trace], { type: "application/json" });
  return [
    button(t("profile.trace"), t("profile.trace.label"), () =>
      download(json, `${model}_trace.json`),
    ),
    button("CSV", t("chart.csv"), () => download(csv, `${model}_profile.csv`)),
  ];
}
