/** What was pressed while the page was still being put together. */

/** Presses it now, and lets every later press through; `first-paint.js` has held them. */
export function pressEarly(): void {
  (globalThis as { pressEarly?: () => void }).pressEarly?.();
}
