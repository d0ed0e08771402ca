/** What `fit` has reported so far: one record for each run, in the form the charts draw. */
import type { TrainingEvent } from "../protocol";

export interface Point {
  epoch: number;
  /** Steps done in this epoch; `null` at the end of an epoch. */
  step: number | null;
  value: number;
}

export interface Series {
  train: Point[];
  validation: Point[];
}

export interface EpochRow {
  epoch: number;
  seconds: number;
  logs: Record<string, number>;
}

export interface Run {
  fit: number;
  model: string;
  backend: string;
  epochs: number;
  steps: number | null;
  series: Map<string, Series>;
  rows: EpochRow[];
  epoch: number;
  step: number;
  logs: Record<string, number>;
  msPerStep: number;
  state: "running" | "done" | "stopped";
}

/** Runs before this many are forgotten. */
const MOST_RUNS = 10;
/** A longer curve is thinned out to half: no screen shows more points. */
const MOST_POINTS = 4_000;

export class Runs {
  /** Oldest first. */
  readonly list: Run[] = [];

  get latest(): Run | undefined {
    return this.list.at(-1);
  }

  clear(): void {
    this.list.length = 0;
  }

  /** The run that the event changed. */
  take(event: TrainingEvent): Run | undefined {
    if (event.event === "fit_begin") {
      const { fit, model, backend, epochs, steps } = event;
      this.list.push({
        fit,
        model,
        backend,
        epochs,
        steps,
        series: new Map(),
        rows: [],
        epoch: 0,
        step: 0,
        logs: {},
        msPerStep: 0,
        state: "running",
      });
      this.list.splice(0, this.list.length - MOST_RUNS);
      return this.latest;
    }
    if (event.event === "model") return undefined;
    const run = this.list.findLast(({ fit }) => fit === event.fit);
    if (!run) return undefined;
    if (event.event === "fit_end") run.state = event.stopped ? "stopped" : "done";
    else if (event.event === "backend_choice") run.backend = event.backend;
    else if (event.event === "progress") takeProgress(run, event);
    else if (event.event === "epoch_end") takeEpoch(run, event);
    return run;
  }

  /** Python is gone: what still ran has ended. */
  end(): void {
    for (const run of this.list) if (run.state === "running") run.state = "stopped";
  }
}

function takeProgress(run: Run, event: Extract<TrainingEvent, { event: "progress" }>): void {
  run.epoch = event.epoch;
  run.step = event.step;
  run.msPerStep = event.ms_per_step;
  run.logs = { ...event.logs };
  add(run, event.logs, event.epoch, event.step);
}

function takeEpoch(run: Run, event: Extract<TrainingEvent, { event: "epoch_end" }>): void {
  // A fit without a known number of steps knows it after its first epoch.
  run.steps ??= run.step || null;
  run.epoch = event.epoch;
  run.step = run.steps ?? run.step;
  run.logs = { ...event.logs };
  run.rows.push({ epoch: event.epoch, seconds: event.seconds, logs: { ...event.logs } });
  add(run, event.logs, event.epoch, null);
}

function add(run: Run, logs: Record<string, number>, epoch: number, step: number | null): void {
  for (const [key, value] of Object.entries(logs)) {
    const name = key.replace(/^val_/, "");
    let series = run.series.get(name);
    if (!series) {
      series = { train: [], validation: [] };
      run.series.set(name, series);
    }
    const points = key.startsWith("val_") ? series.validation : series.train;
    points.push({ epoch, step, value });
    if (points.length > MOST_POINTS) thin(points);
  }
}

function thin(points: Point[]): void {
  const kept = points.filter(({ step }, index) => step === null || index % 2 === 1);
  points.splice(0, points.length, ...kept);
}

/** Epochs as a position: 1.5 is the middle of the second epoch. */
export function positionOf(run: Run, point: Point): number {
  if (point.step === null) return point.epoch + 1;
  // Until the length of an epoch is known it is guessed a little longer than what was seen.
  const steps = run.steps ?? Math.max(run.step, 1) * 1.25;
  return point.epoch + Math.min(1, point.step / steps);
}

/** Seconds until the run ends, null where nobody can know. */
export function secondsLeft(run: Run): number | null {
  if (run.steps === null || run.msPerStep <= 0) return null;
  const done = run.epoch * run.steps + run.step;
  return Math.max(0, ((run.epochs * run.steps - done) * run.msPerStep) / 1000);
}
