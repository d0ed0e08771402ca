/** The user's lines between the start of the program and its error. */
import type { ErrorReport } from "../protocol";

/** The lines of the traceback without its heading and without the message at its end. */
export function wayOf(error: Pick<ErrorReport, "name" | "traceback">): string[] {
  const lines = error.traceback.trim().split("\n");
  // Errors of libraries come with the name of their module.
  const message = new RegExp(`^(?:\\w+\\.)*${error.name}(?::|$)`);
  let end = lines.findLastIndex((line) => message.test(line));
  if (end < 0) end = lines.length;
  const start = lines[0]?.startsWith("Traceback (") ? 1 : 0;
  return lines.slice(start, end);
}
