/** Runs one after the other: what waits can be seen, and taken back before it has begun. */

export interface WaitingRun {
  readonly id: number;
  /** A file's name, or the first line of an entry. */
  readonly title: string;
}

interface Entry extends WaitingRun {
  readonly content: string | null;
  start(): void;
  drop(): void;
}

export class RunQueue {
  private readonly entries: Entry[] = [];
  private running = false;
  private last = 0;

  /** `onChange`: something else waits, runs or has ended. */
  constructor(private readonly onChange: () => void) {}

  /** Something runs, or waits for Python to start. */
  get isBusy(): boolean {
    return this.running;
  }

  /** What waits, next first. */
  get waiting(): readonly WaitingRun[] {
    return this.entries;
  }

  /**
   * Begins `work` at once, or when all that came before has ended; null where it was taken back.
   * A `content` that waits already does not wait twice; null is never the same.
   */
  run<T>(title: string, content: string | null, work: () => Promise<T>): Promise<T | null> {
    if (!this.running) return this.begin(work);
    if (content !== null && this.entries.some((entry) => entry.content === content))
      return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      this.entries.push({
        id: ++this.last,
        title,
        content,
        start: () => void this.begin(work).then(resolve, reject),
        drop: () => resolve(null),
      });
      this.onChange();
    });
  }

  /** Takes back what waits under this number. */
  remove(id: number): void {
    const at = this.entries.findIndex((entry) => entry.id === id);
    if (at < 0) return;
    this.entries.splice(at, 1)[0]?.drop();
    this.onChange();
  }

  /** Takes back everything that waits; says how much that was. */
  clear(): number {
    const dropped = this.entries.splice(0);
    for (const entry of dropped) entry.drop();
    if (dropped.length > 0) this.onChange();
    return dropped.length;
  }

  private async begin<T>(work: () => Promise<T>): Promise<T> {
    this.running = true;
    const done = work();
    this.onChange();
    try {
      return await done;
    } finally {
      this.running = false;
      this.entries.shift()?.start();
      this.onChange();
    }
  }
}
