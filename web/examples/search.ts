/** Finds examples by words in their title, description, group or code. */
import type { Example } from "./list";

/** Every word must occur; an empty question finds everything. */
export function findExamples(examples: readonly Example[], question: string): Example[] {
  const words = plain(question).split(/\s+/).filter(Boolean);
  return examples.filter(({ title, description, group, text, id }) => {
    const where = plain([title, description, group, id, text].join(" "));
    return words.every((word) => where.includes(word));
  });
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
}
