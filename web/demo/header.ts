/** The header of a demo: JSON behind "p_vision", a version and a length. */
import { t } from "../language/later";
import { DemoProblem } from "./problem";

const MARK = "p_vision";
const VERSION = 1;
const START = MARK.length + 8;
const LARGEST_HEADER = 4_000_000;

export type Fields = Record<string, unknown>;

/** Throws `DemoProblem` for bytes that are no demo, or one of a newer page. */
export function demoHeader(bytes: Uint8Array<ArrayBuffer>): {
  header: Fields;
  /** Where the numbers begin. */
  end: number;
} {
  const mark = new TextDecoder().decode(bytes.subarray(0, MARK.length));
  if (mark !== MARK || bytes.length < START) throw new DemoProblem(t("demo.none"));
  const sizes = new DataView(bytes.buffer, bytes.byteOffset);
  if (sizes.getUint32(MARK.length, true) > VERSION) throw new DemoProblem(t("demo.newer"));
  const length = sizes.getUint32(MARK.length + 4, true);
  const end = START + length;
  if (length > LARGEST_HEADER || end > bytes.length) throw damaged();
  return { header: jsonObject(bytes.subarray(START, end)), end };
}

export function damaged(): DemoProblem {
  return new DemoProblem(t("demo.damaged"));
}

export function jsonObject(bytes: Uint8Array<ArrayBuffer> | string): Fields {
  let value: unknown;
  try {
    const json =
      typeof bytes === "string" ? bytes : new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    value = JSON.parse(json);
  } catch {
    throw damaged();
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw damaged();
  return value as Fields;
}
