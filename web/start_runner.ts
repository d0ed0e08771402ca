/** The runner of the page; the build that shows every state without Python has its own. */

import { Runner, type RunnerControl } from "./runner";

const PREVIEW = import.meta.env.MODE === "preview-states";

let early: Runner | null = null;
let given = false;

/** Begins now what `startRunner` gives back later; nothing where the page was faster. */
export function beginEarly(): void {
  if (!PREVIEW && !given) early ??= new Runner();
}

export async function startRunner(): Promise<RunnerControl> {
  if (PREVIEW) {
    const { PreviewRunner } = await import("./dev/preview_runner");
    return new PreviewRunner(new URLSearchParams(location.search).get("scene") ?? "ready");
  }
  const runner = early ?? new Runner();
  early = null;
  given = true;
  return runner;
}
