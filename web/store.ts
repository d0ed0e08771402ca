/** One value that many parts of the page look at. */

export interface Store<T extends object> {
  get(): Readonly<T>;
  /** Merges the change and tells everybody whose keys really changed. */
  set(change: Partial<T>): void;
  /** Calls `listener` now and after each change of one of `keys`. */
  watch(keys: readonly (keyof T)[], listener: (value: Readonly<T>) => void): () => void;
}

export function createStore<T extends object>(initial: T): Store<T> {
  let value = { ...initial };
  const watchers = new Set<{ keys: readonly (keyof T)[]; listener: (value: T) => void }>();
  return {
    get: () => value,
    set(change) {
      const names = Object.keys(change) as (keyof T)[];
      const changed = names.filter((name) => !Object.is(change[name], value[name]));
      if (changed.length === 0) return;
      value = { ...value, ...change };
      for (const { keys, listener } of [...watchers]) {
        if (keys.some((key) => changed.includes(key))) listener(value);
      }
    },
    watch(keys, listener) {
      const watcher = { keys, listener };
      watchers.add(watcher);
      listener(value);
      return () => watchers.delete(watcher);
    },
  };
}
