/** Who listens to the runner's events. */
import type { RunnerEvents } from "../runner";

type Listener<K extends keyof RunnerEvents> = (event: RunnerEvents[K]) => void;

export class Listeners {
  private readonly sets = new Map<string, Set<(event: never) => void>>();

  on<K extends keyof RunnerEvents>(name: K, listener: Listener<K>): () => void {
    const set = this.sets.get(name) ?? new Set();
    set.add(listener);
    this.sets.set(name, set);
    return () => set.delete(listener);
  }

  emit<K extends keyof RunnerEvents>(name: K, event: RunnerEvents[K]): void {
    for (const listener of this.sets.get(name) ?? []) (listener as Listener<K>)(event);
  }

  clear(): void {
    this.sets.clear();
  }
}
