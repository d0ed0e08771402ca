/** Threads for the engine: workers that compute parts of its jobs in the memory that all of them share. */

/** What a thread is told. */
export interface ThreadStart {
  /** The engine's script, its code and its memory. */
  script: string;
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
}

/** More of them do not help: they wait for memory. */
const MOST = 8;

/** How many threads the engine may have here: one where memory cannot be shared. */
export function threadCount(): number {
  // Without isolation of its origin a page has no shared memory; outside of a worker nobody may wait.
  const shares = globalThis.crossOriginIsolated && "WorkerGlobalScope" in globalThis;
  return shares ? Math.min(MOST, navigator.hardwareConcurrency || 1) : 1;
}

/** The threads beside the one that asks. */
export class Threads {
  private readonly workers: Worker[] = [];

  /** They join one by one as they come; until then the others compute without them. */
  constructor(count: number, start: ThreadStart) {
    for (let number = 0; number < count; number++) {
      const worker = new Worker(new URL("./thread.ts", import.meta.url), { type: "module" });
      // One that cannot start is missed by nobody.
      worker.onerror = (event) => event.preventDefault();
      worker.postMessage(start);
      this.workers.push(worker);
    }
  }

  end(): void {
    for (const worker of this.workers) worker.terminate();
  }
}
