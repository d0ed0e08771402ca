/** The service worker seen from the page: its registration, and word of a newer version. */
import { CACHE } from "./keeper";
import type { KeepReply, ToServiceWorker } from "./messages";

/** A page that stays open for days asks once in a while whether there is a newer version. */
const ASK_AGAIN = 60 * 60 * 1_000;

/**
 * Null where the browser has no service workers, or refuses: private windows, blocked storage, a
 * page that is not served securely. Everything else works the same without one.
 */
export async function register(): Promise<ServiceWorkerRegistration | null> {
  if (!("serviceWorker" in navigator)) return null;
  try {
    const script = new URL("service_worker.js", document.baseURI);
    const scope = new URL("./", document.baseURI).href;
    const found = await fetch(script, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (found?.status === 404) {
      await forget(scope);
      return null;
    }
    const options = { scope, updateViaCache: "none" } as const;
    return (await navigator.serviceWorker.register(script, options)) ?? null;
  } catch {
    return null;
  }
}

/** The site has no service worker any more, as in development: what an earlier one kept goes. */
async function forget(scope: string): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration(scope);
  if (!registration) return;
  await registration.unregister();
  await caches.delete(CACHE);
}

export function tell(worker: ServiceWorker | null, message: ToServiceWorker): void {
  worker?.postMessage(message);
}

/** Has everything kept that works without network; null where nobody answers. */
export async function keepFiles(
  registration: ServiceWorkerRegistration,
  used: string[],
): Promise<KeepReply | null> {
  const { active } = registration;
  if (!active) return null;
  const { port1, port2 } = new MessageChannel();
  const reply = new Promise<KeepReply>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<KeepReply>) => resolve(data);
  });
  const message: ToServiceWorker = { type: "keep", used };
  active.postMessage(message, [port2]);
  return reply;
}

/**
 * Calls `onWaiting` when a newer version is here, whole. Calls `onTaken` when another version than
 * the one this page began with is in force.
 */
export function followUpdates(
  registration: ServiceWorkerRegistration,
  onWaiting: (worker: ServiceWorker) => void,
  onTaken: () => void,
): void {
  const { serviceWorker } = navigator;
  // A page that was loaded past the service worker has none in force, but knows one.
  let known = serviceWorker.controller !== null || registration.active !== null;
  const look = (): void => {
    const { waiting, active, installing } = registration;
    if (waiting && active) onWaiting(waiting);
    installing?.addEventListener("statechange", look);
  };
  registration.addEventListener("updatefound", look);
  look();
  serviceWorker.addEventListener("controllerchange", () => {
    if (known) onTaken();
    known = true;
  });
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - asked < ASK_AGAIN) return;
    asked = Date.now();
    registration.update().catch(() => undefined);
  });
}
