/** What a page in one file carries, by the names that the site has for it. */
import { NEEDS } from "../../worker/late_names";
import {
  LIBRARY_ARCHIVE,
  NUMPY_ARCHIVE,
  PLOTTING_FOLDER,
  PYODIDE_FOLDER,
  STDLIB,
} from "../../worker/places";

/** The scripts among them are imported, not fetched. */
export const SCRIPTS = [
  `${PYODIDE_FOLDER}pyodide.mjs`,
  `${PYODIDE_FOLDER}pyodide.asm.mjs`,
  "engine/engine_cpu.js",
];
const PYTHON = [
  `${PYODIDE_FOLDER}pyodide.asm.wasm`,
  `${PYODIDE_FOLDER}pyodide-lock.json`,
  PYODIDE_FOLDER + STDLIB,
  LIBRARY_ARCHIVE,
  NUMPY_ARCHIVE,
  "engine/engine_cpu_bg.wasm",
];
/** Bytes in the file, as measured: Python, numpy, p_vision and the engine. */
const PYTHON_BYTES = 18_700_000;

const MEGABYTE = 1_000_000;
const DIGITS = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"];

interface Extra {
  /** How a program shows that it needs it. */
  named: RegExp;
  files: string[];
  bytes: number;
}

const table = (named: RegExp, ...files: string[]): Extra => ({
  named,
  files: files.map((file) => `data/tables/${file}.csv`),
  bytes: 0.05 * MEGABYTE,
});
const digits = (named: RegExp, folder: string, bytes: number): Extra => ({
  named,
  files: DIGITS.map((file) => `data/${folder}/${file}-ubyte`),
  bytes,
});

const EXTRAS: readonly Extra[] = [
  digits(/\bmnist\b/, "mnist", 15 * MEGABYTE),
  digits(/\bfashion_mnist\b/, "fashion_mnist", 41 * MEGABYTE),
  table(/\bbreast_cancer\b/, "breast_cancer"),
  table(/\bdiabetes\b/, "diabetes_data_raw", "diabetes_target"),
  table(/\bdigits\b/, "digits"),
  table(/\biris\b/, "iris"),
  table(/\bwine\b/, "wine_data"),
  { named: /\bsonnets\b/, files: ["data/texts/sonnets_gut.txt"], bytes: 0.05 * MEGABYTE },
];
const PLOTTING_BYTES = 12.5 * MEGABYTE;

export interface Contents {
  /** Without them nothing runs. */
  needed: string[];
  /** Data sets that the program names; a site may have been built without them. */
  named: string[];
  plotting: boolean;
  /** About how large the file will be. */
  bytes: number;
}

export function contentsFor(code: string): Contents {
  const extras = EXTRAS.filter(({ named }) => named.test(code));
  const plotting = NEEDS.some(([, named]) => named.test(code));
  const more = extras.reduce((sum, { bytes }) => sum + bytes, plotting ? PLOTTING_BYTES : 0);
  return {
    needed: [...SCRIPTS, ...PYTHON],
    named: extras.flatMap(({ files }) => files),
    plotting,
    bytes: PYTHON_BYTES + more,
  };
}

/** The names of matplotlib's wheels; none where the site has none. */
export async function plottingFiles(site: string): Promise<string[]> {
  const response = await fetch(`${site}${PLOTTING_FOLDER}list.json`);
  if (!response.ok) return [];
  const names = (await response.json()) as string[];
  return [`${PLOTTING_FOLDER}list.json`, ...names.map((name) => PLOTTING_FOLDER + name)];
}
