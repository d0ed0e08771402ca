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
  // After a flood of lines it comes into the page later.
  form.addEventListener("placed", () => field.focus());
  return form;
}

/** The run that asked has ended: nobody waits for these answers. */
export function closeQuestions(): void {
  for (const form of document.querySelectorAll("form.ask")) {
    const prompt = form.querySelector("span")?.textContent ?? "";
    form.replaceWith(el("pre", { class: "stdout" }, prompt));
  }
}
