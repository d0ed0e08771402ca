/** The button for colours and language; what it opens is loaded with the first press. */
import type { KeyValue } from "../documents/storage";

export function installSettings(button: HTMLElement, storage: KeyValue): void {
  let panel: Promise<{ toggle(): void }> | null = null;
  // The browser closes an open panel on this very press, before the click arrives.
  let wasOpen = false;
  button.addEventListener("pointerdown", () => {
    wasOpen = button.getAttribute("aria-expanded") === "true";
  });
  button.addEventListener("click", async () => {
    panel ??= import("./panel").then(({ SettingsPanel }) => {
      const made = new SettingsPanel(button, storage);
      return { toggle: () => made.toggle() };
    });
    const { toggle } = await panel;
    if (!wasOpen) toggle();
    wasOpen = false;
  });
}
