/** The words for the platform's keys, and the hint that tells how to leave a text field by keyboard. */
import { el } from "../dom";
import { fill } from "../language/text";

export const APPLE = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

/** The key that starts a program, as the keyboard shows it. */
export const RUN_KEYS = APPLE ? "Cmd+Enter" : "Ctrl+Enter";

export function fillKeyHint(place: HTMLElement): void {
  const key = (name: string): HTMLElement => el("kbd", {}, name);
  const [run, part, leave] = [el("span"), el("span"), el("span")];
  fill(run, "keys.run", { keys: key(RUN_KEYS) });
  fill(part, "keys.run.part", { keys: key("Shift+Enter") });
  fill(leave, "keys.leave", { first: key("Esc"), second: key("Tab") });
  place.replaceChildren(run, leave, part);
}
