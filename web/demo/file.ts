/**
 * Reads a demo: a model's program, its weights and the input that asks it. `py/p_vision/saving/
 * demo_file.py` writes it: "p_vision", version and length of a header, JSON, numbers.
 *
 * Everything may come from a stranger: forms and sizes are checked here, the program itself by the
 * engine, node by node, before anything runs. Nothing in it is code.
 */
import { cleanTitle } from "../documents/program";
import { t } from "../language/later";
import { damaged, demoHeader, jsonObject } from "./header";
import { readInput, type WidgetInput } from "./input_settings";
import { DemoProblem } from "./problem";
import { readEntry, type Weight, type WeightEntry, weightOf } from "./weights";

const MOST_WEIGHTS = 5_000;
const MOST_NAMES = 10_000;

export interface DemoFile {
  /** The version of p_vision that wrote it. */
  version: string;
  title: string;
  precision: string;
  input: WidgetInput;
  /** The classes' names. */
  names: string[] | null;
  /** The operations as JSON, in the writer's own letters: 1.0 and 1 differ to the engine. */
  program: string;
  constants: Weight[];
  variables: Weight[];
}

export function readDemo(bytes: Uint8Array<ArrayBuffer>): DemoFile {
  const { header, end } = demoHeader(bytes);
  const input = readInput(header.widget);
  const { program, constants, variables } = readProgram(header.program, input);
  const weights = readWeights(header.weights, bytes.subarray(end));
  // Behind those of the program stand weights that only training needs.
  if (weights.length < constants + variables) throw damaged();
  return {
    version: typeof header.version === "string" ? cleanTitle(header.version) : "",
    title: typeof header.title === "string" ? cleanTitle(header.title) : "",
    precision: typeof header.precision === "string" ? cleanTitle(header.precision) : "",
    input,
    names: readNames(header.names),
    program,
    constants: weights.slice(0, constants),
    variables: weights.slice(constants, constants + variables),
  };
}

/** The program's text, and how many weights it takes; its one input is that of the widget. */
function readProgram(
  value: unknown,
  input: WidgetInput,
): { program: string; constants: number; variables: number } {
  if (typeof value !== "string") throw damaged();
  const { inputs, constants = [], variables = [], outputs } = jsonObject(value);
  const lists = [inputs, constants, variables, outputs];
  if (!lists.every(Array.isArray)) throw damaged();
  const [given] = inputs as { dtype?: unknown; shape?: unknown }[];
  const only = (inputs as unknown[]).length === 1 && (outputs as unknown[]).length === 1;
  const fits =
    given?.dtype === input.dtype &&
    Array.isArray(given.shape) &&
    given.shape.length === 1 &&
    given.shape[0] === input.length;
  if (!only || !fits) throw new DemoProblem(t("demo.refused"));
  return {
    program: value,
    constants: (constants as unknown[]).length,
    variables: (variables as unknown[]).length,
  };
}

function readWeights(value: unknown, bytes: Uint8Array<ArrayBuffer>): Weight[] {
  if (!Array.isArray(value) || value.length > MOST_WEIGHTS) throw damaged();
  const entries = value.map(readEntry);
  if (!entries.every((entry): entry is WeightEntry => entry !== null)) throw damaged();
  if (entries.reduce((sum, entry) => sum + entry.bytes, 0) !== bytes.length) throw damaged();
  let begin = 0;
  return entries.map((entry) => {
    const part = bytes.slice(begin, begin + entry.bytes);
    begin += entry.bytes;
    return weightOf(entry, part);
  });
}

function readNames(value: unknown): string[] | null {
  if (!Array.isArray(value) || value.length > MOST_NAMES) return null;
  return value.map((name) => (typeof name === "string" ? cleanTitle(name) : "?"));
}
