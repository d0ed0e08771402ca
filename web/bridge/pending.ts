/**
 * Promises an instance owes. A panic inside a waiting future never settles its promise: it shows
 * only as an uncaught error of the thread, which is watched for here.
 */

export class Pending {
  private readonly rejects = new Set<(error: Error) => void>();

  /** `onTrap` is called when the thread saw a trap of some wasm while a promise is owed. */
  constructor(private readonly onTrap: () => void) {
    globalThis.addEventListener?.("error", this.trapped);
    globalThis.addEventListener?.("unhandledrejection", this.trapped);
  }

  /** The same promise, rejected too when the instance dies. */
  track<T>(promise: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.rejects.add(reject);
      const leave = () => this.rejects.delete(reject);
      promise.then(
        (value) => {
          leave();
          resolve(value);
        },
        (error) => {
          leave();
          reject(error);
        },
      );
    });
  }

  rejectAll(error: Error): void {
    const rejects = [...this.rejects];
    this.rejects.clear();
    for (const reject of rejects) reject(error);
  }

  private readonly trapped = (event: Event): void => {
    const { error, reason } = event as ErrorEvent & PromiseRejectionEvent;
    const trap = (error ?? reason) instanceof WebAssembly.RuntimeError;
    if (!trap || this.rejects.size === 0) return;
    event.preventDefault();
    this.onTrap();
  };
}
