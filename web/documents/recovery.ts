/** Texts that were replaced as a whole: kept for a while, so that nobody loses work. */
import { type ProgramFile, readFiles, sameFiles } from "./program";
import type { KeyValue } from "./storage";

const KEY = "p_vision.recover";
const MOST = 40;
/** Letters in all; the browser gives a page about five million. */
const LARGEST = 1_000_000;

export interface Kept {
  id: string;
  title: string;
  files: ProgramFile[];
  /** Milliseconds since 1970. */
  keptAt: number;
}

export class Recovery {
  constructor(
    private readonly storage: KeyValue,
    private readonly now: () => number = Date.now,
  ) {}

  /** Newest first. */
  list(): Kept[] {
    try {
      const value: unknown = JSON.parse(this.storage.read(KEY) ?? "[]");
      return Array.isArray(value) ? value.flatMap((item) => readKept(item)) : [];
    } catch {
      return [];
    }
  }

  keep(id: string, title: string, files: readonly ProgramFile[]): void {
    if (files.every(({ text }) => text.trim() === "")) return;
    const others = this.list().filter((kept) => kept.id !== id || !sameFiles(kept.files, files));
    const list = [{ id, title, files: [...files], keptAt: this.now() }, ...others].slice(0, MOST);
    let size = 0;
    const fitting = list.filter(({ files: texts }, index) => {
      size += texts.reduce((sum, { text }) => sum + text.length, 0);
      return index === 0 || size <= LARGEST;
    });
    this.storage.write(KEY, JSON.stringify(fitting));
  }
}

function readKept(value: unknown): Kept[] {
  const { id, title, files, keptAt } = (value ?? {}) as Record<string, unknown>;
  const read = readFiles(files);
  if (typeof id !== "string" || read === null) return [];
  return [
    {
      id,
      title: typeof title === "string" ? title : id,
      files: read,
      keptAt: typeof keptAt === "number" ? keptAt : 0,
    },
  ];
}
