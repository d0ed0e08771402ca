/** Key-value storage of the browser; falls back to memory where it is forbidden or full. */

export interface KeyValue {
  read(key: string): string | null;
  /** False: the value lives only until the page is closed. */
  write(key: string, text: string): boolean;
  remove(key: string): void;
  /** True while values survive a reload. */
  readonly lasting: boolean;
}

export function browserStorage(
  area: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null,
): KeyValue {
  const memory = new Map<string, string>();
  let lasting = area !== null;
  const attempt = <R>(action: () => R, otherwise: R): R => {
    try {
      return action();
    } catch {
      lasting = false;
      return otherwise;
    }
  };
  return {
    get lasting() {
      return lasting;
    },
    read(key) {
      return memory.get(key) ?? attempt(() => area?.getItem(key) ?? null, null);
    },
    write(key, text) {
      const kept = attempt(() => {
        area?.setItem(key, text);
        return area !== null;
      }, false);
      if (kept) memory.delete(key);
      else memory.set(key, text);
      lasting = kept;
      return kept;
    },
    remove(key) {
      memory.delete(key);
      attempt(() => area?.removeItem(key), undefined);
    },
  };
}

/** `localStorage`, or memory where even asking for it throws. */
export function openStorage(): KeyValue {
  try {
    return browserStorage(globalThis.localStorage);
  } catch {
    return browserStorage(null);
  }
}
