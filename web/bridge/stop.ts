/** Stop, as the bridge sees it: a level that is consumed once, and interrupts that can be held back. */
import type { PyodideHeap } from "./heap";

export interface StopOptions {
  /** Stop was pressed for the present run: true until `setMasked(false)`. Who asks has noticed it. */
  requested(): boolean;
  /** Calls back when Stop is pressed; returns how to leave. */
  subscribe(onStop: () => void): () => void;
  /** Holds interrupts of Python code back, or lets them through again. */
  setMasked(on: boolean): void;
  /** The engine computes and cannot answer for a moment. */
  setBusy?(on: boolean): void;
}

const SIGINT = 2;
const POLL_MILLISECONDS = 25;

/** Stop in a page that is not ours: whatever interrupt buffer it has given to Pyodide. */
export class ForeignStop implements StopOptions {
  private held: Uint8Array | undefined;
  private noticed = false;
  private readonly nothing = new Uint8Array(1);

  constructor(private readonly pyodide: PyodideHeap) {}

  private buffer(): Uint8Array | undefined {
    const present = this.pyodide._module.Py_EmscriptenSignalBuffer;
    return present === this.nothing ? this.held : present;
  }

  requested(): boolean {
    const buffer = this.buffer();
    if (buffer?.[0] === SIGINT) {
      buffer[0] = 0;
      this.noticed = true;
    }
    return this.noticed;
  }

  subscribe(onStop: () => void): () => void {
    if (!this.buffer()) return () => {};
    const timer = setInterval(() => {
      if (this.requested()) onStop();
    }, POLL_MILLISECONDS);
    return () => clearInterval(timer);
  }

  setMasked(on: boolean): void {
    const buffer = this.buffer();
    if (on && buffer) {
      this.held = buffer;
      this.pyodide.setInterruptBuffer(this.nothing);
    } else if (!on && this.held) {
      this.pyodide.setInterruptBuffer(this.held);
      this.held = undefined;
      this.noticed = false;
    }
  }
}
