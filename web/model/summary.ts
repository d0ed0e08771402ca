/** Reads the table that `model.summary()` prints back into rows. */

export interface LayerRow {
  name: string;
  kind: string;
  shape: string;
  parameters: number;
  /** What stands in the last column when it is no plain number, such as "0 (unbuilt)". */
  note: string;
}

export interface ModelSummary {
  name: string;
  layers: LayerRow[];
  /** Lines under the table, such as "Total params: 34,826 (136.04 KB)". */
  totals: { label: string; value: string }[];
}

const TITLE = /^Model: "(.*)"\s*$/;
const LAST_RULE = /^└─*[┴─]*┘\s*$/;
const TOTAL = /^\s*([\w -]*params): (.+)$/;

function rowOf(line: string): LayerRow | null {
  if (!line.startsWith("│")) return null;
  const cells = line
    .split("│")
    .slice(1, -1)
    .map((cell) => cell.trimEnd().slice(1));
  const [layer = "", shape = "", parameters = ""] = cells;
  const match = /^(.*) \((.+)\)$/.exec(layer);
  const amount = parameters.trim();
  return {
    name: match?.[1] ?? layer,
    kind: match?.[2] ?? "",
    shape: shape.trim(),
    parameters: Number.parseInt(amount.replaceAll(",", ""), 10) || 0,
    note: /^[\d,]+$/.test(amount) ? "" : amount,
  };
}

/** Watches printed lines for a summary; the newest complete one wins. */
export class SummaryReader {
  private rest = "";
  private current: ModelSummary | null = null;
  private inTotals = false;

  constructor(private readonly found: (summary: ModelSummary) => void) {}

  write(text: string): void {
    const lines = (this.rest + text).split("\n");
    this.rest = lines.pop() ?? "";
    // A progress bar without newlines must not grow here.
    if (this.rest.length > 4_000) this.rest = "";
    for (const line of lines) this.line(line);
  }

  private line(line: string): void {
    const title = TITLE.exec(line);
    if (title) {
      this.current = { name: title[1] ?? "", layers: [], totals: [] };
      this.inTotals = false;
    } else if (!this.current) return;
    else if (LAST_RULE.test(line)) this.inTotals = true;
    else if (!this.inTotals) {
      const row = rowOf(line);
      if (row) this.current.layers.push(row);
      else if (!/^[┏┡├]/.test(line) && !line.startsWith("┃")) this.current = null;
    } else {
      const total = TOTAL.exec(line);
      if (!total) {
        this.current = null;
        return;
      }
      this.current.totals.push({ label: total[1] ?? "", value: total[2] ?? "" });
      this.found(this.current);
    }
  }
}
