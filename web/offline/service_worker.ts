/**
 * After one visit the page works without a network. The build writes in front of this script which
 * files the site has; a new list is a new version, which is fetched whole, waits, and takes over
 * when a person says so.
 */
import { Site, type SiteFiles } from "./files";
import { addPolicy, isolated } from "./headers";
import { Keeper } from "./keeper";
import type { KeepReply, ToServiceWorker } from "./messages";

declare const self: ServiceWorkerGlobalScope & {
  P_VISION_FILES: SiteFiles;
  /** Empty where the server says it. */
  P_VISION_POLICY: string;
};

const site = new Site(self.registration.scope, self.P_VISION_FILES);
const keeper = new Keeper(site);
addPolicy(self.P_VISION_POLICY);

async function install(): Promise<void> {
  // What the version before has kept is wanted of this one too.
  const wanted = new Set([...site.page, ...(await keeper.keptNames())]);
  const missing = new Set(await keeper.keep(wanted));
  const lacking = site.essential.find((name) => missing.has(name));
  if (lacking) throw new Error(`${lacking} could not be kept.`);
}

/** A newer version must be whole; the first one is worth having for the headers alone. */
async function installAtAll(): Promise<void> {
  try {
    await install();
  } catch (error) {
    if (self.registration.active) throw error;
  }
}

/** `used`: addresses that the page or its workers have loaded. */
async function keep(used: readonly string[]): Promise<KeepReply> {
  const names = used.flatMap((address) => site.known(address) ?? []);
  const missing = await keeper.keep([...site.essential, ...names]);
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const { installing, waiting } = self.registration;
  // Another window may show the version before, and a version that is coming needs its own files.
  if (windows.length <= 1 && !installing && !waiting) await keeper.tidy();
  return { missing };
}

/**
 * Python itself, as the browser's own cache has it: there it lies beside what was compiled of it,
 * without which each start compiles it again. Its address changes with its content.
 */
const COMPILED = /^pyodide\/.*\.wasm$/;

async function withCode({ url }: Request): Promise<Response | null> {
  try {
    const found = await fetch(url, { cache: "only-if-cached", mode: "same-origin" });
    return found.ok ? found : null;
  } catch {
    return null;
  }
}

async function answer(request: Request, name: string): Promise<Response> {
  const compiled = COMPILED.test(name) ? await withCode(request) : null;
  if (compiled) return compiled;
  const kept = await keeper.find(name);
  if (kept) return kept;
  if (site.digest(name) === undefined) {
    const other = await keeper.findOther(name);
    if (other) return other;
  }
  return isolated(await fetch(request), name);
}

self.addEventListener("install", (event) => event.waitUntil(installAtAll()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const message = event.data as ToServiceWorker;
  if (message.type === "take-over") event.waitUntil(self.skipWaiting());
  if (message.type === "keep") {
    const done = keep(message.used)
      .catch((): KeepReply => ({ missing: null }))
      .then((reply) => event.ports[0]?.postMessage(reply));
    event.waitUntil(done);
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("Range")) return;
  const name = site.nameOf(request.url);
  // What the build does not know is the server's: its own answers, links to kept programs.
  if (name === null || (site.digest(name) === undefined && !name.startsWith("assets/"))) return;
  event.respondWith(answer(request, name));
});
