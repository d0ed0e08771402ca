/** Python in order: ruff's formatter as WebAssembly, loaded when it is first asked. */
import type { ChangeSpec } from "@codemirror/state";
import load, { format } from "@wasm-fmt/ruff_fmt/web";
import { changedLines } from "./changed_lines";

/** As in the examples. */
const WIDTH = 88;

let ready: Promise<unknown> | null = null;

/** The changes that bring a text in order; null where Python cannot read it. */
export async function formatting(source: string): Promise<ChangeSpec[] | null> {
  ready ??= load().catch((error: unknown) => {
    ready = null;
    throw error;
  });
  await ready;
  try {
    return changedLines(source, format(source, "program.py", { line_width: WIDTH }));
  } catch {
    return null;
  }
}
