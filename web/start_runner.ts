/** The runner of the page; the build that shows every state without Python has its own. */

import { Runner, type RunnerControl } from "./runner";

export async function startRunner(): Promise<RunnerControl> {
  if (import.meta.env.MODE === "preview-states") {
    const { PreviewRunner } = await import("./dev/preview_runner");
    return new PreviewRunner(new URLSearchParams(location.search).get("scene") ?? "ready");
  }
  return new Runner();
}
