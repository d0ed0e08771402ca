/**
 * What is shared, and its form: JSON with the texts, and behind it the bytes of the model if there
 * is one. `{ t: title, f: [[name, text], ...], s: settings, m: [media type, description] }`.
 */
import { cleanTitle, type ProgramFile, readFiles } from "../documents/program";
import { t as text } from "../language/text";
import { LARGEST_MODEL, readModel, type SharedModel } from "./model_part";
import { deflate, inflate, LARGEST_TEXT, TooLarge, toText } from "./packed";

export interface SharedSettings {
  /** The backend the sender had chosen by name; absent: as the computer has it. */
  backend?: "Cpu" | "Wgpu";
}

export interface SharedProgram {
  title: string;
  files: ProgramFile[];
  settings: SharedSettings;
  model?: SharedModel;
}

/** The first byte of `programBytes`: the version of this form. */
export const FORM = 2;

/** The bytes hold no program of ours. */
export class NoProgram extends Error {}

/** The bytes were made by a newer version of this page. */
export class NewerForm extends Error {}

export function programJson({ title, files, settings, model }: SharedProgram): string {
  const plain = files.map(({ name, text }) => [name, text]);
  const about = model && { m: [model.mediaType, model.description] };
  return JSON.stringify({ t: title, f: plain, s: settings, ...about });
}

/** The length of the JSON in four bytes, the JSON and the model, deflated as one. */
export async function deflatedProgram(program: SharedProgram): Promise<Uint8Array<ArrayBuffer>> {
  const json = new TextEncoder().encode(programJson(program));
  const model = program.model?.bytes ?? new Uint8Array();
  const all = new Uint8Array(4 + json.length + model.length);
  new DataView(all.buffer).setUint32(0, json.length, true);
  all.set(json, 4);
  all.set(model, 4 + json.length);
  return deflate(all);
}

/** Rejects with `TooLarge`, with `NoProgram`, or for what is not deflated. */
export async function inflatedProgram(bytes: Uint8Array<ArrayBuffer>): Promise<SharedProgram> {
  const all = await inflate(bytes, 4 + LARGEST_TEXT + LARGEST_MODEL);
  if (all.length < 4) throw new NoProgram();
  const length = new DataView(all.buffer).getUint32(0, true);
  if (length > LARGEST_TEXT) throw new TooLarge();
  if (4 + length > all.length) throw new NoProgram();
  return readProgram(JSON.parse(toText(all.slice(4, 4 + length))), all.slice(4 + length));
}

/** The whole as it lies on the server and in files. */
export async function programBytes(program: SharedProgram): Promise<Uint8Array<ArrayBuffer>> {
  const packed = await deflatedProgram(program);
  const bytes = new Uint8Array(1 + packed.length);
  bytes[0] = FORM;
  bytes.set(packed, 1);
  return bytes;
}

/** Rejects as `inflatedProgram` does, and with `NewerForm`. */
export async function readProgramBytes(bytes: Uint8Array<ArrayBuffer>): Promise<SharedProgram> {
  if ((bytes[0] ?? 0) > FORM) throw new NewerForm();
  if (bytes[0] !== FORM) throw new NoProgram();
  return inflatedProgram(bytes.slice(1));
}

/** Takes only what has the form above; throws `NoProgram` for anything else. */
export function readProgram(value: unknown, bytes?: Uint8Array<ArrayBuffer>): SharedProgram {
  if (typeof value !== "object" || value === null) throw new NoProgram();
  const { t, f, s, m } = value as Record<string, unknown>;
  if (!Array.isArray(f)) throw new NoProgram();
  const files = readFiles(
    f.map((pair: unknown) => (Array.isArray(pair) ? { name: pair[0], text: pair[1] } : null)),
  );
  if (!files) throw new NoProgram();
  const title = (typeof t === "string" && cleanTitle(t)) || text("link.untitled");
  const backend = (s as SharedSettings | null)?.backend;
  const settings = backend === "Cpu" || backend === "Wgpu" ? { backend } : {};
  const model = bytes && Array.isArray(m) ? readModel(m[0], m[1], bytes) : null;
  return { title, files, settings, ...(model && { model }) };
}
