/** A Python interpreter with p_vision imported: from the memory of an earlier start, or anew. */
import type { PyodideAPI } from "pyodide";
import { layOut } from "./archive";
import type { Parts, PyodideOptions } from "./fetching";
import { STDLIB, WASM } from "./places";

type Snapshots = PyodideAPI & { makeMemorySnapshot(): Uint8Array };

const PLACE = "import importlib, site; importlib.invalidate_caches(); site.getsitepackages()[0]";
/** All that a session needs and that holds no object of the page. */
const IMPORTS = "import p_vision, playground.page, playground.first_needs, pyodide.ffi";

/** `memory` says whether the start makes a snapshot possible, or uses one. */
export async function startPython(parts: Parts, memory: PyodideOptions): Promise<PyodideAPI> {
  const { folder, stdlib, interpreter } = parts;
  const load = await parts.load;
  const createPyodideModule = await parts.createModule;
  const files = new Map([
    [folder + STDLIB, stdlib.then((bytes) => new Response(bytes))],
    [folder + WASM, interpreter],
  ]);
  return handingOver(files, () => load({ indexURL: folder, createPyodideModule, ...memory }));
}

/** Pyodide fetches its files by itself, late; what is on its way already it gets from here. */
async function handingOver<T>(
  files: Map<string, Promise<Response>>,
  start: () => Promise<T>,
): Promise<T> {
  const usual = globalThis.fetch;
  globalThis.fetch = (request, options) =>
    files.get(request instanceof Request ? request.url : String(request)) ??
    usual(request, options);
  try {
    return await start();
  } finally {
    globalThis.fetch = usual;
  }
}

/**
 * Lays an archive of packages out, and gives back where. Files are no part of a snapshot: each
 * start does it.
 */
export function unpack(pyodide: PyodideAPI, archive: ArrayBuffer): string {
  const place = pyodide.runPython(PLACE) as string;
  layOut(pyodide.FS, archive, place);
  return place;
}

/** Has a compiled module compiled aside: an import alone would hold Python up meanwhile. */
export async function prepareCompiled(pyodide: PyodideAPI, path: string): Promise<void> {
  const { _api } = pyodide as unknown as { _api: { loadDynlib(path: string): Promise<void> } };
  await _api.loadDynlib(path);
}

export function importLibrary(pyodide: PyodideAPI): void {
  pyodide.runPython(IMPORTS);
}

/**
 * The memory as it is now, or null where it cannot be taken. Afterwards `js` is the plain object
 * again: until here each thing that Python took from it had to know its way.
 */
export function takeSnapshot(pyodide: PyodideAPI): Uint8Array | null {
  try {
    return (pyodide as Snapshots).makeMemorySnapshot();
  } catch (error) {
    console.warn("Python's memory cannot be kept for the next visit.", error);
    return null;
  } finally {
    pyodide.registerJsModule("js", globalThis);
    pyodide.runPython("import sys; sys.modules.pop('js', None)");
  }
}
