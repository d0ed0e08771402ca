/** What a person chose once: theme, sizes, backend. Unknown or broken values fall back quietly. */
import { isLanguage } from "../language/choose";
import type { LanguageCode } from "../language/tables";
import type { KeyValue } from "./storage";

const KEY = "p_vision.settings";

export interface Settings {
  theme: "system" | "light" | "dark";
  /** "system": as the browser says. */
  language: "system" | LanguageCode;
  /** The code's share of the width and the training views' share of the height, in percent. */
  columns: number;
  rows: number;
  /** The first-visit note was closed or a program was run. */
  welcomed: boolean;
}

const DEFAULTS: Settings = {
  theme: "system",
  language: "system",
  columns: 48,
  rows: 48,
  welcomed: false,
};

export function readSettings(storage: KeyValue): Settings {
  let found: Record<string, unknown> = {};
  try {
    const value: unknown = JSON.parse(storage.read(KEY) ?? "{}");
    if (typeof value === "object" && value !== null) found = value as Record<string, unknown>;
  } catch {
    // Broken settings are worth less than a page that opens.
  }
  const share = (name: "columns" | "rows"): number => {
    const value = found[name];
    return typeof value === "number" && value >= 10 && value <= 90 ? value : DEFAULTS[name];
  };
  return {
    theme: found.theme === "light" || found.theme === "dark" ? found.theme : DEFAULTS.theme,
    language: isLanguage(found.language) ? found.language : DEFAULTS.language,
    columns: share("columns"),
    rows: share("rows"),
    welcomed: found.welcomed === true,
  };
}

export function changeSettings(storage: KeyValue, change: Partial<Settings>): Settings {
  const settings = { ...readSettings(storage), ...change };
  storage.write(KEY, JSON.stringify(settings));
  return settings;
}
