/** The texts that stand in the HTML files: `data-say` names a text, `data-say-title` an attribute. */
import { bind } from "./bound";
import type { ENGLISH } from "./english";
import { speaker } from "./speak";
import { languageNow, onTexts } from "./tables";

const ATTRIBUTES = ["aria-label", "title", "content"] as const;
const { words } = speaker<Record<keyof typeof ENGLISH, string>>();

/** Makes the texts of the file follow the language. */
export function bindPage(): void {
  const marked = ["", ...ATTRIBUTES].map((name) => (name === "" ? "data-say" : `data-say-${name}`));
  for (const element of document.querySelectorAll(marked.map((name) => `[${name}]`).join())) {
    marked.forEach((mark, index) => {
      const key = element.getAttribute(mark);
      if (key) bind(element, ATTRIBUTES[index - 1] ?? "", words(key as keyof typeof ENGLISH));
    });
  }
  onTexts(() => {
    document.documentElement.lang = languageNow();
  });
}
