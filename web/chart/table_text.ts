/** Training in words: titles of columns, and what the live region reads. */
import { t } from "../language/text";
import { metricTitle, shortNumber } from "./numbers";
import type { Run } from "./runs";

/** "val_loss" becomes "validation loss". */
export function columnTitle(key: string): string {
  if (!key.startsWith("val_")) return metricTitle(key);
  return t("chart.validation.of", { metric: metricTitle(key.slice(4)) });
}

/** One sentence for the live region. */
export function epochSentence(run: Run): string {
  const row = run.rows.at(-1);
  if (!row) return "";
  const before = run.rows.at(-2)?.logs.loss;
  const parts = Object.entries(row.logs).map(([key, value]) =>
    t("chart.said.value", { metric: columnTitle(key), value: shortNumber(value) }),
  );
  const loss = row.logs.loss;
  if (before !== undefined && loss !== undefined) {
    parts.push(t(loss < before ? "chart.said.falling" : "chart.said.rising"));
  }
  const values = parts.join(", ");
  return t("chart.said", { epoch: row.epoch + 1, epochs: run.epochs, values });
}
