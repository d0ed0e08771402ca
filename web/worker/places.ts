/** Where the site keeps what the worker loads, below the page's own folder. */
import { PYODIDE_VERSION } from "../protocol";

export const PYODIDE_FOLDER = `pyodide/${PYODIDE_VERSION}/`;
/** Within Pyodide's folder. */
export const WASM = "pyodide.asm.wasm";
export const STDLIB = "python_stdlib.zip";
/** The Python files without the engines, which the worker starts itself. */
export const LIBRARY_ARCHIVE = "wheels/page/p_vision.zip";
export const NUMPY_ARCHIVE = "wheels/page/numpy.zip";

/** Wheels of matplotlib and what it needs, with `list.json`. */
export const PLOTTING_FOLDER = "wheels/plotting/";
