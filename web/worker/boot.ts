/** The start of Python and the engine, step by step. */
import type { PyodideAPI } from "pyodide";
import { NOT_ASKED, probeAdapter } from "../bridge/adapter";
import type { PyodideHeap } from "../bridge/heap";
import { watchPipelines } from "../bridge/preparing";
import { connectServed } from "../bridge/served";
import type { BootOptions, BootStep } from "../protocol";
import { fetchParts } from "./fetching";
import type { PageHost } from "./host";
import { importLibrary, startPython, takeSnapshot, unpack } from "./interpreter";
import { LateHeap } from "./late_heap";
import { Backends } from "./native";
import type { Output } from "./output";
import { Packages } from "./packages";
import { post } from "./post";
import { Python } from "./python";
import { type Kept, SnapshotStore, versionOf } from "./snapshot_store";
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
  store: SnapshotStore | null;
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
  const store = options.snapshot ? await SnapshotStore.open() : null;
  const surroundings = { options, stopper, output, host, heap, engine, store };
  const kept = await store?.find();
  if (!kept) return startAnew(surroundings);
  try {
    return await comeBack(surroundings, kept);
  } catch (error) {
    console.warn("Python is started anew: what was kept is of no use.", error);
    await store?.drop();
    return startAnew(surroundings);
  }
}

/** From the memory of an earlier start: used at once, while its version is being looked at. */
async function comeBack(surroundings: Surroundings, kept: Kept): Promise<Booted> {
  const { options, store } = surroundings;
  const parts = fetchParts(options.baseUrl, false);
  const version = Promise.all([parts.stdlib, parts.library]).then(versionOf);
  version.catch(() => undefined);
  const memory = await kept.bytes();
  if (!store || !memory) throw new Error("It is damaged.");
  const pyodide = await timed("python", () =>
    store.tried(() => startPython(parts, { _loadSnapshot: memory })),
  );
  const session = await openSession(pyodide, surroundings);
  const library = await timed("download", () => parts.library);
  if ((await version) !== kept.version) throw new Error("It is of another version.");
  const packages = new Packages(pyodide, options.baseUrl);
  // What is imported needs no files; they can wait until Python is ready.
  packages.later(library);
  return { ...session, packages, restored: true, keep: async () => undefined };
}

async function startAnew(surroundings: Surroundings): Promise<Booted> {
  const { options, store } = surroundings;
  const parts = fetchParts(options.baseUrl, true);
  // Python starts with what is there, while the rest is coming.
  const [pyodide, [library, stdlib]] = await Promise.all([
    timed("python", () => startPython(parts, store ? { _makeSnapshot: true } : {})),
    timed("download", () => Promise.all([parts.library, parts.stdlib, parts.interpreter])),
  ]);
  const packages = new Packages(pyodide, options.baseUrl);
  await timed("packages", async () => unpack(pyodide, library));
  let memory: Uint8Array | null = null;
  const session = await openSession(pyodide, surroundings, () => {
    importLibrary(pyodide);
    memory = store && takeSnapshot(pyodide);
  });
  const keep = keeping(store, memory, [stdlib, library]);
  return { ...session, packages, restored: false, keep };
}

/** Keeps a memory for the next visit, once: as large as Python, it is not held any longer. */
function keeping(
  store: SnapshotStore | null,
  memory: Uint8Array | null,
  madeOf: ArrayBuffer[],
): () => Promise<void> {
  let left = store && memory && { store, memory, madeOf };
  return async () => {
    const mine = left;
    left = null;
    const version = mine && (await versionOf(mine.madeOf));
    if (version) await mine.store.write(version, mine.memory);
  };
}

/** Connects Python with the engine and the page; `first` is done before it knows of either. */
async function openSession(
  pyodide: PyodideAPI,
  { heap, output, stopper, host, engine }: Surroundings,
  first: () => void = () => undefined,
): Promise<Pick<Booted, "python" | "backends">> {
  heap.connect(pyodide as unknown as PyodideHeap);
  pyodide.setStdout(output.writer("stdout"));
  pyodide.setStderr(output.writer("stderr"));
  stopper.connect((buffer) => pyodide.setInterruptBuffer(buffer));
  const backends = await timed("engine", () => engine);
  const python = await timed("import", () => {
    first();
    backends.register(pyodide);
    return Python.connect(pyodide, host);
  });
  return { python, backends };
}

async function startEngine(
  heap: PyodideHeap,
  baseUrl: string,
  stopper: Stopper,
): Promise<Backends> {
  watchPipelines((ready, all) => post({ type: "preparing", ready, all }));
  let adapter = NOT_ASKED;
  const asked = probeAdapter().then((found) => {
    adapter = found;
  });
  const backends = new Backends(connectServed(heap, baseUrl, stopper, () => adapter));
  const [cpu] = await Promise.all([backends.start("Cpu"), asked]);
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
