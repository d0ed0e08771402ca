/** What was entered at the prompt, kept between visits. */
import type { KeyValue } from "../documents/storage";

const KEY = "p_vision.history";
const MOST = 500;

export class History {
  private readonly entries: string[];
  /** Where the arrows are; `entries.length` is the line being typed. */
  private place: number;
  private draft = "";

  constructor(private readonly storage: KeyValue) {
    this.entries = readEntries(storage.read(KEY));
    this.place = this.entries.length;
  }

  /** Newest first, without repetitions. */
  newest(): string[] {
    return [...new Set([...this.entries].reverse())];
  }

  add(entry: string): void {
    if (entry.trim() !== "" && entry !== this.entries.at(-1)) {
      this.entries.push(entry);
      this.entries.splice(0, this.entries.length - MOST);
      this.storage.write(KEY, JSON.stringify(this.entries));
    }
    this.place = this.entries.length;
    this.draft = "";
  }

  /** The entry before, null at the oldest. `typed` is kept to come back to. */
  previous(typed: string): string | null {
    if (this.place === this.entries.length) this.draft = typed;
    const entry = this.entries[this.place - 1];
    if (entry === undefined) return null;
    this.place--;
    return entry;
  }

  /** The entry after, at last what was being typed; null where the arrows never left it. */
  next(): string | null {
    if (this.place >= this.entries.length) return null;
    this.place++;
    return this.entries[this.place] ?? this.draft;
  }
}

function readEntries(json: string | null): string[] {
  try {
    const value: unknown = JSON.parse(json ?? "[]");
    return Array.isArray(value)
      ? value.filter((entry) => typeof entry === "string").slice(-MOST)
      : [];
  } catch {
    return [];
  }
}
