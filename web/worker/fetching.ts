/** What Python is made of: asked for all at once, as the first thing that the worker does. */
import type { loadPyodide } from "pyodide";
import { scriptAddress } from "../bridge/scripts";
import { LIBRARY_ARCHIVE, PYODIDE_FOLDER, STDLIB, WASM } from "./places";
import { post } from "./post";

/** Bytes of what is counted, unpacked: servers tell the length of what they have packed. */
const COUNTED_BYTES = 16_200_000;
/** The page is told at most this often. */
const OFTEN = 50;

export type PyodideOptions = NonNullable<Parameters<typeof loadPyodide>[0]>;

export interface Parts {
  /** The folder of Pyodide's files. */
  folder: string;
  /** p_vision's own files. */
  library: Promise<ArrayBuffer>;
  /** Python's standard library. */
  stdlib: Promise<ArrayBuffer>;
  /** Python itself, compiled while it comes. */
  interpreter: Promise<Response>;
  /** Pyodide's two scripts; it would ask for the second when it has the first. */
  load: Promise<typeof loadPyodide>;
  createModule: Promise<PyodideOptions["createPyodideModule"]>;
}

/**
 * `counted` tells the page how far it is; what lies in the browser's cache comes faster uncounted.
 * The interpreter is never counted: who reads it takes it from the compiler. It comes beside the
 * others, so that they speak for it.
 */
export function fetchParts(baseUrl: string, counted: boolean): Parts {
  const folder = baseUrl + PYODIDE_FOLDER;
  const read = counted ? counting() : (response: Response) => response.arrayBuffer();
  const script = (name: string) => import(/* @vite-ignore */ scriptAddress(folder + name));
  const parts = {
    load: script("pyodide.mjs").then((module) => module.loadPyodide),
    createModule: script("pyodide.asm.mjs").then((module) => module.default),
    interpreter: fetched(folder + WASM),
    stdlib: fetched(folder + STDLIB).then(read),
    library: fetched(baseUrl + LIBRARY_ARCHIVE).then(read),
  };
  for (const part of Object.values(parts)) part.catch(() => undefined);
  return { folder, ...parts };
}

/** The answer, when it is a good one. */
export async function fetched(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The server answered ${response.status} for ${url}.`);
  return response;
}

/** Reads answers and tells the page how much of all of them is there. */
function counting(): (response: Response) => Promise<ArrayBuffer> {
  let loaded = 0;
  let shownAt = 0;
  return async (response) => {
    const reader = response.body?.getReader();
    if (!reader) return response.arrayBuffer();
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return joined(chunks);
      chunks.push(value);
      loaded = Math.min(loaded + value.length, COUNTED_BYTES);
      if (performance.now() - shownAt < OFTEN) continue;
      shownAt = performance.now();
      post({ type: "boot-progress", step: "download", loaded, total: COUNTED_BYTES });
    }
  };
}

function joined(chunks: readonly Uint8Array[]): ArrayBuffer {
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all.buffer;
}
