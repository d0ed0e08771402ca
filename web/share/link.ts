/** Links to programs: what is known of them before one is read or made, which is loaded when needed. */
import type { LinkedProgram } from "../documents/documents";
import type { Words } from "../language/text";
import type { SharedModel } from "./model_part";
import type { SharedSettings } from "./shared_program";

export type { SharedProgram, SharedSettings } from "./shared_program";

const ANY_MARK = /^#[ps]\d+=/;

export type LinkReading =
  | { kind: "none" }
  /** `again`: the same link may open later. */
  | { kind: "bad"; message: Words; again: boolean }
  | { kind: "program"; program: LinkedProgram; settings: SharedSettings; model?: SharedModel };

/** True for fragments that say they hold a program, of whatever version. */
export function isLink(fragment: string): boolean {
  return ANY_MARK.test(fragment.slice(0, 8));
}

export async function readFragment(fragment: string): Promise<LinkReading> {
  if (!isLink(fragment)) return { kind: "none" };
  const { readLink } = await import("./link_reading");
  return readLink(fragment);
}
