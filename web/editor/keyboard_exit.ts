/** The words for the platform's keys, and the hint that tells how to leave a text field by keyboard. */
import { el } from "../dom";

export const APPLE = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

/** The key that starts a program, as the keyboard shows it. */
export const RUN_KEYS = APPLE ? "Cmd+Enter" : "Ctrl+Enter";

export function fillKeyHint(place: HTMLElement): void {
  const part = (keys: string[], what: string): HTMLElement =>
    el(
      "span",
      {},
      ...keys.flatMap((key, index) => [index ? " then " : "", el("kbd", {}, key)]),
      ` ${what}`,
    );
  place.replaceChildren(
    part([RUN_KEYS], "run"),
    part(["Shift+Enter"], "run this line"),
    part(["Esc", "Tab"], "leave the editor"),
  );
}
