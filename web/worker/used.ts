/** What this worker has loaded, as the browser itself records it: also what Python asked for. */
import { post } from "./post";

const PAUSE = 3_000;

let told = 0;

/** From now on; a training that takes an hour has loaded its data at the start. */
export function followUsed(): void {
  tellUsed();
  setInterval(tellUsed, PAUSE);
}

/** Tells the page of what came since the last time. */
export function tellUsed(): void {
  const entries = performance.getEntriesByType("resource");
  if (entries.length === told) return;
  const addresses = entries.slice(told).map(({ name }) => name);
  told = entries.length;
  post({ type: "used", addresses });
}
