/** Training in words: titles of columns, and what the live region reads. */
import { metricTitle, shortNumber } from "./numbers";
import type { Run } from "./runs";

/** "val_loss" becomes "validation loss". */
export function columnTitle(key: string): string {
  return key.startsWith("val_") ? `validation ${metricTitle(key.slice(4))}` : metricTitle(key);
}

/** One sentence for the live region. */
export function epochSentence(run: Run): string {
  const row = run.rows.at(-1);
  if (!row) return "";
  const before = run.rows.at(-2)?.logs.loss;
  const parts = Object.entries(row.logs).map(
    ([key, value]) => `${columnTitle(key)} ${shortNumber(value)}`,
  );
  const loss = row.logs.loss;
  if (before !== undefined && loss !== undefined) {
    parts.push(loss < before ? "loss is falling" : "loss is not falling");
  }
  return `Epoch ${row.epoch + 1} of ${run.epochs}: ${parts.join(", ")}.`;
}
