/** Where the site keeps what the worker loads, below the page's own folder. */
import { PYODIDE_VERSION } from "../protocol";

export const PYODIDE_FOLDER = `pyodide/${PYODIDE_VERSION}/`;
/** The Python files without the engines, which the worker starts itself. */
export const LIBRARY_ARCHIVE = "wheels/page/p_vision.zip";
export const NUMPY_ARCHIVE = "wheels/page/numpy.zip";

/** Wheels of matplotlib and what it needs, with `list.json`. */
export const PLOTTING_FOLDER = "wheels/plotting/";

export const STDLIB = "python_stdlib.zip";

/** The big files of Python with their sizes, used where the server sends no length. */
export const PYTHON_FILES: readonly { name: string; bytes: number }[] = [
  { name: "pyodide.asm.wasm", bytes: 9_600_000 },
  { name: STDLIB, bytes: 4_500_000 },
  { name: "pyodide.asm.mjs", bytes: 1_200_000 },
];
