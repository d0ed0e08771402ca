/**
 * What this browser has put on the server: the links, and the tokens that delete them again. Only
 * the browser that shared a program has its token.
 */
import { cleanTitle } from "../documents/program";
import type { KeyValue } from "../documents/storage";
import type { KeptProgram } from "./server_store";

const KEY = "p_vision.shared";
const MOST = 200;

export interface KeptHere extends KeptProgram {
  title: string;
  /** Of the bytes that were sent: the same program need not be sent twice. */
  digest: string;
}

export class KeptList {
  constructor(
    private readonly storage: KeyValue,
    private readonly now: () => number = Date.now,
  ) {}

  /** Newest first, without those whose time is over. */
  all(): KeptHere[] {
    let value: unknown;
    try {
      value = JSON.parse(this.storage.read(KEY) ?? "[]");
    } catch {
      return [];
    }
    const entries = Array.isArray(value) ? value.flatMap(readEntry) : [];
    return entries.filter(({ expires }) => expires > this.now());
  }

  find(digest: string): KeptHere | undefined {
    return digest === "" ? undefined : this.all().find((entry) => entry.digest === digest);
  }

  /** False where the browser forgets it when the page is closed. */
  add(entry: KeptHere): boolean {
    return this.store([entry, ...this.all()]);
  }

  remove(id: string): void {
    this.store(this.all().filter((entry) => entry.id !== id));
  }

  private store(entries: KeptHere[]): boolean {
    return this.storage.write(KEY, JSON.stringify(entries.slice(0, MOST)));
  }
}

function readEntry(value: unknown): KeptHere[] {
  const { id, title, deleteToken, expires, digest } = (value ?? {}) as Record<string, unknown>;
  if (typeof id !== "string" || typeof deleteToken !== "string" || typeof expires !== "number") {
    return [];
  }
  const shown = typeof title === "string" ? cleanTitle(title) : "";
  return [
    { id, deleteToken, expires, title: shown, digest: typeof digest === "string" ? digest : "" },
  ];
}

/** "" where the browser cannot make one: programs are then sent again. */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!globalThis.crypto?.subtle) return "";
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
