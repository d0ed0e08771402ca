/** Stored documents by version. A new version adds one step here and never drops an old one. */
import { cleanTitle, type ProgramFile, readFiles } from "./program";

export const VERSION = 3;

export interface StoredDocument {
  version: typeof VERSION;
  files: ProgramFile[];
  /** Milliseconds since 1970. */
  savedAt: number;
  /** Of programs that are no example. */
  title: string;
  /** What the link held, for programs that came with one. */
  original: ProgramFile[] | null;
}

type Loose = Record<string, unknown>;

/** Version 1 was the bare text, or an object that called it `code`. */
function fromFirst(record: Loose): Loose {
  return { version: 2, text: record.text ?? record.code, savedAt: record.savedAt ?? 0 };
}

/** Version 2 knew one text and left its name to the example. */
function fromSecond(record: Loose, filename: string): Loose {
  const files = typeof record.text === "string" ? [{ name: filename, text: record.text }] : null;
  return { version: 3, files, savedAt: record.savedAt };
}

/** The document in today's form; null when nothing readable is there. */
export function migrateRecord(json: string, filename = "program.py"): StoredDocument | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    value = json;
  }
  if (typeof value === "string") value = { version: 1, text: value };
  if (typeof value !== "object" || value === null) return null;
  let record = value as Loose;
  if (typeof record.version !== "number" || record.version < 2) record = fromFirst(record);
  if (record.version === 2) record = fromSecond(record, filename);
  const files = readFiles(record.files);
  if (files === null) return null;
  return {
    version: VERSION,
    files,
    savedAt: typeof record.savedAt === "number" ? record.savedAt : 0,
    title: typeof record.title === "string" ? cleanTitle(record.title) : "",
    original: readFiles(record.original),
  };
}
