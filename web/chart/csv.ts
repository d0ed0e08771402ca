/** Every run of the chart as a table that spreadsheets read. */
import type { Run } from "./runs";

export function runsCsv(runs: readonly Run[]): string {
  const metrics = [
    ...new Set(runs.flatMap(({ rows }) => rows.flatMap(({ logs }) => Object.keys(logs)))),
  ];
  const lines = [["run", "model", "backend", "epoch", ...metrics, "seconds"]];
  runs.forEach((run, index) => {
    for (const { epoch, logs, seconds } of run.rows) {
      const values = metrics.map((name) => String(logs[name] ?? ""));
      const head = [String(index + 1), run.model, run.backend, String(epoch + 1)];
      lines.push([...head, ...values, seconds.toFixed(3)]);
    }
  });
  return `${lines.map((cells) => cells.map(quoted).join(",")).join("\r\n")}\r\n`;
}

function quoted(cell: string): string {
  // A cell that begins like a formula would be run by the spreadsheet.
  const safe = /^[=+@]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
