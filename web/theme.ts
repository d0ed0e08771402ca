/** Light, dark, or as the system says. */

import { changeSettings, readSettings, type Settings } from "./documents/settings";
import type { KeyValue } from "./documents/storage";
import { icon } from "./dom";

type Theme = Settings["theme"];

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const PICTURES: Record<Theme, string> = { system: "system", light: "sun", dark: "moon" };
const WORDS: Record<Theme, string> = { system: "as the system", light: "light", dark: "dark" };

export function installTheme(button: HTMLElement, storage: KeyValue, onChange: () => void): void {
  const show = (theme: Theme): void => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    button.replaceChildren(icon(PICTURES[theme]));
    const label = `Colours: ${WORDS[theme]}. Change to ${WORDS[NEXT[theme]]}`;
    button.setAttribute("aria-label", label);
    button.title = label;
  };
  show(readSettings(storage).theme);
  button.addEventListener("click", () => {
    const theme = NEXT[readSettings(storage).theme];
    changeSettings(storage, { theme });
    show(theme);
    onChange();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", onChange);
}
