/** How Python's worker is opened. A page in one file has no address to open it from. */

type Open = () => Worker;

let open: Open = () => new Worker(new URL("./main.ts", import.meta.url), { type: "module" });

export function openWorker(): Worker {
  return open();
}

export function openWorkersBy(other: Open): void {
  open = other;
}
