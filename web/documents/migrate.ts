/** Stored documents by version. A new version adds one step here and never drops an old one. */

export const VERSION = 2;

export interface StoredDocument {
  version: typeof VERSION;
  text: string;
  /** Milliseconds since 1970. */
  savedAt: number;
}

type Loose = Record<string, unknown>;

/** Version 1 was the bare text, or an object that called it `code`. */
function fromFirst(record: Loose): Loose {
  return { version: 2, text: record.text ?? record.code, savedAt: record.savedAt ?? 0 };
}

/** The document in today's form; null when nothing readable is there. */
export function migrateRecord(json: string): StoredDocument | null {
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
  if (typeof record.text !== "string") return null;
  return {
    version: VERSION,
    text: record.text,
    savedAt: typeof record.savedAt === "number" ? record.savedAt : 0,
  };
}
