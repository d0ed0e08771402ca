/** The page's first script: Python's worker has most to do, and begins before the rest is read. */
import { beginEarly } from "./start_runner";

// A demo in the address needs no Python; `first-paint.js` has looked for one. What a server keeps may
// be one as well.
const mayBeDemo =
  document.documentElement.dataset.demo !== undefined || location.hash.startsWith("#s1=");
if (!mayBeDemo) beginEarly();
