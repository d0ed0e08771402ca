/** Whether the page was ended by the browser last time: out of memory, or a crash of its tab. */

const KEY = "p_vision.open";

/** True after an end that the page did not hear of. From now on this page counts as open. */
export function wasEnded(storage: Storage | null = tabStorage()): boolean {
  if (!storage) return false;
  const ended = storage.getItem(KEY) !== null;
  const open = (): void => storage.setItem(KEY, "1");
  const closed = (): void => storage.removeItem(KEY);
  try {
    open();
  } catch {
    return false;
  }
  addEventListener("pagehide", closed);
  addEventListener("pageshow", open);
  return ended;
}

/** It outlives a crash of the tab, and no other tab sees it. */
function tabStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
