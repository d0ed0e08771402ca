/** The input of a demo: which widget, its settings, and the numbers it gives the model. */
import { cleanTitle } from "../documents/program";
import { t } from "../language/later";
import { DemoProblem } from "./problem";
import type { Tokens } from "./tokens";

export interface SliderSettings {
  name: string;
  low: number;
  high: number;
  first: number;
}

interface Base {
  /** How many numbers the model gets, and of which type. */
  length: number;
  dtype: "float32" | "int32";
}

export type WidgetInput = Base &
  (
    | { kind: "draw"; options: { size: number; channels: 1; centred: boolean } }
    | { kind: "upload" | "webcam"; options: { size: number; channels: 1 | 3 } }
    | { kind: "slider"; options: { sliders: SliderSettings[] } }
    | { kind: "text"; options: { label: string; first: string }; tokens: Tokens }
  );

const MOST_PIXELS = 1_024;
const MOST_SLIDERS = 50;
const MOST_WORDS = 200_000;
const LONGEST_ROW = 1_000_000;
const LONGEST_TEXT = 10_000;
const STANDARDIZE = ["lower_and_strip_punctuation", "lower", "strip_punctuation", null];
const SPLIT = ["whitespace", "character", null];
const MODES = ["int", "multi_hot", "count"];

type Fields = Record<string, unknown>;

/** Throws `DemoProblem` for an input that this page does not have, or with odd settings. */
export function readInput(value: unknown): WidgetInput {
  const { kind, options } = fields(value);
  const settings = fields(options);
  switch (kind) {
    case "draw":
      return { kind, ...picture(settings, 1), options: drawing(settings) };
    case "upload":
    case "webcam": {
      const channels = settings.channels === 1 ? 1 : 3;
      return { kind, ...picture(settings, channels), options: { size: side(settings), channels } };
    }
    case "slider": {
      const sliders = readSliders(settings.sliders);
      return { kind, length: sliders.length, dtype: "float32", options: { sliders } };
    }
    case "text": {
      const tokens = readTokens(settings);
      const options = {
        label: line(settings.label) || t("demo.text"),
        first: line(settings.first),
      };
      const dtype = tokens.mode === "int" ? "int32" : "float32";
      return { kind, length: tokens.length, dtype, options, tokens };
    }
    default:
      throw new DemoProblem(t("demo.odd.input"));
  }
}

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function line(value: unknown): string {
  return typeof value === "string" ? cleanTitle(value) : "";
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

function side({ size }: Fields): number {
  if (!isWhole(size, 1, MOST_PIXELS)) throw new DemoProblem(t("demo.odd.pictures"));
  return size;
}

function picture(settings: Fields, channels: number): Base {
  return { length: side(settings) ** 2 * channels, dtype: "float32" };
}

function drawing(settings: Fields): { size: number; channels: 1; centred: boolean } {
  return { size: side(settings), channels: 1, centred: settings.centred !== false };
}

function readSliders(value: unknown): SliderSettings[] {
  const wrong = new DemoProblem(t("demo.odd.sliders"));
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_SLIDERS) throw wrong;
  const names = new Set<string>();
  return value.map((item) => {
    const { name, low, high, first } = fields(item);
    const numbers = [low, high, first].every(Number.isFinite);
    const shown = line(name);
    if (!numbers || shown === "" || names.has(shown)) throw wrong;
    names.add(shown);
    const [least, most, start] = [low, high, first] as [number, number, number];
    if (least >= most || start < least || start > most) throw wrong;
    return { name: shown, low: least, high: most, first: start };
  });
}

function readTokens(settings: Fields): Tokens {
  const { words, standardize, split, ngrams, mode, cut, length } = settings;
  const known =
    Array.isArray(words) &&
    words.length <= MOST_WORDS &&
    words.every((word) => typeof word === "string" && word.length <= LONGEST_TEXT) &&
    STANDARDIZE.includes(standardize as string | null) &&
    SPLIT.includes(split as string | null) &&
    MODES.includes(mode as string) &&
    (cut === null || isWhole(cut, 1, LONGEST_ROW)) &&
    isWhole(length, 1, LONGEST_ROW) &&
    (ngrams === null ||
      (Array.isArray(ngrams) && ngrams.length <= 10 && ngrams.every((n) => isWhole(n, 1, 10))));
  if (!known) throw new DemoProblem(t("demo.odd.words"));
  return { words, standardize, split, ngrams, mode, cut, length } as Tokens;
}
