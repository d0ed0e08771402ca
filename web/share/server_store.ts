/**
 * The store of this server, `/api/shared`: programs too long for a link, kept until a day that is
 * said. A site of plain files has none.
 */
import { isOnlyHere, pageAddress } from "./address";
import { NoProgram, readProgramBytes, type SharedProgram } from "./shared_program";

const TYPE = "application/vnd.p-vision.shared";
/** Random bytes before the program: they make the id one that nobody can guess. */
const SALT = 16;
const ID_BYTES = 10;
const ID = /^[0-9a-z]{16}$/;
const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
/** A server that says nothing for so long is as good as none; sending takes longer. */
const PATIENCE = 10_000;
const SENDING = 60_000;

export interface Terms {
  /** Days that a program is kept. */
  days: number;
  /** Bytes that it may have. */
  largest: number;
}

export interface KeptProgram {
  id: string;
  deleteToken: string;
  /** Milliseconds since 1970. */
  expires: number;
}

export type StoreTrouble = "offline" | "too_large" | "too_often" | "full" | "gone" | "trouble";

/** What kept the server from doing it. */
export class StoreProblem extends Error {
  override readonly name = "StoreProblem";

  constructor(
    readonly kind: StoreTrouble,
    /** How long to wait before trying again, where the server says so. */
    readonly minutes = 0,
  ) {
    super(kind);
  }
}

export function storedLink(id: string): string {
  return `${pageAddress(location)}#s1=${id}`;
}

/** Null where this page has no store. */
export async function storeTerms(): Promise<Terms | null> {
  const response = await asked("", {});
  if (response.status === 404 || response.status === 405) return null;
  if (!response.ok) throw problemOf(response);
  const { days, largest } = await response.json().catch(() => ({}));
  return typeof days === "number" && typeof largest === "number" ? { days, largest } : null;
}

export async function keepProgram(bytes: Uint8Array<ArrayBuffer>): Promise<KeptProgram> {
  const headers = { "Content-Type": TYPE };
  const response = await asked("", { method: "POST", body: bytes, headers });
  if (!response.ok) throw problemOf(response);
  const reply = await response.json().catch(() => ({}));
  const expires = Date.parse(reply.expires);
  if (!ID.test(reply.id) || typeof reply.delete_token !== "string" || Number.isNaN(expires)) {
    throw new StoreProblem("trouble");
  }
  return { id: reply.id, deleteToken: reply.delete_token, expires };
}

const opened = new Map<string, Promise<SharedProgram>>();

/** Rejects with `StoreProblem`, or as `readProgramBytes` does. What was read once stays. */
export function openStored(id: string): Promise<SharedProgram> {
  const known = opened.get(id) ?? fetchStored(id);
  opened.set(id, known);
  known.catch(() => opened.delete(id));
  return known;
}

async function fetchStored(id: string): Promise<SharedProgram> {
  if (!ID.test(id)) throw new NoProgram();
  const response = await asked(`/${id}`, {});
  if (!response.ok) throw problemOf(response);
  const content = new Uint8Array(await response.arrayBuffer().catch(offline));
  if (!(await isContentOf(id, content))) throw new NoProgram();
  return readProgramBytes(content.slice(SALT));
}

/** Done also where somebody deleted it before, or its time was over. */
export async function deleteStored(id: string, deleteToken: string): Promise<void> {
  const headers = { Authorization: `Bearer ${deleteToken}` };
  opened.delete(id);
  const response = await asked(`/${id}`, { method: "DELETE", headers });
  if (!response.ok && response.status !== 404) throw problemOf(response);
}

async function asked(path: string, request: RequestInit): Promise<Response> {
  // A server on this very computer answers without any network.
  if (globalThis.navigator?.onLine === false && !isOnlyHere(location.hostname)) offline();
  const address = new URL(`api/shared${path}`, pageAddress(location));
  const signal = AbortSignal.timeout(request.method === "POST" ? SENDING : PATIENCE);
  return fetch(address, { ...request, signal, cache: "no-store" }).catch(offline);
}

function offline(): never {
  throw new StoreProblem("offline");
}

function problemOf(response: Response): StoreProblem {
  const wait = Number(response.headers.get("Retry-After") ?? 0);
  const minutes = Math.max(1, Math.round(wait / 60));
  switch (response.status) {
    case 404:
      return new StoreProblem("gone");
    case 413:
      return new StoreProblem("too_large");
    case 429:
      return new StoreProblem("too_often", minutes);
    case 507:
      return new StoreProblem("full");
    default:
      return new StoreProblem("trouble");
  }
}

/** The id is a hash of the content: a server cannot put something else in its place. */
async function isContentOf(id: string, content: Uint8Array<ArrayBuffer>): Promise<boolean> {
  // Pages that are not served securely cannot look.
  if (!globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return idOf(digest) === id;
}

/** The first bytes of a digest in base 32. */
export function idOf(digest: Uint8Array): string {
  let bits = 0n;
  for (const byte of digest.subarray(0, ID_BYTES)) bits = (bits << 8n) | BigInt(byte);
  let id = "";
  for (let left = ID_BYTES * 8; left > 0; left -= 5) {
    id += DIGITS[Number((bits >> BigInt(left - 5)) & 31n)];
  }
  return id;
}
