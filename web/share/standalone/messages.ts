/** What the page in one file hands to its workers before anything else. */

export interface PartsMessage {
  type: "parts";
  /** Name below the site's folder to its deflated bytes. */
  parts: Record<string, Uint8Array<ArrayBuffer>>;
}

/** The attribute of the elements that hold the parts, in base 64. */
export const PART = "data-part";
export const PROGRAM_PART = "program";
export const WORKER_PART = "worker.js";
