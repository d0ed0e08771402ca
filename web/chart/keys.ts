/** A curve by keyboard: go along it, look closer, see the whole again. */
import { announce } from "../dom";
import { fixed } from "../language/numbers";
import { t } from "../language/text";

export interface KeyedPlot {
  /** Positions of the points, and which of them is pointed at. */
  times(): number[];
  index(): number | null;
  /** The part of the time that is in sight, and where the run ends. */
  sight(): [number, number];
  end(): number;
  goTo(time: number): void;
  /** Shows a part of the time; null shows the whole. */
  look(range: [number, number] | null): void;
}

/** Shares of what is in sight. */
const STEP = 1 / 40;
const PAGE = 1 / 4;
const CLOSER = 1.6;

export function listenToKeys(place: HTMLElement, plot: KeyedPlot): void {
  place.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, shiftKey } = event;
    if (key === "ArrowLeft") shiftKey ? shift(plot, -PAGE) : go(plot, -STEP);
    else if (key === "ArrowRight") shiftKey ? shift(plot, PAGE) : go(plot, STEP);
    else if (key === "Home") go(plot, -1);
    else if (key === "End") go(plot, 1);
    else if (key === "+" || key === "=") zoom(plot, CLOSER);
    else if (key === "-") zoom(plot, 1 / CLOSER);
    else if (key === "0") whole(plot);
    else return;
    event.preventDefault();
  });
}

function go(plot: KeyedPlot, share: number): void {
  const times = plot.times();
  const [left, right] = plot.sight();
  const seen = times.flatMap((time, index) => (time >= left && time <= right ? [index] : []));
  const first = seen[0] ?? 0;
  const last = seen.at(-1) ?? 0;
  const by = Math.sign(share) * Math.max(1, Math.round(Math.abs(share) * seen.length));
  const at = plot.index() ?? (share > 0 ? first - 1 : last + 1);
  const time = times[Math.min(last, Math.max(first, at + by))];
  if (time !== undefined) plot.goTo(time);
}

function zoom(plot: KeyedPlot, factor: number): void {
  const [left, right] = plot.sight();
  const index = plot.index();
  const middle = (index === null ? undefined : plot.times()[index]) ?? (left + right) / 2;
  show(plot, middle, (right - left) / factor);
}

function shift(plot: KeyedPlot, share: number): void {
  const [left, right] = plot.sight();
  show(plot, (left + right) / 2 + share * (right - left), right - left);
}

function whole(plot: KeyedPlot): void {
  plot.look(null);
  announce(t("chart.whole"));
}

function show(plot: KeyedPlot, middle: number, wanted: number): void {
  const end = plot.end();
  const width = Math.max(wanted, end / 200);
  if (width >= end) {
    whole(plot);
    return;
  }
  const left = Math.min(end - width, Math.max(0, middle - width / 2));
  plot.look([left, left + width]);
  announce(t("chart.part", { from: fixed(left, 1), to: fixed(left + width, 1) }));
}
