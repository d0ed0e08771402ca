/** Saves something the page made as a file of the visitor. */
import { el } from "./dom";

export function download(content: Blob | string, filename: string): void {
  const blob = typeof content === "string" ? new Blob([content], { type: "text/plain" }) : content;
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: filename }).click();
  // The browser reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
