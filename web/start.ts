/** The page's first script: Python's worker has most to do, and begins before the rest is read. */
import { beginEarly } from "./start_runner";

// A demo in the address needs no Python. What a server keeps may be one as well.
const mayBeDemo = /^#(p2|s1)=/.test(location.hash);
if (!mayBeDemo) beginEarly();
