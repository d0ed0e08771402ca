/** numpy and what else can wait, laid out once: in the background after the start, or when a run needs it. */
import type { PyodideAPI } from "pyodide";
import { fetched } from "./fetching";
import { prepareCompiled, unpack } from "./interpreter";
import type { Late } from "./late_names";
import { NUMPY_ARCHIVE } from "./places";
import { Plotting } from "./plotting";
import { post } from "./post";

const NEEDS_NUMPY = /\bnumpy\b/;
/** Half of what importing numpy takes. */
const NUMPY_CORE = "numpy/_core/_multiarray_umath.cpython-314-wasm32-emscripten.so";

/** Null where it fails. */
function fetchNumpy(baseUrl: string): Promise<ArrayBuffer | null> {
  return fetched(baseUrl + NUMPY_ARCHIVE)
    .then((response) => response.arrayBuffer())
    .catch(() => null);
}

export class Packages {
  private loading: Promise<boolean> | null = null;
  private settled = false;
  private waiting: ArrayBuffer | null = null;
  private archive: Promise<ArrayBuffer | null>;
  private readonly plotting: Plotting;

  constructor(
    private readonly pyodide: PyodideAPI,
    private readonly baseUrl: string,
  ) {
    this.archive = fetchNumpy(baseUrl);
    this.plotting = new Plotting(pyodide, baseUrl);
  }

  /** An archive that is laid out before numpy is. */
  later(archive: ArrayBuffer): void {
    this.waiting = archive;
  }

  /** False where it could not be loaded; a later call tries again. */
  load(): Promise<boolean> {
    this.loading ??= this.layOut().then((loaded) => {
      this.settled = loaded;
      if (!loaded) this.loading = null;
      return loaded;
    });
    return this.loading;
  }

  /** Before a run: p_vision's arrays need numpy as soon as it computes, so every run has it. */
  async prepare(runId: number, code: string): Promise<void> {
    await this.prepareNumpy(runId, code);
    const needed = this.plotting.neededBy(code);
    if (needed) await this.loadLate(runId, needed);
  }

  /** While code runs: a module that Python misses. True where it is there now. */
  async late(runId: number, module: string): Promise<boolean> {
    const name = this.plotting.holding(module);
    return name !== null && this.loadLate(runId, name);
  }

  private async loadLate(runId: number, name: Late): Promise<boolean> {
    const names = [name];
    post({ type: "packages", runId, names, state: "started" });
    const loaded = await this.plotting.load(name);
    post({ type: "packages", runId, names, state: loaded ? "done" : "failed" });
    return loaded;
  }

  private async prepareNumpy(runId: number, code: string): Promise<void> {
    if (this.settled) return;
    const told = NEEDS_NUMPY.test(code);
    const names = ["numpy"];
    if (told) post({ type: "packages", runId, names, state: "started" });
    const loaded = await this.load();
    if (told) post({ type: "packages", runId, names, state: loaded ? "done" : "failed" });
  }

  private async layOut(): Promise<boolean> {
    if (this.waiting) unpack(this.pyodide, this.waiting);
    this.waiting = null;
    const archive = (await this.archive) ?? (await fetchNumpy(this.baseUrl));
    if (!archive) return false;
    this.archive = Promise.resolve(null);
    try {
      const place = unpack(this.pyodide, archive);
      await prepareCompiled(this.pyodide, `${place}/${NUMPY_CORE}`);
      return true;
    } catch {
      return false;
    }
  }
}
