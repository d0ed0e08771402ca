/**
 * Stop, seen from the worker. A stop is level, not edge: it stays asked for until Python code or a
 * wait has noticed it once, and it belongs to one run.
 */
import { EngineError } from "../bridge/api";
import type { StopOptions } from "../bridge/stop";
import { CONTROL_ACK, CONTROL_BUSY, CONTROL_BYTES, CONTROL_SIGNAL, SIGINT } from "../protocol";
import { post } from "./post";

type SetBuffer = (buffer: Uint8Array) => void;

export class Stopper implements StopOptions {
  private runId = 0;
  private asked = false;
  private seen = false;
  private masked = true;
  private readonly early = new Set<number>();
  private readonly listeners = new Set<() => void>();
  /** What Python looks at while Stop may interrupt it, and what it looks at otherwise. */
  private readonly signal: Uint8Array;
  private readonly quiet = new Uint8Array(1);
  private readonly ack: Uint8Array;
  private readonly busy: Uint8Array;
  private computing = 0;
  private setBuffer: SetBuffer = () => undefined;

  constructor(control: SharedArrayBuffer | undefined) {
    const bytes = control ? new Uint8Array(control) : new Uint8Array(CONTROL_BYTES);
    this.signal = bytes.subarray(CONTROL_SIGNAL, CONTROL_SIGNAL + 1);
    this.ack = bytes.subarray(CONTROL_ACK, CONTROL_ACK + 1);
    this.busy = bytes.subarray(CONTROL_BUSY, CONTROL_BUSY + 1);
  }

  connect(setBuffer: SetBuffer): void {
    this.setBuffer = setBuffer;
    this.setMasked(true);
  }

  begin(runId: number): void {
    this.runId = runId;
    this.seen = false;
    this.asked = this.early.has(runId);
    this.early.clear();
    this.signal[0] = this.asked ? SIGINT : 0;
  }

  end(): boolean {
    const stopped = this.asked || this.seen;
    this.runId = 0;
    this.asked = false;
    this.setMasked(true);
    this.signal[0] = 0;
    return stopped;
  }

  /** A stop message of the page; it is repeated until an answer comes. */
  ask(runId: number): void {
    if (runId !== this.runId) {
      if (runId > this.runId) this.early.add(runId);
      return;
    }
    if (this.seen) return;
    this.asked = true;
    this.signal[0] = SIGINT;
    if (this.listeners.size > 0) this.notice();
    for (const listener of [...this.listeners]) listener();
  }

  /** Tells the page once that the stop has arrived. */
  notice(): boolean {
    if (this.seen || this.runId === 0) return false;
    this.seen = true;
    this.asked = true;
    this.signal[0] = 0;
    this.ack[0] = 1;
    post({ type: "stop-seen", runId: this.runId });
    return true;
  }

  /** The interrupt was raised where Python drops exceptions: it must come again. */
  lost(): void {
    if (this.runId === 0) return;
    this.seen = false;
    this.asked = true;
    this.signal[0] = SIGINT;
  }

  /** Asked by a wait: a stop that ends it counts as noticed until Python goes on. */
  requested(): boolean {
    if (this.runId === 0) return false;
    if (!this.seen && (this.asked || this.signal[0] === SIGINT)) this.notice();
    return this.asked;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get isMasked(): boolean {
    return this.masked;
  }

  setMasked(on: boolean): void {
    this.masked = on;
    if (!on && this.seen) this.asked = false;
    this.setBuffer(this.masked ? this.quiet : this.signal);
  }

  /** Engine calls may be nested; the page is told whether there is any. */
  setBusy(on: boolean): void {
    this.computing += on ? 1 : -1;
    this.busy[0] = this.computing > 0 ? 1 : 0;
  }

  /** Done when Stop is pressed. */
  stopped(): Promise<void> {
    if (this.requested()) return Promise.resolve();
    return new Promise((resolve) => {
      const leave = this.subscribe(() => {
        leave();
        resolve();
      });
    });
  }

  /** A masked wait that ends early with code "stopped". `start` gives back how to give it up. */
  wait<T>(start: (done: (value: T) => void) => () => void): Promise<T> {
    this.setMasked(true);
    if (this.requested()) return Promise.reject(new EngineError("stopped"));
    return new Promise((resolve, reject) => {
      const leave = this.subscribe(() => {
        leave();
        giveUp();
        reject(new EngineError("stopped"));
      });
      const giveUp = start((value) => {
        leave();
        resolve(value);
      });
    });
  }
}
