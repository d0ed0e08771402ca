/** Finds examples by words in their title, description, group or code. */
import { exampleAbout, exampleTitle, groupTitle } from "../language/examples";
import type { Example } from "./list";

/** Every word must occur; an empty question finds everything. */
export function findExamples(examples: readonly Example[], question: string): Example[] {
  const words = plain(question).split(/\s+/).filter(Boolean);
  return examples.filter((example) => {
    const { title, description, group, text, id } = example;
    const shown = [exampleTitle(example), exampleAbout(example), groupTitle(group)];
    const where = plain([...shown, title, description, group, id, text].join(" "));
    return words.every((word) => where.includes(word));
  });
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
}
