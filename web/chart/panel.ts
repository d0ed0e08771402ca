/** The Chart view: numbers of the moment, one curve for each metric, and the same as a table. */
import { announce, el, icon } from "../dom";
import { download } from "../download";
import { fixed } from "../language/numbers";
import { onTexts, setAttribute, t, type Words, words } from "../language/text";
import type { TrainingEvent } from "../protocol";
import { runsCsv } from "./csv";
import { duration, metricTitle, milliseconds, shortNumber } from "./numbers";
import type { Colours, MetricPlot } from "./plot";
import { type Run, Runs, secondsLeft } from "./runs";
import { runTable } from "./table";
import { epochSentence } from "./table_text";

/** The curves are redrawn at most this often. */
const REDRAW = 100;
/** Epochs are spoken of at most this often. */
const SPEAK = 5_000;

export class ChartPanel {
  readonly runs = new Runs();
  private readonly plots = new Map<string, MetricPlot>();
  private readonly numbers = el("dl", { class: "numbers" });
  private readonly charts = el("div", { class: "charts" });
  private readonly legend = el("div", { class: "legend" });
  private readonly tableBox = el("div", { class: "chart-table", hidden: true });
  private readonly tableButton = el(
    "button",
    { type: "button", class: "button quiet small", "aria-expanded": "false" },
    icon("table"),
    words("chart.table"),
  );
  private readonly whole = el(
    "button",
    { type: "button", class: "button small", hidden: true },
    words("chart.whole"),
  );
  private readonly scroll = el("div", {
    class: "scroll chart-scroll",
    tabindex: "0",
    role: "group",
    "aria-label": words("chart.curves"),
  });
  private drawing: typeof import("./plot") | null = null;
  private colours: Colours | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private spoken = Number.NEGATIVE_INFINITY;

  constructor(private readonly root: HTMLElement) {
    this.scroll.append(this.numbers, this.charts, this.legend, this.tableBox);
    this.tableButton.addEventListener("click", () => {
      this.tableBox.hidden = !this.tableBox.hidden;
      this.tableButton.setAttribute("aria-expanded", String(!this.tableBox.hidden));
      this.drawTable();
      if (!this.tableBox.hidden) this.tableBox.scrollIntoView({ block: "nearest" });
    });
    this.whole.addEventListener("click", () => this.zoom(null));
    onTexts(() => this.recolour());
    this.showEmpty();
  }

  take(event: TrainingEvent): void {
    const run = this.runs.take(event);
    if (!run) return;
    this.speak(event, run);
    if (event.event === "fit_begin") void this.start();
    this.timer ??= setTimeout(() => this.draw(), REDRAW);
  }

  /** Screen readers hear of the first epoch, of some on the way, and of the end. */
  private speak(event: TrainingEvent, run: Run): void {
    const now = performance.now();
    if (event.event === "fit_begin") this.spoken = Number.NEGATIVE_INFINITY;
    if (event.event === "epoch_end" && now - this.spoken >= SPEAK) {
      this.spoken = now;
      announce(epochSentence(run));
    }
    const last = epochSentence(run);
    if (event.event === "fit_end" && last) announce(t("chart.ended", { last }));
  }

  /** Python was ended in the middle of a run. */
  end(): void {
    this.runs.end();
    if (this.runs.latest) this.draw();
  }

  /** The theme or the language changed: canvases do not follow by themselves. */
  recolour(): void {
    this.colours = null;
    if (this.runs.latest) this.draw();
  }

  private async start(): Promise<void> {
    if (!this.scroll.isConnected) this.root.replaceChildren(this.scroll);
    this.drawing ??= await import("./plot");
    this.draw();
  }

  private draw(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const run = this.runs.latest;
    if (!run) return;
    this.drawNumbers(run);
    this.drawCharts(run);
    this.drawLegend(run);
    this.drawTable();
  }

