/**
 * Files from a server that sends no isolation headers: the service worker adds them, and the page
 * must be loaded once more to have them. Shared memory is then there, and with it a Stop that
 * reaches a program that never waits.
 */

const TRIED = "p_vision.isolation";

/** False where it would not help: in frames it is the page around that decides. */
export function couldBeIsolated(): boolean {
  return !crossOriginIsolated && isSecureContext && self === top && "serviceWorker" in navigator;
}

/** From now on: tells whether a person has begun to use the page. */
export function watchTouches(): () => boolean {
  let touched = false;
  const touch = (): void => {
    touched = true;
  };
  for (const kind of ["keydown", "pointerdown", "paste", "drop"]) {
    addEventListener(kind, touch, { capture: true, once: true, passive: true });
  }
  return () => touched;
}

/** Loads the page again, once, when the service worker is in force and nothing was touched yet. */
export async function isolate(touched: () => boolean): Promise<void> {
  const { serviceWorker } = navigator;
  await serviceWorker.ready;
  if (!serviceWorker.controller) {
    await new Promise((resolve) => {
      serviceWorker.addEventListener("controllerchange", resolve, { once: true });
    });
  }
  if (!touched() && !wasTried()) location.reload();
}

/** Remembers the attempt; where that is impossible it counts as made. */
function wasTried(): boolean {
  try {
    if (sessionStorage.getItem(TRIED) !== null) return true;
    sessionStorage.setItem(TRIED, "1");
    return sessionStorage.getItem(TRIED) === null;
  } catch {
    return true;
  }
}
