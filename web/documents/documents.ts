/**
 * The programs a person can open. An example that was never changed is not stored, so that its
 * newest version is shown; an edited one is kept until the person asks for the original. Programs
 * of the person's own, and edited ones that came with a link, are stored whole.
 */
import type { Example } from "../examples/list";
import { exampleTitle } from "../language/examples";
import { t } from "../language/text";
import { migrateRecord, type StoredDocument, VERSION } from "./migrate";
import { cleanTitle, type Origin, type ProgramFile, sameFiles } from "./program";
import { Recovery } from "./recovery";
import type { KeyValue } from "./storage";

const PREFIX = "p_vision.document.";
const CURRENT = "p_vision.current";
const LIST = "p_vision.programs";

export interface OpenDocument {
  id: string;
  title: string;
  origin: Origin;
  files: ProgramFile[];
  edited: boolean;
}

/** A program as it came with a link. */
export interface LinkedProgram {
  id: string;
  title: string;
  files: ProgramFile[];
}

export class Documents {
  readonly recovery: Recovery;
  /** The program of the link that is open; stored when it is edited. */
  private linked: LinkedProgram | null = null;

  constructor(
    private readonly storage: KeyValue,
    private readonly examples: readonly Example[],
    private readonly now: () => number = Date.now,
  ) {
    this.recovery = new Recovery(storage, now);
  }

  /** The document that was open last time, else the first-visit example. */
  currentId(firstVisit: string): string {
    const id = this.storage.read(CURRENT);
    return id !== null && (this.example(id) || this.stored(id)) ? id : firstVisit;
  }

  open(id: string): OpenDocument {
    const stored = this.stored(id);
    const original = this.original(id);
    const files = stored?.files ?? original;
    if (!files) throw new Error(`There is no program called "${id}".`);
    this.storage.write(CURRENT, id);
    const copy = files.map((file) => ({ ...file }));
    const edited = original !== null && stored !== null;
    return {
      id,
      title: this.title(id),
      origin: originOf(id, this.example(id)),
      files: copy,
      edited,
    };
  }

  /** Opens what a link holds. An own copy that differs is not shown but given back as `copy`. */
  openLinked(program: LinkedProgram): { document: OpenDocument; copy: StoredDocument | null } {
    this.linked = program;
    const stored = this.stored(program.id);
    const copy = stored && !sameFiles(stored.files, program.files) ? stored : null;
    const files = program.files.map((file) => ({ ...file }));
    const { id, title } = program;
    return { document: { id, title, origin: "link", files, edited: false }, copy };
  }

  /** Keeps the files; files equal to the original need no copy. False: only until closed. */
  save(id: string, files: readonly ProgramFile[], title = this.title(id)): boolean {
    const original = this.original(id);
    if (original && sameFiles(original, files)) {
      this.storage.remove(PREFIX + id);
      this.forget(id);
      return this.storage.lasting;
    }
    if (!this.example(id)) {
      this.remember(id);
      this.storage.write(CURRENT, id);
    }
    const kept = this.example(id) ? null : original;
    const record = { version: VERSION, files, savedAt: this.now(), title, original: kept };
    return this.storage.write(PREFIX + id, JSON.stringify(record));
  }

  /** A new program of the person's own; gives back its id. */
  create(title: string, files: ProgramFile[]): string {
    const id = `own-${this.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
    this.save(id, files, cleanTitle(title) || t("program.mine"));
    return id;
  }

  rename(id: string, title: string): void {
    const stored = this.stored(id);
    if (stored) this.save(id, stored.files, cleanTitle(title) || stored.title);
  }

  /** Removes a program of one's own; its text can still be recovered. */
  remove(id: string): void {
    const stored = this.stored(id);
    if (stored) this.recovery.keep(id, this.title(id), stored.files);
    this.storage.remove(PREFIX + id);
    this.forget(id);
  }

  /** Own programs and edited linked ones, newest first. */
  own(): { id: string; title: string; savedAt: number }[] {
    return this.ids()
      .flatMap((id) => {
        const stored = this.stored(id);
        return stored ? [{ id, title: this.title(id), savedAt: stored.savedAt }] : [];
      })
      .sort((a, b) => b.savedAt - a.savedAt);
  }

  /** What an example or a link began with; null for a program of one's own. */
  original(id: string): ProgramFile[] | null {
    const example = this.example(id);
    if (example) return [{ name: example.filename, text: example.text }];
    if (this.linked?.id === id) return this.linked.files;
    return this.stored(id)?.original ?? null;
  }

  isEdited(id: string): boolean {
    return this.stored(id) !== null;
  }

  title(id: string): string {
    const linked = this.linked?.id === id ? this.linked.title : "";
    const example = this.example(id);
    return example ? exampleTitle(example) : this.stored(id)?.title || linked || t("program.mine");
  }

  private example(id: string): Example | undefined {
    return this.examples.find((example) => example.id === id);
  }

  private stored(id: string): StoredDocument | null {
    const json = this.storage.read(PREFIX + id);
    return json === null ? null : migrateRecord(json, this.example(id)?.filename);
  }

  private ids(): string[] {
    try {
      const value: unknown = JSON.parse(this.storage.read(LIST) ?? "[]");
      return Array.isArray(value) ? value.filter((id) => typeof id === "string") : [];
    } catch {
      return [];
    }
  }

  private remember(id: string): void {
    const ids = this.ids();
    if (!ids.includes(id)) this.storage.write(LIST, JSON.stringify([...ids, id]));
  }

  private forget(id: string): void {
    const ids = this.ids();
    if (ids.includes(id)) {
      this.storage.write(LIST, JSON.stringify(ids.filter((other) => other !== id)));
    }
  }
}

function originOf(id: string, example: Example | undefined): Origin {
  if (example) return "example";
  return id.startsWith("link-") ? "link" : "own";
}
