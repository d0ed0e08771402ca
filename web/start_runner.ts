/** The runner of the page; the build that shows every state without Python has its own. */

import { Runner, type RunnerControl } from "./runner";

const PREVIEW = import.meta.env.MODE === "preview-states";

let early: Runner | null = null;

/** Begins now what `startRunner` gives back later. */
export function beginEarly(): void {
  if (!PREVIEW) early = new Runner();
}

export async function startRunner(): Promise<RunnerControl> {
  if (PREVIEW) {
    const { PreviewRunner } = await import("./dev/preview_runner");
    return new PreviewRunner(new URLSearchParams(location.search).get("scene") ?? "ready");
  }
  const runner = early ?? new Runner();
  early = null;
  return runner;
}
