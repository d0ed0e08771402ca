/** A Python interpreter with p_vision imported: from the memory of an earlier start, or anew. */
import type { loadPyodide, PyodideAPI } from "pyodide";
import { scriptAddress } from "../bridge/scripts";
import { layOut } from "./archive";
import type { SnapshotStore } from "./snapshot_store";

type Load = typeof loadPyodide;
type Snapshots = PyodideAPI & { makeMemorySnapshot(): Uint8Array };

const PLACE = "import importlib, site; importlib.invalidate_caches(); site.getsitepackages()[0]";
/** All that a session needs and that holds no object of the page. */
const IMPORTS = "import p_vision, playground, playground.page, pyodide.ffi";

export interface Interpreter {
  pyodide: PyodideAPI;
  restored: boolean;
}

async function loader(folder: string): Promise<Load> {
  const address = scriptAddress(`${folder}pyodide.mjs`);
  const module = (await import(/* @vite-ignore */ address)) as { loadPyodide: Load };
  return module.loadPyodide;
}

/** Pyodide finds its second script beside the first, unless it gets it from here. */
async function secondScript(folder: string): Promise<Parameters<Load>[0]> {
  const usual = `${folder}pyodide.asm.mjs`;
  const address = scriptAddress(usual);
  if (address === usual) return {};
  return { createPyodideModule: (await import(/* @vite-ignore */ address)).default };
}

/** From the store, where it holds this version; null where it does not, or that fails. */
export async function restore(
  folder: string,
  store: SnapshotStore | null,
): Promise<PyodideAPI | null> {
  const snapshot = await store?.read();
  if (!store || !snapshot) return null;
  const load = await loader(folder);
  try {
    return await store.tried(() => load({ indexURL: folder, _loadSnapshot: snapshot }));
  } catch (error) {
    console.warn("Python is started anew: what was kept cannot be used.", error);
    await store.drop();
    return null;
  }
}

/** From nothing; with a store it can be kept later. */
export async function startAnew(folder: string, keep: boolean): Promise<PyodideAPI> {
  const load = await loader(folder);
  const script = await secondScript(folder);
  return load({ indexURL: folder, ...script, ...(keep ? { _makeSnapshot: true } : {}) });
}

/** Lays an archive of packages out. Files are no part of a snapshot: each start does it. */
export function unpack(pyodide: PyodideAPI, archive: ArrayBuffer): void {
  layOut(pyodide.FS, archive, pyodide.runPython(PLACE) as string);
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
