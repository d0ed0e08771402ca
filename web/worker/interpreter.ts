/** A Python interpreter with p_vision imported: from the memory of an earlier start, or anew. */
import type { PyodideAPI } from "pyodide";
import { type FileSystem, layOut } from "./archive";
import type { Parts, PyodideOptions } from "./fetching";
import { type DynamicModule, type Libraries, linkAgain, loadedLibraries } from "./libraries";
import { STDLIB, WASM } from "./places";

type Internal = PyodideAPI & {
  makeMemorySnapshot(): Uint8Array;
  _module: DynamicModule;
  _api: { loadDynlib(path: string): Promise<void> };
};

/** Python's memory, and the libraries whose data it holds. */
export interface Memory {
  bytes: Uint8Array;
  libraries: Libraries;
}

const PLACE = "import importlib, site; importlib.invalidate_caches(); site.getsitepackages()[0]";
/** All that a session needs and that holds no object of the page. */
const IMPORTS = "import p_vision, playground.page, playground.first_needs, pyodide.ffi";

/**
 * From a memory, when one is given, with the code of its libraries; `keeps` makes taking a memory
 * possible.
 */
export async function startPython(
  parts: Parts,
  keeps: boolean,
  memory?: Memory,
  codes: Promise<WebAssembly.Module[]> = Promise.resolve([]),
): Promise<PyodideAPI> {
  const { folder, stdlib, interpreter } = parts;
  const load = await parts.load;
  const create = await parts.createModule;
  const createPyodideModule =
    create && memory?.libraries.loaded.length ? linked(create, memory, codes) : create;
  const options: PyodideOptions = { indexURL: folder, createPyodideModule };
  if (keeps) options._makeSnapshot = true;
  if (memory) options._loadSnapshot = memory.bytes;
  const files = new Map([
    [folder + STDLIB, stdlib.then((bytes) => new Response(bytes))],
    [folder + WASM, interpreter],
  ]);
  return handingOver(files, () => load(options));
}

/** Pyodide writes the memory when its module is there; the libraries come before that. */
function linked(
  create: NonNullable<PyodideOptions["createPyodideModule"]>,
  { bytes, libraries }: Memory,
  codes: Promise<WebAssembly.Module[]>,
): typeof create {
  return async (settings) => {
    const made = await create(settings);
    const module = made as unknown as DynamicModule;
    makeRoom(module, bytes);
    linkAgain(module, libraries, await codes);
    return made;
  };
}

/** WebAssembly's memory begins as small as Python is without libraries. */
function makeRoom(module: DynamicModule, snapshot: Uint8Array): void {
  const head = new Uint32Array(snapshot.buffer, snapshot.byteOffset, 2)[1] ?? 0;
  const missing = snapshot.length - head > module.HEAP8.length;
  const resize = module.LDSO.loadedLibsByName.__main__?.exports.emscripten_resize_heap;
  if (missing) (resize as (size: number) => void)(snapshot.length - head);
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
  layOut(pyodide.FS as unknown as FileSystem, archive, place);
  return place;
}

/** Has a compiled module compiled aside: an import alone would hold Python up meanwhile. */
export async function prepareCompiled(pyodide: PyodideAPI, path: string): Promise<void> {
  await (pyodide as Internal)._api.loadDynlib(path);
}

export function importLibrary(pyodide: PyodideAPI): void {
  pyodide.runPython(IMPORTS);
}

/** What most programs import besides. */
export function importCommon(pyodide: PyodideAPI): void {
  pyodide.runPython("import numpy, p_vision.show");
}

/**
 * The memory as it is now, or null where it cannot be taken. Afterwards `js` is the plain object
 * again: until here each thing that Python took from it had to know its way.
 */
export function takeMemory(pyodide: PyodideAPI): Memory | null {
  const internal = pyodide as Internal;
  try {
    return { bytes: internal.makeMemorySnapshot(), libraries: loadedLibraries(internal._module) };
  } catch (error) {
    console.warn("Python's memory cannot be kept for the next visit.", error);
    return null;
  } finally {
    pyodide.registerJsModule("js", globalThis);
    pyodide.runPython("import sys; sys.modules.pop('js', None)");
  }
}
