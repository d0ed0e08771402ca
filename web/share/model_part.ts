/**
 * The part of a shared program that is no text: a trained model, as bytes that only their writer
 * understands. Sharing carries it unchanged in the link, on the server and in files.
 */
import type { Words } from "../language/text";

/** A model may have so many bytes; larger ones travel as weight files. */
export const LARGEST_MODEL = 8_000_000;
const LONGEST_TYPE = 100;
const LONGEST_DESCRIPTION = 200;

export interface SharedModel {
  bytes: Uint8Array<ArrayBuffer>;
  /** Tells readers what the bytes are, such as "application/vnd.p-vision.demo". */
  mediaType: string;
  /** For people: what it is and what was left out, such as "weights as 8-bit numbers". */
  description: string;
}

/** A model that could travel with the program; nothing is written before `make` is called. */
export interface ModelOffer {
  /** One line of a list: "digits, weights as 8-bit numbers". */
  description: Words | string;
  /** About how many bytes it will have. */
  size: number;
  make(): Promise<SharedModel>;
}

/** What of the running session can travel, the best choice first; empty where nothing can. */
export type ModelSource = () => Promise<ModelOffer[]>;

/** A model with the words of the sender made harmless; null for what is none. */
export function readModel(
  type: unknown,
  description: unknown,
  bytes: Uint8Array<ArrayBuffer>,
): SharedModel | null {
  if (typeof type !== "string" || !/^[\w.+-]+\/[\w.+-]+$/.test(type)) return null;
  if (type.length > LONGEST_TYPE || bytes.length === 0 || bytes.length > LARGEST_MODEL) return null;
  const words = typeof description === "string" ? description : "";
  const seen = words.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, " ").slice(0, LONGEST_DESCRIPTION);
  return { bytes, mediaType: type, description: seen.trim() };
}
