/**
 * A program as the fragment of an address: `#p1=` and the packed JSON. What follows "#" is never
 * sent to a server. The digit is the version of this form; old ones stay readable.
 */
import type { LinkedProgram } from "../documents/documents";
import { cleanTitle, type ProgramFile, readFiles } from "../documents/program";
import { LARGEST_TEXT, pack, TooLarge, unpack } from "./packed";

const MARK = "#p1=";
const ANY_MARK = /^#p\d+=/;
/** Longer fragments are refused before anything is done with them. */
export const LONGEST_FRAGMENT = 400_000;

export interface SharedSettings {
  /** The backend the sender had chosen by name; absent: as the computer has it. */
  backend?: "Cpu" | "Wgpu";
}

export interface SharedProgram {
  title: string;
  files: ProgramFile[];
  settings: SharedSettings;
}

export type LinkReading =
  | { kind: "none" }
  | { kind: "bad"; message: string }
  | { kind: "program"; program: LinkedProgram; settings: SharedSettings };

export async function linkFragment({ title, files, settings }: SharedProgram): Promise<string> {
  const plain = files.map(({ name, text }) => [name, text]);
  return MARK + (await pack(JSON.stringify({ t: title, f: plain, s: settings })));
}

export async function readFragment(fragment: string): Promise<LinkReading> {
  if (!ANY_MARK.test(fragment.slice(0, 8))) return { kind: "none" };
  if (fragment.length > LONGEST_FRAGMENT) {
    const size = (fragment.length / 1_000_000).toFixed(1);
    return bad(
      `This link is too long to be a program: ${size} million letters. It was not opened.`,
    );
  }
  if (!fragment.startsWith(MARK)) {
    return bad("This link was made by a newer version of this page. Reload the page to get it.");
  }
  try {
    const found = readShared(JSON.parse(await unpack(fragment.slice(MARK.length))));
    if (!found) return bad("This link does not hold a program. Ask for it again.");
    const id = await identity(found);
    const { title, files, settings } = found;
    return { kind: "program", program: { id, title, files }, settings };
  } catch (error) {
    if (error instanceof TooLarge) {
      const size = `${LARGEST_TEXT / 1_000_000} MB`;
      return bad(`The program in this link is larger than ${size}. It was not opened.`);
    }
    return bad("This link is damaged: a part of it may be missing. Copy it again as a whole.");
  }
}

function bad(message: string): LinkReading {
  return { kind: "bad", message };
}

function readShared(value: unknown): SharedProgram | null {
  if (typeof value !== "object" || value === null) return null;
  const { t, f, s } = value as Record<string, unknown>;
  if (!Array.isArray(f)) return null;
  const files = readFiles(
    f.map((pair: unknown) => (Array.isArray(pair) ? { name: pair[0], text: pair[1] } : null)),
  );
  if (!files) return null;
  const title = (typeof t === "string" && cleanTitle(t)) || "A shared program";
  const backend = (s as SharedSettings | null)?.backend;
  const settings = backend === "Cpu" || backend === "Wgpu" ? { backend } : {};
  return { title, files, settings };
}

/** The same content has the same id, so that edits are found again when the link is reopened. */
async function identity({ title, files }: SharedProgram): Promise<string> {
  const content = new TextEncoder().encode(JSON.stringify([title, files]));
  return `link-${await shortHash(content)}`;
}

async function shortHash(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // Pages that are not served securely have no `crypto.subtle`.
  if (globalThis.crypto?.subtle) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [...digest.subarray(0, 6)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}
