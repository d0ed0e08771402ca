/** How the page looks and which language it speaks: chosen here, changed at once, kept. */
import { changeSettings, readSettings } from "../documents/settings";
import type { KeyValue } from "../documents/storage";
import { announce, el, icon } from "../dom";
import { LANGUAGES } from "../language/choose";
import { chooseLanguage } from "../language/start";
import { languageNow } from "../language/tables";
import { setText, t, words } from "../language/text";
import { showTheme, type Theme } from "./theme";

const THEMES: Readonly<Record<Theme, string>> = { system: "system", light: "sun", dark: "moon" };

export class SettingsPanel {
  private readonly problem = el("p", { class: "hint warn", role: "status" });
  private readonly element = el("div", {
    class: "settings-panel",
    id: "settings-panel",
    popover: "auto",
    role: "dialog",
    "aria-label": words("settings"),
  });

  constructor(
    private readonly button: HTMLElement,
    private readonly storage: KeyValue,
  ) {
    this.element.append(this.themes(), this.languages(), this.problem);
    this.element.addEventListener("toggle", () => {
      const open = this.element.matches(":popover-open");
      button.setAttribute("aria-expanded", String(open));
      if (open) this.element.querySelector<HTMLElement>("input:checked")?.focus();
    });
    // Beside its button, so that Tab goes from one into the other.
    button.after(this.element);
    button.setAttribute("aria-controls", this.element.id);
  }

  toggle(): void {
    const { right, bottom } = this.button.getBoundingClientRect();
    this.element.style.top = `${bottom + 8}px`;
    this.element.style.right = `${Math.max(8, document.documentElement.clientWidth - right)}px`;
    this.element.togglePopover();
  }

  private themes(): HTMLElement {
    const { theme } = readSettings(this.storage);
    const rows = Object.entries(THEMES).map(([name, picture]) => {
      const radio = el("input", {
        type: "radio",
        name: "theme",
        value: name,
        checked: name === theme,
      });
      radio.addEventListener("change", () => {
        changeSettings(this.storage, { theme: name as Theme });
        showTheme(name as Theme);
      });
      return el("label", {}, radio, icon(picture), words(`settings.theme.${name as Theme}`));
    });
    return el("fieldset", {}, el("legend", {}, words("settings.theme")), ...rows);
  }

  private languages(): HTMLElement {
    const rows = Object.entries(LANGUAGES).map(([code, name]) => {
      const radio = el("input", {
        type: "radio",
        name: "language",
        value: code,
        checked: code === languageNow(),
      });
      radio.addEventListener("change", () => void this.speak(code as keyof typeof LANGUAGES));
      return el("label", { lang: code }, radio, name);
    });
    return el("fieldset", {}, el("legend", {}, words("settings.language")), ...rows);
  }

  private async speak(code: keyof typeof LANGUAGES): Promise<void> {
    try {
      await chooseLanguage(code, this.storage);
      setText(this.problem, "");
      announce(LANGUAGES[code]);
    } catch {
      setText(this.problem, words("settings.language.failed"));
      announce(t("settings.language.failed"));
    }
  }
}
