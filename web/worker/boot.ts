/** The start of Python and the engine, step by step. */
import type { PyodideAPI } from "pyodide";
import { probeAdapter } from "../bridge/adapter";
import type { PyodideHeap } from "../bridge/heap";
import { connectServed } from "../bridge/served";
import type { BootOptions, BootStep } from "../protocol";
import { fetchParts } from "./fetching";
import type { PageHost } from "./host";
import { importLibrary, restore, startAnew, takeSnapshot, unpack } from "./interpreter";
import { LateHeap } from "./late_heap";
import { Backends } from "./native";
import type { Output } from "./output";
import { fetchNumpy, Packages } from "./packages";
import { PYODIDE_FOLDER } from "./places";
import { post } from "./post";
import { Python } from "./python";
import { SnapshotStore, versionOf } from "./snapshot_store";
import type { Stopper } from "./stopper";

export interface Booted {
  python: Python;
  backends: Backends;
  packages: Packages;
  /** Started from what an earlier visit left. */
  restored: boolean;
  /** Keeps this start for the next visit; for when there is time. */
  keep(): Promise<void>;
}

/** What the worker was doing when the start failed. */
export class BootFailure extends Error {
  constructor(
    readonly step: BootStep,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** What a start is made of; a second attempt uses the same. */
interface Surroundings {
  options: BootOptions;
  stopper: Stopper;
  output: Output;
  host: PageHost;
  heap: LateHeap;
  engine: Promise<Backends>;
}

export async function boot(
  options: BootOptions,
  stopper: Stopper,
  output: Output,
  host: PageHost,
): Promise<Booted> {
  const heap = new LateHeap();
  // The engine is fetched, compiled and started while Python is.
  const engine = startEngine(heap, options.baseUrl, stopper);
  engine.catch(() => undefined);
  const surroundings = { options, stopper, output, host, heap, engine };
  try {
    return await attempt(surroundings);
  } catch (error) {
    if (!(error instanceof RestoredFailure)) throw error;
    console.warn("Python is started anew: what was kept is of no use.", error.cause);
    return attempt({ ...surroundings, options: { ...options, snapshot: false } });
  }
}

/** An interpreter came back from the store and then did not work; the store is empty now. */
class RestoredFailure extends Error {}

async function attempt(surroundings: Surroundings): Promise<Booted> {
  const { options, host, engine } = surroundings;
  const { baseUrl } = options;
  const folder = baseUrl + PYODIDE_FOLDER;
  const returning = options.snapshot && (await SnapshotStore.hasAny());
  const { library, stdlib } = await timed("download", () =>
    fetchParts(baseUrl, folder, !returning),
  );
  const numpy = fetchNumpy(baseUrl);
  const version = options.snapshot ? await versionOf([folder, stdlib, library]) : null;
  const store = await SnapshotStore.open(version);
  const { pyodide, restored } = await timed("python", async () => {
    const found = await restore(folder, store);
    const started = found ?? (await startAnew(folder, store !== null));
    connect(started, surroundings);
    return { pyodide: started, restored: found !== null };
  });
  try {
    const packages = new Packages(pyodide, baseUrl, numpy);
    await timed("packages", async () => {
      // What is imported needs no files; the rest of them can wait until Python is ready.
      if (restored) packages.later(library);
      else unpack(pyodide, library);
    });
    const backends = await timed("engine", () => engine);
    let memory: Uint8Array | null = null;
    const python = await timed("import", () => {
      importLibrary(pyodide);
      memory = store && !restored ? takeSnapshot(pyodide) : null;
      backends.register(pyodide);
      return Python.connect(pyodide, host);
    });
    const keep = async () => {
      const kept = memory;
      // As large as Python itself: not held any longer than needed.
      memory = null;
      if (kept) await store?.write(kept);
    };
    return { python, backends, packages, restored, keep };
  } catch (error) {
    if (!restored) throw error;
    await store?.drop();
    throw new RestoredFailure("", { cause: error });
  }
}

function connect(pyodide: PyodideAPI, { heap, output, stopper }: Surroundings): void {
  heap.connect(pyodide as unknown as PyodideHeap);
  pyodide.setStdout(output.writer("stdout"));
  pyodide.setStderr(output.writer("stderr"));
  stopper.connect((buffer) => pyodide.setInterruptBuffer(buffer));
}

async function startEngine(
  heap: PyodideHeap,
  baseUrl: string,
  stopper: Stopper,
): Promise<Backends> {
  const backends = new Backends(connectServed(heap, baseUrl, stopper, await probeAdapter()));
  const cpu = await backends.start("Cpu");
  if (!cpu.available) throw new Error(cpu.reason);
  return backends;
}

export async function timed<T>(step: BootStep, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  post({ type: "boot-step", step, state: "started", milliseconds: 0 });
  try {
    const value = await work();
    const milliseconds = performance.now() - start;
    post({ type: "boot-step", step, state: "done", milliseconds });
    return value;
  } catch (error) {
    throw new BootFailure(step, error);
  }
}