  private drawCharts(run: Run): void {
    if (!this.drawing) return;
    this.colours ??= this.drawing.readColours();
    for (const [name, plot] of this.plots) {
      if (run.series.has(name)) continue;
      plot.destroy();
      this.plots.delete(name);
    }
    for (const name of run.series.keys()) {
      let plot = this.plots.get(name);
      if (!plot) {
        plot = new this.drawing.MetricPlot(name, (range) => this.zoom(range));
        this.plots.set(name, plot);
        this.charts.append(plot.element);
      }
      plot.draw(
        this.runs.list.filter(({ series }) => series.has(name)),
        this.colours,
      );
    }
  }

  /** One part of the time for every curve; null shows the whole. */
  private zoom(range: [number, number] | null): void {
    this.whole.hidden = range === null;
    for (const plot of this.plots.values()) plot.zoom(range);
  }

  private drawNumbers(run: Run): void {
    const fact = (name: string, value: string, more = ""): HTMLElement =>
      el(
        "div",
        {},
        el("dt", {}, name),
        el("dd", {}, value, more === "" ? null : el("small", {}, ` ${more}`)),
      );
    const of = t(run.state === "running" ? "chart.epoch.of" : `chart.epoch.of.${run.state}`, {
      count: run.epochs,
    });
    const facts = [fact(t("chart.epoch"), fixed(run.epoch + 1, 0), of)];
    for (const [name, value] of Object.entries(run.logs)) {
      if (!name.startsWith("val_")) facts.push(fact(metricTitle(name), shortNumber(value)));
    }
    if (run.msPerStep > 0) facts.push(fact(t("chart.step"), milliseconds(run.msPerStep)));
    const left = run.state === "running" ? secondsLeft(run) : null;
    if (left !== null) facts.push(fact(t("chart.left"), duration(left)));
    this.numbers.replaceChildren(...facts);
  }

  private drawLegend(run: Run): void {
    const key = (kind: string, text: Words): HTMLElement =>
      el("span", { class: `key ${kind}` }, text);
    const save = el(
      "button",
      { type: "button", class: "button quiet small" },
      icon("download"),
      words("chart.picture"),
    );
    save.addEventListener("click", () => void this.savePicture(run));
    const csv = el(
      "button",
      { type: "button", class: "button quiet small" },
      icon("download"),
      "CSV",
    );
    setAttribute(csv, "aria-label", words("chart.csv"));
    csv.addEventListener("click", () =>
      download(new Blob([runsCsv(this.runs.list)], { type: "text/csv" }), "training.csv"),
    );
    const hasValidation = [...run.series.values()].some(({ validation }) => validation.length > 0);
    const shape = `${run.model} ${run.backend} ${hasValidation} ${this.runs.list.length}`;
    if (this.legend.dataset.shape === shape) return;
    this.legend.dataset.shape = shape;
    this.legend.replaceChildren(
      key("train", words("chart.training", { model: run.model, backend: run.backend })),
      ...(hasValidation ? [key("validation", words("chart.validation"))] : []),
      ...(this.runs.list.length > 1 ? [key("earlier", words("chart.earlier"))] : []),
      el("span", { class: "spacer" }),
      this.whole,
      this.tableButton,
      csv,
      save,
    );
  }

  private drawTable(): void {
    const run = this.runs.latest;
    if (run && !this.tableBox.hidden) this.tableBox.replaceChildren(runTable(run));
  }

  private async savePicture(run: Run): Promise<void> {
    const { chartPicture } = await import("./picture");
    const caption = t("chart.caption", { model: run.model, backend: run.backend });
    const picture = await chartPicture([...this.plots.values()], caption);
    if (picture) download(picture, `${run.model}.png`);
  }

  private showEmpty(): void {
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    drawing.setAttribute("viewBox", "0 0 160 80");
    drawing.setAttribute("aria-hidden", "true");
    const path = (d: string, name: string): void => {
      const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
      line.setAttribute("d", d);
      line.setAttribute("class", name);
      drawing.append(line);
    };
    path("M14 6v64h140", "");
    path("M22 14c14 38 40 46 124 48", "accent");
    this.root.replaceChildren(
      el(
        "div",
        { class: "empty" },
        drawing,
        el("p", {}, el("strong", {}, words("chart.none"))),
        el("p", {}, words("chart.none.more")),
      ),
    );
  }
}
