/**
 * A program as the fragment of an address: `#p1=` and the packed JSON, or `#p2=` where a model comes
 * with it. What follows "#" is never sent to a server. `#s1=` is the id of a program that the server
 * keeps. The digit is the version of the form; old ones stay readable.
 */
import { Words, words } from "../language/later";
import { fixed } from "../language/numbers";
import type { LinkReading } from "./link";
import { fromLetters, LARGEST_TEXT, pack, TooLarge, toLetters, unpack } from "./packed";
import {
  deflatedProgram,
  inflatedProgram,
  NewerForm,
  NoProgram,
  programJson,
  readProgram,
  type SharedProgram,
} from "./shared_program";

const TEXT = "#p1=";
const WITH_MODEL = "#p2=";
const STORED = "#s1=";
/** Longer fragments are refused before anything is done with them. */
export const LONGEST_FRAGMENT = 400_000;

export async function linkFragment(program: SharedProgram): Promise<string> {
  if (!program.model) return TEXT + (await pack(programJson(program)));
  return WITH_MODEL + toLetters(await deflatedProgram(program));
}

/** Reads a fragment that `isLink` takes for one. */
export async function readLink(fragment: string): Promise<LinkReading> {
  if (fragment.length > LONGEST_FRAGMENT) {
    const size = new Words(() => [fixed(fragment.length / 1_000_000, 1)]);
    return bad(words("link.too_long", { size }));
  }
  if (!fragment.startsWith(STORED)) return reading(() => fromFragment(fragment));
  const { openStored, StoreProblem } = await import("./server_store");
  return reading(() => openStored(fragment.slice(STORED.length))).catch((error: unknown) => {
    if (!(error instanceof StoreProblem)) throw error;
    if (error.kind === "gone") return bad(words("link.gone"));
    return bad(words(error.kind === "offline" ? "link.offline" : "link.trouble"), true);
  });
}

async function fromFragment(fragment: string): Promise<SharedProgram> {
  if (fragment.startsWith(WITH_MODEL)) {
    return inflatedProgram(fromLetters(fragment.slice(WITH_MODEL.length)));
  }
  if (!fragment.startsWith(TEXT)) throw new NewerForm();
  return readProgram(JSON.parse(await unpack(fragment.slice(TEXT.length))));
}

/** What was read, or why nothing was, in words for the person who opened the link. */
export async function reading(read: () => Promise<SharedProgram>): Promise<LinkReading> {
  try {
    const found = await read();
    const id = await identity(found);
    const { title, files, settings, model } = found;
    return { kind: "program", program: { id, title, files }, settings, ...(model && { model }) };
  } catch (error) {
    if (error instanceof TooLarge) {
      return bad(words("link.too_large", { size: LARGEST_TEXT / 1_000_000 }));
    }
    if (error instanceof NewerForm) return bad(words("link.newer"));
    if (error instanceof Error && error.name === "StoreProblem") throw error;
    return bad(words(error instanceof NoProgram ? "link.empty" : "link.damaged"));
  }
}

function bad(message: Words, again = false): LinkReading {
  return { kind: "bad", message, again };
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
