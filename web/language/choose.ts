/** Which language the page speaks, and the loading of its texts. */
import { ENGLISH } from "./english";
import { type LanguageCode, languageNow, putTexts } from "./tables";
import type { Table } from "./types";

type Module = { default: Table; phrases?: Readonly<Record<string, string>> };
type Loader = () => Promise<Module>;

/** Each in its own name, because whoever looks for it may not read the others. */
export const LANGUAGES: Readonly<Record<LanguageCode, string>> = {
  de: "Deutsch",
  en: "English",
  es: "Español",
  fr: "Français",
};

const PAGE: Partial<Record<LanguageCode, Loader>> = {
  de: () => import("./german"),
  es: () => import("./spanish"),
  fr: () => import("./french"),
};
const REST: Partial<Record<LanguageCode, Loader>> = {
  de: () => import("./german/later"),
  es: () => import("./spanish/later"),
  fr: () => import("./french/later"),
};

/** English texts of what was loaded later. */
let added: Table | null = null;
let wanted: LanguageCode = "en";
let turn = 0;

export function isLanguage(code: unknown): code is LanguageCode {
  return typeof code === "string" && Object.hasOwn(LANGUAGES, code);
}

/** The first of a person's languages that the page speaks. */
export function firstSpoken(languages: readonly string[]): LanguageCode {
  return languages.map((language) => language.toLowerCase().split("-")[0]).find(isLanguage) ?? "en";
}

/** Speaks another language; rejects where its texts cannot be fetched, and stays as it was. */
export async function speakLanguage(code: LanguageCode): Promise<void> {
  wanted = code;
  const mine = ++turn;
  try {
    const modules = await modulesOf(code);
    if (mine === turn) put(code, modules);
  } catch (error) {
    if (mine === turn) wanted = languageNow();
    throw error;
  }
}

/** Takes up the texts of a part that is being loaded; English where the others cannot be fetched. */
export async function addTexts(english: Table): Promise<void> {
  added = english;
  await speakLanguage(wanted).catch(() => put("en", []));
}

async function modulesOf(code: LanguageCode): Promise<Module[]> {
  const loaders = [PAGE[code], added ? REST[code] : undefined];
  const loaded = await Promise.all(loaders.map((load) => load?.()));
  return loaded.flatMap((module) => module ?? []);
}

function put(code: LanguageCode, modules: readonly Module[]): void {
  wanted = code;
  const tables = modules.map((module) => module.default);
  const table: Table = Object.assign({}, ENGLISH, added, ...tables);
  const phrases = Object.assign({}, ...modules.map((module) => module.phrases));
  putTexts({ code, locale: regionOf(code), table, phrases });
}

/** "de" as the browser has it, such as "de-CH", which writes numbers in its own way. */
function regionOf(code: LanguageCode): string {
  const languages = globalThis.navigator?.languages ?? [];
  return languages.find((language) => language.toLowerCase().split("-")[0] === code) ?? code;
}
