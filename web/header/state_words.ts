/** The runner's state as a person reads it, and what can be pressed in it. */
import { t } from "../language/text";
import type { RunnerState } from "../runner";

export interface StateWords {
  text: string;
  canRun: boolean;
  canStop: boolean;
  stopLabel: string;
  /** What pressing Stop does now. */
  stopHint: string;
}

/**
 * `waiting`: a run was asked for before Python was ready. `left`: how long the training still takes,
 * where that is known. `preparing`: the shaders that it waits for, and those that are ready.
 */
export function stateWords(
  state: RunnerState,
  waiting: boolean,
  left: string | null = null,
  preparing = { ready: 0, all: 0 },
): StateWords {
  const idle = { canRun: true, canStop: false, stopLabel: t("stop"), stopHint: t("stop.hint") };
  switch (state) {
    case "booting":
      return {
        ...idle,
        text: t(waiting ? "state.booting.waiting" : "state.booting"),
        canRun: !waiting,
        canStop: waiting,
        stopHint: t("stop.hint.waiting"),
      };
    case "ready":
      return { ...idle, text: t("state.ready") };
    case "running":
      return {
        ...idle,
        text: runningText(left, preparing),
        canStop: true,
      };
    case "stopping":
      return {
        text: t("state.stopping"),
        canRun: false,
        canStop: true,
        stopLabel: t("stop.force"),
        stopHint: t("stop.hint.force"),
      };
    case "crashed":
      return { ...idle, text: t("state.crashed"), canRun: false };
    case "failed":
      return { ...idle, text: t("state.failed"), canRun: false };
  }
}

function runningText(left: string | null, preparing: { ready: number; all: number }): string {
  if (preparing.all > 0) return t("state.preparing", preparing);
  return left === null ? t("state.running") : t("state.running.left", { time: left });
}
