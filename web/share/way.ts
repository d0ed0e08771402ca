/** How a program is to travel: in the link itself, through the server, or as a file. */
import { pageAddress } from "./address";
import { digestOf, type KeptHere, type KeptList } from "./kept_here";
import { LONGEST_FRAGMENT, linkFragment } from "./link_reading";
import {
  keepProgram,
  StoreProblem,
  type StoreTrouble,
  storedLink,
  type Terms,
} from "./server_store";
import { programBytes, type SharedProgram } from "./shared_program";

/** Links up to here go through every messenger and mail program we know of. */
export const SAFE_LENGTH = 4_000;

export interface Prepared {
  program: SharedProgram;
  /** The link that holds everything, however long it is. */
  fragment: string;
  bytes: Uint8Array<ArrayBuffer>;
  digest: string;
}

export type Way =
  /** Everything is in the link. */
  | { kind: "link" }
  /** The server could keep it, if the person wants that. */
  | { kind: "offer"; terms: Terms }
  | { kind: "kept"; entry: KeptHere }
  /** The page has no server for it, or the server did not take it. */
  | { kind: "file"; why: "no_store" | StoreTrouble; minutes: number; terms: Terms | null };

export async function prepare(program: SharedProgram): Promise<Prepared> {
  const [fragment, bytes] = await Promise.all([linkFragment(program), programBytes(program)]);
  return { program, fragment, bytes, digest: await digestOf(bytes) };
}

export function longLink({ fragment }: Prepared): string {
  return pageAddress(location) + fragment;
}

/** Longer links are refused where they are opened. */
export function canBeLink({ fragment }: Prepared): boolean {
  return fragment.length <= LONGEST_FRAGMENT;
}

/** The best way, without sending anything: the server is only asked for its terms. */
export async function chooseWay(
  prepared: Prepared,
  kept: KeptList,
  storeTerms: () => Promise<Terms | null>,
): Promise<Way> {
  if (longLink(prepared).length <= SAFE_LENGTH) return { kind: "link" };
  const entry = kept.find(prepared.digest);
  if (entry) return { kind: "kept", entry };
  try {
    const terms = await storeTerms();
    if (!terms) return { kind: "file", why: "no_store", minutes: 0, terms };
    if (prepared.bytes.length > terms.largest) {
      return { kind: "file", why: "too_large", minutes: 0, terms };
    }
    return { kind: "offer", terms };
  } catch (error) {
    return refused(error, null);
  }
}

/** Sends it to the server: only ever because the person pressed the button that says so. */
export async function keepOnServer(
  prepared: Prepared,
  kept: KeptList,
  terms: Terms | null,
): Promise<Way> {
  try {
    const { title } = prepared.program;
    const answer = await keepProgram(prepared.bytes);
    const entry = { ...answer, title, digest: prepared.digest };
    kept.add(entry);
    return { kind: "kept", entry };
  } catch (error) {
    return refused(error, terms);
  }
}

/** The address that people open; the long link where there is no shorter one. */
export function addressOf(way: Way, prepared: Prepared): string {
  return way.kind === "kept" ? storedLink(way.entry.id) : longLink(prepared);
}

function refused(error: unknown, terms: Terms | null): Way {
  if (!(error instanceof StoreProblem)) throw error;
  return { kind: "file", why: error.kind, minutes: error.minutes, terms };
}
