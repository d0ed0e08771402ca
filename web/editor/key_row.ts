/** Keys that a screen's keyboard lacks, as a row of buttons below the text they type into. */
import { undo } from "@codemirror/commands";
import { type EditorView, runScopeHandlers } from "@codemirror/view";
import { el, icon } from "../dom";
import { type Words, words } from "../language/text";

/** What stands on a button, what it is called, and the key that it presses. */
const KEYS: readonly [sign: string, name: () => Words, key: string, shift?: boolean][] = [
  ["⇥", () => words("touch.indent"), "Tab"],
  ["⇤", () => words("touch.dedent"), "Tab", true],
  ["←", () => words("touch.left"), "ArrowLeft"],
  ["↑", () => words("touch.up"), "ArrowUp"],
  ["↓", () => words("touch.down"), "ArrowDown"],
  ["→", () => words("touch.right"), "ArrowRight"],
];

export function keyRow(view: EditorView): HTMLElement {
  const button = (name: Words, face: Node | string, press: () => void): HTMLElement => {
    const made = el(
      "button",
      { type: "button", class: "button quiet small", "aria-label": name },
      face,
    );
    // The text keeps the focus, or the screen's keyboard would go.
    made.addEventListener("pointerdown", (event) => event.preventDefault());
    made.addEventListener("click", () => {
      press();
      if (view.hasFocus) view.dispatch({ scrollIntoView: true });
    });
    return made;
  };
  const keys = KEYS.map(([sign, name, key, shiftKey = false]) =>
    button(name(), sign, () => {
      runScopeHandlers(view, new KeyboardEvent("keydown", { key, shiftKey }), "editor");
    }),
  );
  const back = button(words("touch.undo"), icon("undo"), () => undo(view));
  return el(
    "div",
    { class: "key-row", role: "group", "aria-label": words("touch.keys") },
    ...keys,
    back,
  );
}
