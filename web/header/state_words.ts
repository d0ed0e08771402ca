/** The runner's state as a person reads it, and what can be pressed in it. */
import type { RunnerState } from "../runner";

export interface StateWords {
  text: string;
  canRun: boolean;
  canStop: boolean;
  stopLabel: string;
}

/** `waiting`: a run was asked for before Python was ready. */
export function stateWords(state: RunnerState, waiting: boolean): StateWords {
  const idle = { canRun: true, canStop: false, stopLabel: "Stop" };
  switch (state) {
    case "booting":
      return {
        text: waiting ? "Starting, your program is next" : "Starting",
        canRun: !waiting,
        canStop: false,
        stopLabel: "Stop",
      };
    case "ready":
      return { text: "Ready", ...idle };
    case "running":
      return { text: "Running", canRun: false, canStop: true, stopLabel: "Stop" };
    case "stopping":
      return { text: "Stopping", canRun: false, canStop: true, stopLabel: "Force stop" };
    case "crashed":
      return { text: "Python has ended", canRun: false, canStop: false, stopLabel: "Stop" };
    case "failed":
      return { text: "Could not start", canRun: false, canStop: false, stopLabel: "Stop" };
  }
}
