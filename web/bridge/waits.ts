/** Promises that Python may wait for: interrupts are held back, and Stop ends the wait. */
import { EngineError } from "./api";
import type { StopOptions } from "./stop";

/**
 * Starts masked work. The promise rejects with code "stopped" when Stop is pressed, at once when it
 * was pressed before, and always with an `Error`: anything else would hang the waiting Python.
 */
export function stoppable<T>(stop: StopOptions, start: () => T | PromiseLike<T>): Promise<T> {
  stop.setMasked(true);
  return new Promise<T>((resolve, reject) => {
    const stopped = () => reject(new EngineError("stopped"));
    if (stop.requested()) return stopped();
    const leave = stop.subscribe(stopped);
    const fail = (error: unknown) => {
      leave();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    try {
      Promise.resolve(start()).then((value) => {
        leave();
        resolve(value);
      }, fail);
    } catch (error) {
      fail(error);
    }
  });
}

/** Lets waiting messages in, Stop among them: a promise alone would not, and a timer waits 4 ms. */
export function nextMessage(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** A pause that Stop ends; even 0 lets waiting messages in. */
export function sleep(stop: StopOptions, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pause = () =>
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
  return stoppable(stop, pause).finally(() => clearTimeout(timer));
}
