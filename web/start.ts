/** The page's first script: Python's worker has most to do, and begins before the rest is read. */
import { beginEarly } from "./start_runner";

// A demo in the address needs no Python; `first-paint.js` has looked for one.
if (document.documentElement.dataset.demo === undefined) beginEarly();
