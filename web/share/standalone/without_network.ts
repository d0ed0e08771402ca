/**
 * In a worker of a page in one file: what a site would send comes out of the file. Until the parts
 * are there nothing else is heard; what was said meanwhile is said again.
 */
import { findScriptsBy } from "../../bridge/scripts";
import { inflate } from "../packed";
import { SCRIPTS } from "./contents";
import type { PartsMessage } from "./messages";

const LARGEST = 200_000_000;
const TYPES: Record<string, string> = {
  wasm: "application/wasm",
  json: "application/json",
  mjs: "text/javascript",
};

const parts = new Map<string, Uint8Array<ArrayBuffer>>();
/** Scripts and data sets, which are asked for without waiting. */
const ready = new Map<string, Blob>();
const heard: unknown[] = [];
let open = false;

// Pyodide takes a worker with this function for one that cannot import modules; this one can.
(globalThis as { importScripts?: unknown }).importScripts = () => {
  throw new TypeError("This worker imports modules.");
};

function nameOf(address: string): string | undefined {
  const path = address.split(/[?#]/)[0] ?? "";
  return [...parts.keys()].find((name) => path.endsWith(`/${name}`));
}

function missing(address: string): Error {
  const name = address.slice(address.lastIndexOf("/") + 1);
  return new Error(`this page was saved without ${name}; open it in the playground`);
}

globalThis.fetch = async (request) => {
  const address = request instanceof Request ? request.url : String(request);
  const name = nameOf(address);
  if (name === undefined) throw missing(address);
  const bytes = await inflate(parts.get(name) ?? new Uint8Array(), LARGEST);
  const type = TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
  return new Response(bytes, { headers: { "Content-Type": type } });
};

findScriptsBy((address) => {
  const script = ready.get(nameOf(address) ?? "");
  // Each address is a module of its own, as the engine wants it.
  return script ? URL.createObjectURL(script) : address;
});

const { open: openRequest } = XMLHttpRequest.prototype;
XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, method: string, url: string | URL) {
  const data = ready.get(nameOf(String(url)) ?? "");
  if (!data) throw missing(String(url));
  // Only ever asked for in a worker, by code that waits for the answer.
  openRequest.call(this, method, URL.createObjectURL(data), false);
};

async function take(given: PartsMessage["parts"]): Promise<void> {
  for (const [name, bytes] of Object.entries(given)) parts.set(name, bytes);
  const soon = [...parts].filter(([name]) => SCRIPTS.includes(name) || name.startsWith("data/"));
  await Promise.all(
    soon.map(async ([name, bytes]) => {
      const type = name.endsWith("js") ? "text/javascript" : "application/octet-stream";
      ready.set(name, new Blob([await inflate(bytes, LARGEST)], { type }));
    }),
  );
  open = true;
  for (const data of heard.splice(0)) dispatchEvent(new MessageEvent("message", { data }));
}

addEventListener("message", (event: MessageEvent) => {
  if (open) return;
  event.stopImmediatePropagation();
  if (event.data?.type === "parts") void take((event.data as PartsMessage).parts);
  else heard.push(event.data);
});
