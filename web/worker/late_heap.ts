/** Python's memory for an engine that starts before Python does. */
import type { PyodideHeap } from "../bridge/heap";

export class LateHeap implements PyodideHeap {
  private pyodide: PyodideHeap | null = null;

  connect(pyodide: PyodideHeap): void {
    this.pyodide = pyodide;
  }

  get _module(): PyodideHeap["_module"] {
    if (!this.pyodide) throw new Error("Python has not started.");
    return this.pyodide._module;
  }

  setInterruptBuffer(buffer: Uint8Array | undefined): void {
    this.pyodide?.setInterruptBuffer(buffer);
  }
}
