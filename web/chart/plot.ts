/** One metric as a curve: uPlot with the page's colours. */
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { announce, el } from "../dom";
import { fixed } from "../language/numbers";
import { setAttribute, t, words } from "../language/text";
import { type KeyedPlot, listenToKeys } from "./keys";
import { metricTitle, shortNumber, tickNumber } from "./numbers";
import { type Point, positionOf, type Run } from "./runs";

type Column = (number | null)[];

/** Longer validation curves have no dots. */
const MOST_DOTS = 40;
/** Beyond this a loss has left what an axis can tell; NaN and infinity are too. */
const TOO_LARGE = 1e30;

export interface Colours {
  ink: string;
  line: string;
  train: string;
  validation: string;
  earlier: string;
  font: string;
}

/** Colours as the canvas needs them, from the style sheet in force. */
export function readColours(): Colours {
  const probe = el("span", { class: "visually-hidden" });
  document.body.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    ink: read("--ink-soft"),
    line: read("--line"),
    train: read("--chart-train"),
    validation: read("--chart-validation"),
    earlier: read("--chart-earlier"),
    font: `12px ${getComputedStyle(document.body).fontFamily}`,
  };
  probe.remove();
  return colours;
}

export class MetricPlot {
  readonly element: HTMLElement;
  private readonly place = el("div", { class: "plot" });
  private readonly readout = el("span");
  private plot: uPlot | null = null;
  private shape = "";
  private runs: readonly Run[] = [];
  private readonly observer = new ResizeObserver(() => this.resize());

  private part: [number, number] | null = null;

  constructor(
    readonly name: string,
    /** A part of the time was chosen with the mouse; null after a double click. */
    private readonly onZoom: (range: [number, number] | null) => void = () => undefined,
  ) {
    const title = metricTitle(name);
    this.place.tabIndex = 0;
    this.place.setAttribute("role", "application");
    setAttribute(this.place, "aria-label", words("chart.keys", { metric: title }));
    listenToKeys(this.place, this.keyed());
    this.element = el(
      "figure",
      { class: "chart", "data-metric": name },
      el("figcaption", {}, title, this.readout),
      this.place,
    );
    this.observer.observe(this.place);
  }

  get canvas(): HTMLCanvasElement | null {
    return this.place.querySelector("canvas");
  }

  /** `runs`: oldest first, the last one in colour. */
  draw(runs: readonly Run[], colours: Colours): void {
    this.runs = runs;
    const data = this.data(runs);
    const shape = `${data.length} ${JSON.stringify(colours)}`;
    if (!this.plot || shape !== this.shape) {
      this.plot?.destroy();
      this.shape = shape;
      this.plot = new uPlot(this.options(data.length - 3, colours), data, this.place);
    } else this.plot.setData(data);
    this.describe(null);
  }

  zoom(range: [number, number] | null): void {
    this.part = range;
    this.plot?.setData(this.plot.data);
  }

  /** What the keys need to know of the curve, and what they do with it. */
  private keyed(): KeyedPlot {
    return {
      times: () => Array.from(this.plot?.data[0] ?? []),
      index: () => this.plot?.cursor.idx ?? null,
      sight: () => this.sight(),
      end: () => this.lastPosition(),
      goTo: (time) => {
        const { plot } = this;
        plot?.setCursor({ left: plot.valToPos(time, "x"), top: plot.over.clientHeight / 2 });
        announce(this.readout.textContent ?? "");
      },
      look: (range) => this.onZoom(range),
    };
  }

  /** The part of the time that is in sight. */
  private sight(): [number, number] {
    return this.part ?? [0, this.lastPosition()];
  }

  destroy(): void {
    this.observer.disconnect();
    this.plot?.destroy();
    this.element.remove();
  }

  /** Shared positions first, then earlier runs, validation and training of the latest. */
  private data(runs: readonly Run[]): uPlot.AlignedData {
    const latest = runs.at(-1);
    const tables = runs
      .slice(0, -1)
      .map((run) => table(run, run.series.get(this.name)?.train ?? []));
    const series = latest?.series.get(this.name);
    if (latest) {
      tables.push(table(latest, series?.validation ?? []), table(latest, series?.train ?? []));
    }
    return uPlot.join(
      tables,
      tables.map((columns) => columns.map(() => 2)),
    ) as uPlot.AlignedData;
  }

