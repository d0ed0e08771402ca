/** The worker's one way to the page. */
import type { WorkerMessage } from "../protocol";

export function post(message: WorkerMessage): void {
  postMessage(message);
}

/** What an error says, in one line that a reader can act on. */
export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
