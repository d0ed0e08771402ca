import { describe, expect, test } from "vitest";
import { positionOf, Runs, secondsLeft } from "../../web/chart/runs";
import { epochSentence } from "../../web/chart/table_text";
import type { TrainingEvent } from "../../web/protocol";

function begin(fit: number, steps: number | null = 10): TrainingEvent {
  return {
    event: "fit_begin",
    fit,
    model: "sequential",
    epochs: 2,
    steps,
    metrics: [],
    backend: "Cpu",
  };
}

function progress(fit: number, epoch: number, step: number, loss: number): TrainingEvent {
  return { event: "progress", fit, epoch, step, logs: { loss }, ms_per_step: 20 };
}

function end(fit: number, epoch: number, logs: Record<string, number>): TrainingEvent {
  return { event: "epoch_end", fit, epoch, logs, seconds: 2 };
}

describe("training events become curves", () => {
  test("every metric gets a series, validation beside training", () => {
    const runs = new Runs();
    runs.take(begin(1));
    runs.take(progress(1, 0, 5, 2));
    runs.take(end(1, 0, { loss: 1, val_loss: 1.5, accuracy: 0.5 }));
    const run = runs.latest;
    expect([...(run?.series.keys() ?? [])]).toEqual(["loss", "accuracy"]);
    expect(run?.series.get("loss")?.train.map(({ value }) => value)).toEqual([2, 1]);
    expect(run?.series.get("loss")?.validation.map(({ value }) => value)).toEqual([1.5]);
  });

  test("a step is placed inside its epoch", () => {
    const runs = new Runs();
    const run = runs.take(begin(1));
    if (!run) throw new Error("no run");
    expect(positionOf(run, { epoch: 1, step: 5, value: 0 })).toBe(1.5);
    expect(positionOf(run, { epoch: 1, step: null, value: 0 })).toBe(2);
  });

  test("an epoch of unknown length is guessed until it has ended", () => {
    const runs = new Runs();
    runs.take(begin(1, null));
    const run = runs.take(progress(1, 0, 8, 2));
    if (!run) throw new Error("no run");
    expect(positionOf(run, { epoch: 0, step: 8, value: 2 })).toBeLessThan(1);
    expect(secondsLeft(run)).toBeNull();
    runs.take(end(1, 0, { loss: 1 }));
    expect(run.steps).toBe(8);
  });

  test("says how long it still takes", () => {
    const runs = new Runs();
    runs.take(begin(1));
    const run = runs.take(progress(1, 1, 5, 2));
    expect(run && secondsLeft(run)).toBeCloseTo(0.1);
  });

  test("keeps the newest ten runs", () => {
    const runs = new Runs();
    for (let fit = 1; fit <= 12; fit++) runs.take(begin(fit));
    expect(runs.list.map(({ fit }) => fit)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test("a long curve is thinned out and keeps the ends of epochs", () => {
    const runs = new Runs();
    runs.take(begin(1, 100_000));
    for (let step = 1; step <= 9_000; step++) runs.take(progress(1, 0, step, step));
    runs.take(end(1, 0, { loss: 7 }));
    const points = runs.latest?.series.get("loss")?.train ?? [];
    expect(points.length).toBeLessThanOrEqual(4_001);
    expect(points.at(-1)).toEqual({ epoch: 0, step: null, value: 7 });
  });

  test("a restart of Python ends what was running", () => {
    const runs = new Runs();
    runs.take(begin(1));
    runs.end();
    expect(runs.latest?.state).toBe("stopped");
    // After the restart Python counts from one again.
    runs.take(begin(1));
    runs.take({ event: "fit_end", fit: 1, stopped: false });
    expect(runs.list.map(({ state }) => state)).toEqual(["stopped", "done"]);
  });

  test("the live region hears one sentence for each epoch", () => {
    const runs = new Runs();
    runs.take(begin(1));
    runs.take(end(1, 0, { loss: 0.5 }));
    const run = runs.take(end(1, 1, { loss: 0.3104, val_loss: 0.4 }));
    expect(run && epochSentence(run)).toBe(
      "Epoch 2 of 2: loss 0.3104, validation loss 0.4000, loss is falling.",
    );
  });
});
