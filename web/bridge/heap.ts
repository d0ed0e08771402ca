/** What the bridge needs of Pyodide. */

export interface PyodideHeap {
  _module: { HEAPU8: Uint8Array; Py_EmscriptenSignalBuffer?: Uint8Array };
  setInterruptBuffer(buffer: Uint8Array | undefined): void;
}

/** Bytes of Python's memory, as they are now: a growing heap leaves older views empty. */
export function bytesAt(pyodide: PyodideHeap, address: number, nbytes: number): Uint8Array {
  return pyodide._module.HEAPU8.subarray(address, address + nbytes);
}
