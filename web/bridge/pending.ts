/**
 * Promises an instance owes. A panic inside a waiting future never settles its promise: it shows
 * only as an uncaught error of the thread, which is watched for here.
 */

/** Those that owe something now. */
const owing = new Set<Pending>();
let watching = false;

/** Ends who panicked. A trap without a word, such as no memory, may have been any of them. */
function trapped(event: Event): void {
  const { error, reason } = event as ErrorEvent & PromiseRejectionEvent;
  if (!((error ?? reason) instanceof WebAssembly.RuntimeError) || owing.size === 0) return;
  event.preventDefault();
  const all = [...owing];
  const panicked = all.filter((pending) => pending.panicked());
  for (const pending of panicked.length > 0 ? panicked : all) pending.onTrap();
}

function watch(): void {
  if (watching) return;
  watching = true;
  globalThis.addEventListener?.("error", trapped);
  globalThis.addEventListener?.("unhandledrejection", trapped);
}

export class Pending {
  private readonly rejects = new Set<(error: Error) => void>();

  /** `onTrap` is called when this instance has trapped while it owes a promise. */
  constructor(
    readonly panicked: () => boolean,
    readonly onTrap: () => void,
  ) {
    watch();
  }

  /** The same promise, rejected too when the instance dies. */
  track<T>(promise: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.rejects.add(reject);
      owing.add(this);
      const leave = () => {
        this.rejects.delete(reject);
        if (this.rejects.size === 0) owing.delete(this);
      };
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
    owing.delete(this);
    for (const reject of rejects) reject(error);
  }
}
