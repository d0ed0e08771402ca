/** `input()` of a program: a line to type into, in the middle of the output. */
import { el } from "../dom";
import { words } from "../language/text";

export function askView(prompt: string, answer: (text: string | null) => void): HTMLElement {
  const field = el("input", {
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": prompt.trim() || words("ask.label"),
  });
  const form = el(
    "form",
    { class: "ask" },
    el("span", { "aria-hidden": "true" }, prompt),
    field,
    el("button", { class: "button primary" }, words("ask.answer")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.replaceWith(el("pre", { class: "stdout" }, prompt + field.value));
    answer(field.value);
  });
  queueMicrotask(() => field.focus());
  return form;
}
