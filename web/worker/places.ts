/** Where the site keeps what the worker loads, below the page's own folder. */
import { PYODIDE_VERSION } from "../protocol";

export const PYODIDE_FOLDER = `pyodide/${PYODIDE_VERSION}/`;
/** The Python files without the engines, which the worker starts itself. */
export const PAGE_WHEEL = "wheels/page/p_vision-0.1.0-py3-none-any.whl";
export const NUMPY_WHEEL = "wheels/numpy-2.4.3-cp314-cp314-pyemscripten_2026_0_wasm32.whl";

/** The big files of Python with their sizes, used where the server sends no length. */
export const PYTHON_FILES: readonly { name: string; bytes: number }[] = [
  { name: "pyodide.asm.wasm", bytes: 9_600_000 },
  { name: "python_stdlib.zip", bytes: 4_500_000 },
  { name: "pyodide.asm.mjs", bytes: 1_200_000 },
];
