/** What a demo's precision is and costs, as the file says it in numbers, in words of the language. */
import { cleanTitle } from "../documents/program";
import { Words, words } from "../language/later";
import { precise } from "../language/numbers";
import type { SharedModel } from "../share/model_part";
import { demoHeader } from "./header";

const INPUTS = ["samples", "asked", "made_up"] as const;

/** As `py/p_vision/ui/comparison.py` measures it. */
export interface Cost {
  difference: number;
  /** The answers are probabilities. */
  chances: boolean;
  /** How many inputs get another class. */
  changed: number;
  /** On how many inputs it was measured. */
  trials: number;
  inputs: (typeof INPUTS)[number];
}

export function readCost(value: unknown): Cost | null {
  if (typeof value !== "object" || value === null) return null;
  const { difference, chances, changed, trials, inputs } = value as Record<string, unknown>;
  const numbers = [difference, changed, trials].every(
    (number) => typeof number === "number" && Number.isFinite(number) && number >= 0,
  );
  if (!numbers || !INPUTS.some((name) => name === inputs)) return null;
  return { difference, chances: chances === true, changed, trials, inputs } as Cost;
}

/** Null for a precision that this page does not know. */
export function costWords(precision: unknown, given: unknown): Words | null {
  if (precision === "float32") return words("demo.weights.float32");
  if (precision !== "float16" && precision !== "int8") return null;
  const weights = words(`demo.weights.${precision}`);
  const cost = readCost(given);
  if (!cost) return weights;
  const { difference, chances, changed, trials, inputs } = cost;
  const by = new Words(() => [
    chances ? `${precise(100 * difference, 2)}\u00a0%` : precise(difference, 2),
  ]);
  const on = words(`demo.cost.${inputs}`, { count: trials });
  const said = words("demo.cost", { weights, difference: by, inputs: on });
  return changed > 0 ? words("demo.cost.changed", { cost: said, count: changed }) : said;
}

/** What a model of a link or of the session is; what its sender said of it, where it says nothing. */
export function modelWords({ bytes, description }: SharedModel): Words | string {
  try {
    const { header } = demoHeader(bytes);
    return costWords(header.precision, header.cost) ?? cleanTitle(description);
  } catch {
    return description;
  }
}
