/**
 * Makes a page in one file: code and results as they are, and with Python in it a program that runs
 * from a disk without network. Its policy lets nothing in and nothing out.
 */
import { deflate } from "../packed";
import { programBytes } from "../shared_program";
import { contentsFor, plottingFiles } from "./contents";
import { type StandalonePage, standaloneDocument } from "./document";
import { PART, PROGRAM_PART, WORKER_PART } from "./messages";

/** A part that is fetched could not be. */
export class PartMissing extends Error {}

export interface Progress {
  done: number;
  all: number;
}

const STILL =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'";

/** Only the script with this hash runs, and what the file itself holds as blobs. */
function runningPolicy(script: string): string {
  return [
    "default-src 'none'",
    `script-src ${script} blob: 'wasm-unsafe-eval'`,
    "worker-src blob:",
    "connect-src blob: data:",
    "img-src data: blob:",
    "media-src data: blob:",
    "font-src data:",
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

export async function makePage(
  page: StandalonePage,
  onProgress: (progress: Progress) => void,
): Promise<Blob> {
  const look = await text(`${page.site}standalone/page.css`);
  return page.runs ? running(page, look, onProgress) : still(page, look);
}

async function still(page: StandalonePage, look: string): Promise<Blob> {
  // A hundred kilobytes of letters would be more than the rest of the page.
  const small = look.replace(/@font-face\s*\{[^}]*\}/g, "");
  const program = await programBytes(page.program);
  const parts = [element(PROGRAM_PART, await inLetters(program))];
  return assembled(page, STILL, small, parts);
}

async function running(
  page: StandalonePage,
  look: string,
  onProgress: (progress: Progress) => void,
): Promise<Blob> {
  const code = page.program.files.map((file) => file.text).join("\n");
  const { needed, named, plotting } = contentsFor(code);
  const more = plotting ? await plottingFiles(page.site).catch(() => []) : [];
  const names = [...needed, ...more, ...named];
  let done = 0;
  const step = (): void => onProgress({ done: done++, all: names.length + 1 });
  step();
  const script = await text(`${page.site}standalone/page.js`);
  const worker = await text(`${page.site}standalone/worker.js`);
  const parts = [
    element(PROGRAM_PART, await inLetters(await programBytes(page.program))),
    element(WORKER_PART, await inLetters(await deflate(worker))),
  ];
  // One after the other: together they would need hundreds of megabytes.
  for (const name of names) {
    const bytes = await fetched(page.site + name).catch((error: unknown) => {
      if (named.includes(name)) return null;
      throw error;
    });
    if (bytes) parts.push(element(name, await inLetters(await deflate(bytes))));
    step();
  }
  const safe = script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
  parts.push('<script type="module">', safe, "</script>\n");
  return assembled(page, runningPolicy(await hashOf(safe)), look, parts);
}

function assembled(page: StandalonePage, policy: string, look: string, parts: string[]): Blob {
  const whole = standaloneDocument(page).outerHTML;
  const style = `<style>${look.replaceAll("</style", "<\\/style")}</style>`;
  const start = whole
    .replace(
      "<head>",
      `<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">`,
    )
    .replace("</head>", () => `${style}</head>`);
  const end = start.lastIndexOf("</body>");
  const pieces = ["<!doctype html>\n", start.slice(0, end), "\n", ...parts, start.slice(end)];
  return new Blob(pieces, { type: "text/html" });
}

/** Letters of base 64 close no element. */
function element(name: string, letters: string): string {
  return `<script type="text/plain" ${PART}="${name}">${letters}</script>\n`;
}

async function text(address: string): Promise<string> {
  return new TextDecoder().decode(await fetched(address));
}

async function fetched(address: string): Promise<Uint8Array<ArrayBuffer>> {
  const missing = (): never => {
    throw new PartMissing(address);
  };
  const response = await fetch(address).catch(missing);
  if (!response.ok) return missing();
  return new Uint8Array(await response.arrayBuffer().catch(missing));
}

/** Base 64; the browser's own reader does it in its own time. */
function inLetters(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(new Blob([bytes]));
  });
}

/** Pages that are not served securely cannot make one: any script of the file may then run. */
async function hashOf(script: string): Promise<string> {
  if (!globalThis.crypto?.subtle) return "'unsafe-inline'";
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
}
