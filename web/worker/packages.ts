/** numpy, loaded once: in the background after the start, or when a run needs it. */
import type { PyodideAPI } from "pyodide";
import { NUMPY_WHEEL } from "./places";
import { post } from "./post";

const NEEDS_NUMPY = /\bnumpy\b/;

export class Packages {
  private loading: Promise<boolean> | null = null;
  private settled = false;

  constructor(
    private readonly pyodide: PyodideAPI,
    private readonly baseUrl: string,
  ) {}

  /** False where it could not be loaded; a later call tries again. */
  load(): Promise<boolean> {
    this.loading ??= this.fetchNumpy().then((loaded) => {
      this.settled = loaded;
      if (!loaded) this.loading = null;
      return loaded;
    });
    return this.loading;
  }

  /** Before a run: p_vision's arrays need numpy as soon as it computes, so every run has it. */
  async prepare(runId: number, code: string): Promise<void> {
    if (this.settled) return;
    const told = NEEDS_NUMPY.test(code);
    const names = ["numpy"];
    if (told) post({ type: "packages", runId, names, state: "started" });
    const loaded = await this.load();
    if (told) post({ type: "packages", runId, names, state: loaded ? "done" : "failed" });
  }

  private async fetchNumpy(): Promise<boolean> {
    let failed = false;
    const quiet = () => undefined;
    const errorCallback = () => {
      failed = true;
    };
    try {
      const url = new URL(NUMPY_WHEEL, this.baseUrl).href;
      await this.pyodide.loadPackage(url, { messageCallback: quiet, errorCallback });
    } catch {
      return false;
    }
    return !failed;
  }
}
