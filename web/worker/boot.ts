/** The start of Python and the engine, step by step. */
import type { PyodideAPI } from "pyodide";
import { NOT_ASKED, probeAdapter } from "../bridge/adapter";
import type { PyodideHeap } from "../bridge/heap";
import { watchPipelines } from "../bridge/preparing";
import { connectServed } from "../bridge/served";
import type { BootOptions, BootStep } from "../protocol";
import { fetchParts } from "./fetching";
import type { PageHost } from "./host";
import {
  importCommon,
  importLibrary,
  type Memory,
  startPython,
  takeMemory,
  unpack,
} from "./interpreter";
import { LateHeap } from "./late_heap";
import { Backends } from "./native";
import { codesOf, fetchNumpy } from "./numpy";
import type { Output } from "./output";
import { Packages } from "./packages";
import { post } from "./post";
import { Python } from "./python";
import { type Kept, SnapshotStore, versionOf } from "./snapshot_store";
import type { Stopper } from "./stopper";

export interface Started {
  pyodide: PyodideAPI;
  backends: Backends;
  /** Started from what an earlier visit left. */
  restored: boolean;
}

export interface Booted extends Started {
  /**
   * What is left to do once the page knows that Python is there. It holds what Python was started
   * with, 50 MB: nobody keeps it.
   */
  finish(): Promise<Session>;
}

export interface Session {
  python: Python;
  packages: Packages;
  /** Keeps this start for the next visit; for when there is time. */
  keep(): Promise<void>;
}

/** numpy is part of the memory for the next visit where it has come so soon after Python. */
const NUMPY_PATIENCE = 1_000;

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
  const numpy = fetchNumpy(options.baseUrl);
  const memory = await kept.memory();
  if (!store || !memory) throw new Error("It is damaged.");
  const whole = memory.libraries.loaded.length > 0;
  const madeOf = [parts.stdlib, parts.library, ...(whole ? [numpy] : [])];
  const version = Promise.all(madeOf).then((all) => versionOf(all.filter((part) => part !== null)));
  version.catch(() => undefined);
  const codes = codesOf(memory.libraries, numpy);
  codes.catch(() => undefined);
  const pyodide = await timed("python", () =>
    store.tried(() => startPython(parts, !whole, memory, codes)),
  );
  const backends = await connectEngine(pyodide, surroundings);
  const library = await timed("download", () => parts.library);
  if ((await version) !== kept.version) throw new Error("It is of another version.");
  const packages = new Packages(pyodide, options.baseUrl, numpy);
  // What is imported needs no files; they can wait until Python is ready.
  packages.later(library);
  const booted = { pyodide, backends, restored: true };
  if (!whole) {
    const finish = () => finishing(booted, packages, surroundings, [parts.stdlib, parts.library]);
    return { ...booted, finish };
  }
  const python = await timed("import", async () => connect(booted, surroundings));
  return { ...booted, finish: async () => ({ python, packages, keep: nothing }) };
}

async function startAnew(surroundings: Surroundings): Promise<Booted> {
  const { options, store } = surroundings;
  const parts = fetchParts(options.baseUrl, true);
  // Python starts with what is there, while the rest is coming.
  const [pyodide, [library]] = await Promise.all([
    timed("python", () => startPython(parts, store !== null)),
    timed("download", () => Promise.all([parts.library, parts.stdlib, parts.interpreter])),
  ]);
  const packages = new Packages(pyodide, options.baseUrl);
  await timed("packages", async () => unpack(pyodide, library));
  const backends = await connectEngine(pyodide, surroundings);
  await timed("import", async () => importLibrary(pyodide));
  const booted = { pyodide, backends, restored: false };
  const finish = () => finishing(booted, packages, surroundings, [parts.stdlib, parts.library]);
  return { ...booted, finish };
}

/**
 * Takes the memory for the next visit, and connects Python with the page: in this order, because
 * no object of the page can be kept.
 */
async function finishing(
  booted: Started,
  packages: Packages,
  surroundings: Surroundings,
  parts: Promise<ArrayBuffer>[],
): Promise<Session> {
  const { pyodide, restored } = booted;
  const { store } = surroundings;
  const numpy = store && (await packages.numpyWithin(NUMPY_PATIENCE));
  const imported = numpy !== null && (await packages.load());
  if (imported) importCommon(pyodide);
  const memory = store && (imported || !restored) ? takeMemory(pyodide) : null;
  const python = await connect(booted, surroundings);
  const madeOf = [...parts, ...(imported ? [numpy] : [])];
  return { python, packages, keep: keeping(store, memory, madeOf) };
}

/** Made here, where it holds nothing. */
const nothing = async (): Promise<void> => undefined;

/** Keeps a memory for the next visit, once: as large as Python, it is not held any longer. */
function keeping(
  store: SnapshotStore | null,
  memory: Memory | null,
  madeOf: (ArrayBuffer | Promise<ArrayBuffer>)[],
): () => Promise<void> {
  let left = store && memory && { store, memory, madeOf };
  return async () => {
    const mine = left;
    left = null;
    const version = mine && (await versionOf(await Promise.all(mine.madeOf)));
    if (version) await mine.store.write(version, mine.memory);
  };
}

/** Everything of the page that Python needs not know of. */
async function connectEngine(
  pyodide: PyodideAPI,
  { heap, output, stopper, engine }: Surroundings,
): Promise<Backends> {
  heap.connect(pyodide as unknown as PyodideHeap);
  pyodide.setStdout(output.writer("stdout"));
  pyodide.setStderr(output.writer("stderr"));
  stopper.connect((buffer) => pyodide.setInterruptBuffer(buffer));
  return timed("engine", () => engine);
}

function connect({ pyodide, backends }: Started, { host }: Surroundings): Promise<Python> {
  backends.register(pyodide);
  return Python.connect(pyodide, host);
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
