/** The page's end of one worker: its start, what is sent to it, and the repeated Stop. */
import {
  type BootOptions,
  CONTROL_ACK,
  CONTROL_BUSY,
  CONTROL_BYTES,
  CONTROL_SIGNAL,
  type PageMessage,
  PROTOCOL_VERSION,
  SIGINT,
  type WorkerMessage,
} from "../protocol";
import { openWorker } from "./opening";

const STOP_REPEAT = 25;
const STOP_PATIENCE = 2_000;
/** A step of the engine or its first compilation ends by itself, and the model is worth waiting. */
const ENGINE_PATIENCE = 60_000;
export const NO_ANSWER =
  "Python did not answer Stop, so it was ended and started again. Its names and models are gone; " +
  "your text is as it was.";

function options(): BootOptions {
  const asked = new URLSearchParams(location.search);
  const gpu = asked.get("gpu");
  return {
    baseUrl: new URL(".", document.baseURI).href,
    gpu: gpu === "always" || gpu === "never" ? gpu : "auto",
    snapshot: asked.get("snapshot") !== "never",
  };
}

export class WorkerLink {
  private readonly worker: Worker;
  /** Shared with the worker where the page is cross-origin isolated. */
  private readonly control: Uint8Array | null;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(take: (message: WorkerMessage) => void, broken: (message: string) => void) {
    const worker = openWorker();
    worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => take(data);
    worker.onerror = (event) => broken(event.message || "The worker could not be loaded.");
    worker.onmessageerror = () => broken("A message of the worker could not be read.");
    this.worker = worker;
    const shared = crossOriginIsolated ? new SharedArrayBuffer(CONTROL_BYTES) : undefined;
    this.control = shared ? new Uint8Array(shared) : null;
    const boot = { type: "boot", version: PROTOCOL_VERSION, options: options() } as const;
    this.send(shared ? { ...boot, control: shared } : boot);
  }

  send(message: PageMessage): void {
    this.worker.postMessage(message);
  }

  /** Before a run: a stop that came too late for the last one must not end it. */
  clear(): void {
    this.control?.fill(0, CONTROL_SIGNAL, CONTROL_ACK + 1);
  }

  /** Asks again and again: a single signal can get lost in a tight loop. */
  askToStop(runId: number, unanswered: () => void): void {
    const begun = performance.now();
    /** Since when nothing but Python keeps it from answering. */
    let answering = begun;
    const ask = () => {
      const now = performance.now();
      if (this.control?.[CONTROL_BUSY]) answering = now;
      if (now - answering > STOP_PATIENCE || now - begun > ENGINE_PATIENCE) {
        this.stopAsking();
        unanswered();
        return;
      }
      if (this.control) this.control[CONTROL_SIGNAL] = SIGINT;
      this.send({ type: "stop", runId });
    };
    this.timer = setInterval(ask, STOP_REPEAT);
    ask();
  }

  stopAsking(): void {
    clearInterval(this.timer);
  }

  end(): void {
    this.stopAsking();
    this.worker.terminate();
  }
}
