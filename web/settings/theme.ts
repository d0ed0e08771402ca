/** Light, dark, or as the system says. */
import { readSettings, type Settings } from "../documents/settings";
import type { KeyValue } from "../documents/storage";

export type Theme = Settings["theme"];

const listeners = new Set<() => void>();

export function showTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

/** `onChange`: what does not follow style sheets must be drawn again. */
export function installTheme(storage: KeyValue, onChange: () => void): void {
  showTheme(readSettings(storage).theme);
  listeners.add(onChange);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", onChange);
}