  private options(earlier: number, colours: Colours): uPlot.Options {
    const values = (_: uPlot, ticks: number[]): string[] => ticks.map(tickNumber);
    const axis: uPlot.Axis = {
      stroke: colours.ink,
      font: colours.font,
      grid: { stroke: colours.line, width: 1 },
      ticks: { show: false },
      gap: 6,
    };
    return {
      ...this.size(),
      legend: { show: false },
      cursor: { y: false, points: { size: 7 }, drag: { x: true, y: false, setScale: false } },
      scales: {
        x: { time: false, range: () => this.sight() },
        y: { range: (_, low, high) => this.range(low, high) },
      },
      axes: [
        {
          ...axis,
          size: 28,
          grid: { show: false },
          space: 48,
          values,
        },
        { ...axis, size: 52, space: 32, values },
      ],
      series: [
        {},
        ...Array.from({ length: earlier }, () => ({
          stroke: colours.earlier,
          width: 1.25,
          points: { show: fewer(2), size: 7, fill: colours.earlier },
          spanGaps: true,
        })),
        {
          stroke: colours.validation,
          width: 2,
          dash: [6, 4],
          spanGaps: true,
          points: { show: fewer(MOST_DOTS), size: 7, fill: colours.validation },
        },
        {
          stroke: colours.train,
          width: 2,
          // A single point makes no line.
          points: { show: fewer(2), size: 7, fill: colours.train },
          spanGaps: true,
        },
      ],
      hooks: {
        setSelect: [(plot) => this.select(plot)],
        ready: [(plot) => plot.over.addEventListener("dblclick", () => this.onZoom(null))],
        setCursor: [(plot) => this.describe(plot.cursor.idx ?? null)],
      },
    };
  }

  /** Earlier runs are cut where the latest ends: a long one would press it into a corner. */
  private select(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < 8) return;
    this.onZoom([plot.posToVal(left, "x"), plot.posToVal(left + width, "x")]);
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  }

  private lastPosition(): number {
    const run = this.runs.at(-1);
    const last = run?.series.get(this.name)?.train.at(-1);
    const reached = run && last ? positionOf(run, last) : 0;
    const planned = run?.state === "running" ? run.epochs : 1;
    // A long fit would start as a dot in the corner: show at most ten times what is done.
    return Math.max(Math.min(planned, Math.max(1, reached) * 10), 0.1, reached);
  }

  private range(low: number, high: number): [number, number] {
    if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
    const room = (high - low || Math.abs(high) || 1) * 0.06;
    // Quantities that cannot be negative are drawn from zero where that costs little space.
    const floor = low >= 0 && low < high * 0.5 ? 0 : low - room;
    return [floor, high + room];
  }

  private describe(index: number | null): void {
    const data = this.plot?.data;
    const run = this.runs.at(-1);
    const series = run?.series.get(this.name);
    const parts: string[] = [];
    const at = (column: Column | undefined): number | null =>
      index === null ? null : (column?.[index] ?? null);
    const position = index === null ? undefined : data?.[0]?.[index];
    if (position !== undefined) parts.push(t("chart.at", { epoch: fixed(position, 2) }));
    const columns = data as unknown as Column[] | undefined;
    const train = index === null ? series?.train.at(-1)?.value : at(columns?.at(-1));
    const validation = index === null ? series?.validation.at(-1)?.value : at(columns?.at(-2));
    if (train != null) parts.push(shortNumber(train));
    if (validation != null)
      parts.push(t("chart.at.validation", { value: shortNumber(validation) }));
    this.readout.textContent = parts.join("  ·  ");
  }

  private size(): { width: number; height: number } {
    return {
      width: Math.max(120, this.place.clientWidth),
      height: Math.max(90, this.place.clientHeight),
    };
  }

  private resize(): void {
    if (this.plot && this.place.clientWidth > 0) this.plot.setSize(this.size());
  }
}

/** Dots only where there are few points: more of them would hide the line. */
function fewer(most: number): (plot: uPlot, series: number) => boolean {
  return (plot, series) => {
    const values = (plot.data[series] ?? []) as Column;
    return values.reduce((count: number, value) => count + (value == null ? 0 : 1), 0) < most;
  };
}

function table(run: Run, points: readonly Point[]): uPlot.AlignedData {
  const byPosition = new Map<number, number | null>();
  for (const point of points) {
    byPosition.set(positionOf(run, point), Math.abs(point.value) < TOO_LARGE ? point.value : null);
  }
  const positions = [...byPosition.keys()].sort((a, b) => a - b);
  return [positions, positions.map((position) => byPosition.get(position) ?? null)];
}
