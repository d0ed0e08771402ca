/**
 * The texts a person has edited. An example that was never changed is not stored, so that its
 * newest version is shown; an edited one is kept until the person asks for the original.
 */
import type { Example } from "../examples/list";
import { migrateRecord, type StoredDocument, VERSION } from "./migrate";
import type { KeyValue } from "./storage";

const PREFIX = "p_vision.document.";
const CURRENT = "p_vision.current";

export interface OpenDocument {
  id: string;
  title: string;
  filename: string;
  text: string;
  edited: boolean;
}

export class Documents {
  constructor(
    private readonly storage: KeyValue,
    private readonly examples: readonly Example[],
    private readonly now: () => number = Date.now,
  ) {}

  /** The document that was open last time, else the first-visit example. */
  currentId(firstVisit: string): string {
    const id = this.storage.read(CURRENT);
    return id !== null && this.example(id) ? id : firstVisit;
  }

  open(id: string): OpenDocument {
    const example = this.example(id);
    if (!example) throw new Error(`There is no program called "${id}".`);
    this.storage.write(CURRENT, id);
    const stored = this.stored(id);
    return {
      id,
      title: example.title,
      filename: example.filename,
      text: stored?.text ?? example.text,
      edited: stored !== null,
    };
  }

  /** Keeps the text; a text equal to the original needs no copy. False: only until closed. */
  save(id: string, text: string): boolean {
    if (text === this.original(id)) {
      this.storage.remove(PREFIX + id);
      return this.storage.lasting;
    }
    const record: StoredDocument = { version: VERSION, text, savedAt: this.now() };
    return this.storage.write(PREFIX + id, JSON.stringify(record));
  }

  original(id: string): string {
    return this.example(id)?.text ?? "";
  }

  isEdited(id: string): boolean {
    return this.stored(id) !== null;
  }

  private example(id: string): Example | undefined {
    return this.examples.find((example) => example.id === id);
  }

  private stored(id: string): StoredDocument | null {
    const json = this.storage.read(PREFIX + id);
    return json === null ? null : migrateRecord(json);
  }
}
