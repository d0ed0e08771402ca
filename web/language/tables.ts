/** The texts in force: English, and over it those of the chosen language. */
import { ENGLISH } from "./english";
import type { Entry, Table } from "./types";

/** A piece of a text: plain words, or what was put into one of its places. */
export type Part = string | Node | { toString(): string };

export type LanguageCode = "en" | "de" | "fr" | "es";

let code: LanguageCode = "en";
let locale = "en";
let texts: Table = ENGLISH;
let rules = new Intl.PluralRules("en");
let phrases: Readonly<Record<string, string>> = {};
const listeners = new Set<() => void>();

/** The language that the page speaks now. */
export function languageNow(): LanguageCode {
  return code;
}

/** The same with its region, for numbers and dates. */
export function localeNow(): string {
  return locale;
}

/** The editor's own words by their English form; none in English. */
export function phrasesNow(): Readonly<Record<string, string>> {
  return phrases;
}

export interface Texts {
  code: LanguageCode;
  locale: string;
  table: Table;
  phrases: Readonly<Record<string, string>>;
}

/** Puts other texts in force and tells everyone. */
export function putTexts(next: Texts): void {
  ({ code, locale, phrases } = next);
  texts = next.table;
  rules = new Intl.PluralRules(locale);
  for (const listener of [...listeners]) listener();
}

/** Called after each change of the texts. */
export function onTexts(listener: () => void): void {
  listeners.add(listener);
}

/** A text in pieces, the values in their places. */
export function partsOf(key: string, values: Readonly<Record<string, Part>>): Part[] {
  const pattern = patternOf(texts[key] ?? key, values.count);
  // Every second piece is the name of a place.
  return pattern.split(/\{(\w+)\}/).map((piece, index) => {
    if (index % 2 === 0) return piece;
    const value = values[piece] ?? "";
    return typeof value === "number" ? numberText(value) : value;
  });
}

/** A plain text that English has elsewhere. */
export function textOr(key: string, english: string): string {
  const entry = texts[key];
  return typeof entry === "string" ? entry : english;
}

function patternOf(entry: Entry, count: unknown): string {
  if (typeof entry === "string") return entry;
  return entry[rules.select(Number(count))] ?? entry.other;
}

function numberText(value: number): string {
  return new Intl.NumberFormat(locale).format(value);
}
