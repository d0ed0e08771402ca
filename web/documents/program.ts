/** What one program is made of: its files, the first of which is run. */
import { t } from "../language/text";

export interface ProgramFile {
  name: string;
  text: string;
}

/** Where a program came from: the gallery, a link somebody sent, or the person's own blank page. */
export type Origin = "example" | "link" | "own";

export const MOST_FILES = 20;
export const LONGEST_NAME = 60;
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_. -]*$/u;

/** What is wrong with a file's name, as a sentence; "" where nothing is. */
export function nameProblem(name: string, others: readonly string[] = []): string {
  if (name === "") return t("file.name.empty");
  if (name.length > LONGEST_NAME) return t("file.name.long", { count: LONGEST_NAME });
  if (!NAME.test(name) || name.includes("..") || name.endsWith(".")) return t("file.name.signs");
  if (others.includes(name)) return t("file.name.taken", { name });
  return "";
}

export function sameFiles(a: readonly ProgramFile[], b: readonly ProgramFile[]): boolean {
  return (
    a.length === b.length &&
    a.every((file, index) => file.name === b[index]?.name && file.text === b[index]?.text)
  );
}

/** Titles come from strangers too: no line breaks, no signs that reorder or hide text. */
export function cleanTitle(title: string): string {
  const seen = title
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return seen.length > 80 ? `${seen.slice(0, 79)}…` : seen;
}

/** Only what has the form of a list of files; null for anything else. */
export function readFiles(value: unknown): ProgramFile[] | null {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_FILES) return null;
  const files: ProgramFile[] = [];
  for (const item of value as unknown[]) {
    const { name, text } = (item ?? {}) as Record<string, unknown>;
    if (typeof name !== "string" || typeof text !== "string") return null;
    const known = files.map((file) => file.name);
    if (nameProblem(name, known) !== "") return null;
    files.push({ name, text });
  }
  return files;
}
