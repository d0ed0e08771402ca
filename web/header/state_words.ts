/** The runner's state as a person reads it, and what can be pressed in it. */
import type { RunnerState } from "../runner";

export interface StateWords {
  text: string;
  canRun: boolean;
  canStop: boolean;
  stopLabel: string;
  /** What pressing Stop does now. */
  stopHint: string;
}

const ASK = "Stop the program; names and models stay";
const TAKE_BACK = "Do not run the program when Python is ready";
const FORCE = "End Python and start it again; names and models are lost, your text stays";

/** `waiting`: a run was asked for before Python was ready. */
export function stateWords(state: RunnerState, waiting: boolean): StateWords {
  const idle = { canRun: true, canStop: false, stopLabel: "Stop", stopHint: ASK };
  switch (state) {
    case "booting":
      return {
        ...idle,
        text: waiting ? "Starting, your program is next" : "Starting",
        canRun: !waiting,
        canStop: waiting,
        stopHint: TAKE_BACK,
      };
    case "ready":
      return { ...idle, text: "Ready" };
    case "running":
      return { ...idle, text: "Running", canRun: false, canStop: true };
    case "stopping":
      return {
        text: "Stopping",
        canRun: false,
        canStop: true,
        stopLabel: "Force stop",
        stopHint: FORCE,
      };
    case "crashed":
      return { ...idle, text: "Python has ended", canRun: false };
    case "failed":
      return { ...idle, text: "Could not start", canRun: false };
  }
}
