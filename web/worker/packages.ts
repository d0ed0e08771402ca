/** numpy and what else can wait, laid out once: in the background after the start, or when a run needs it. */
import type { PyodideAPI } from "pyodide";
import { prepareCompiled, unpack } from "./interpreter";
import type { Late } from "./late_names";
import { fetchNumpy, NUMPY_COMPILED } from "./numpy";
import { Plotting } from "./plotting";
import { post } from "./post";

const NEEDS_NUMPY = /\bnumpy\b/;

export class Packages {
  private loading: Promise<boolean> | null = null;
  private settled = false;
  private waiting: ArrayBuffer | null = null;
  private readonly plotting: Plotting;

  constructor(
    private readonly pyodide: PyodideAPI,
    private readonly baseUrl: string,
    private archive: Promise<ArrayBuffer | null> = fetchNumpy(baseUrl),
  ) {
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

  /** numpy's archive where it has come by then. */
  async numpyWithin(milliseconds: number): Promise<ArrayBuffer | null> {
    const late = new Promise<null>((done) => setTimeout(done, milliseconds, null));
    return Promise.race([this.archive, late]);
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
      for (const name of NUMPY_COMPILED) await prepareCompiled(this.pyodide, `${place}/${name}`);
      return true;
    } catch {
      return false;
    }
  }
}
