/** Runs steps until the time is over or Stop is asked, without flooding a device that is slower. */
import { EngineError } from "./api";
import type { StopOptions } from "./stop";

/** Work that a device may have waiting, in milliseconds: Stop and the progress stay that close. */
const AHEAD_MILLISECONDS = 25;

export interface Stepper {
  run(step: number): void;
}

/**
 * For a backend that computes inside the call. Returns how many steps were done; Stop between two
 * of them ends it with code "stopped", whole steps done.
 */
export function runUntil(
  steps: Stepper,
  first: number,
  count: number,
  budget: number,
  stop: StopOptions,
): number {
  const end = performance.now() + budget;
  let done = 0;
  while (done < count) {
    steps.run(first + done);
    done++;
    if (stop.requested()) throw new EngineError("stopped");
    if (performance.now() >= end) break;
  }
  return done;
}

/** For a backend that queues: lets the device catch up after each group of steps. */
export class QueuePace {
  private stepMilliseconds = Number.POSITIVE_INFINITY;

  /** `caughtUp` resolves when everything queued has been computed. */
  constructor(private readonly caughtUp: () => Promise<void>) {}

  async runUntil(
    steps: Stepper,
    first: number,
    count: number,
    budget: number,
    stop: StopOptions,
  ): Promise<number> {
    const end = performance.now() + budget;
    let done = 0;
    while (done < count) {
      const group = Math.min(count - done, Math.max(1, this.fitting()));
      const started = performance.now();
      for (let step = 0; step < group; step++) steps.run(first + done + step);
      await this.caughtUp();
      done += group;
      const now = performance.now();
      this.stepMilliseconds = (now - started) / group;
      if (stop.requested()) throw new EngineError("stopped");
      if (now >= end) break;
    }
    return done;
  }

  private fitting(): number {
    return Math.floor(AHEAD_MILLISECONDS / this.stepMilliseconds);
  }
}
