/** The start of Python and the engine, step by step. */
import type { loadPyodide, PyodideAPI } from "pyodide";
import { probeAdapter } from "../bridge/adapter";
import type { PyodideHeap } from "../bridge/heap";
import { connectServed } from "../bridge/served";
import type { BootOptions, BootStep } from "../protocol";
import type { PageHost } from "./host";
import { Backends } from "./native";
import type { Output } from "./output";
import { Packages } from "./packages";
import { PAGE_WHEEL, PYODIDE_FOLDER, PYTHON_FILES } from "./places";
import { post } from "./post";
import { Python } from "./python";
import type { Stopper } from "./stopper";

export interface Booted {
  python: Python;
  backends: Backends;
  packages: Packages;
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

export async function boot(
  { baseUrl }: BootOptions,
  stopper: Stopper,
  output: Output,
  host: PageHost,
): Promise<Booted> {
  const adapter = probeAdapter();
  const wheel = download(baseUrl + PAGE_WHEEL, () => undefined);
  wheel.catch(() => undefined);
  const folder = baseUrl + PYODIDE_FOLDER;
  await timed("download", () => downloadPython(folder));
  const pyodide = await timed("python", () => startPython(folder, stopper, output));
  await timed("packages", async () => {
    const extractDir = pyodide.runPython("import site; site.getsitepackages()[0]") as string;
    pyodide.unpackArchive(await wheel, "whl", { extractDir });
  });
  const backends = await timed("engine", async () => {
    const found = new Backends(
      connectServed(pyodide as unknown as PyodideHeap, baseUrl, stopper, await adapter),
    );
    found.register(pyodide);
    const cpu = await found.start("Cpu");
    if (!cpu.available) throw new Error(cpu.reason);
    return found;
  });
  const python = await timed("import", () => Python.connect(pyodide, host));
  return { python, backends, packages: new Packages(pyodide, baseUrl) };
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

async function startPython(folder: string, stopper: Stopper, output: Output): Promise<PyodideAPI> {
  const module = (await import(/* @vite-ignore */ `${folder}pyodide.mjs`)) as {
    loadPyodide: typeof loadPyodide;
  };
  const pyodide = await module.loadPyodide({ indexURL: folder });
  pyodide.setStdout(output.writer("stdout"));
  pyodide.setStderr(output.writer("stderr"));
  stopper.connect((buffer) => pyodide.setInterruptBuffer(buffer));
  return pyodide;
}

/** Fetches the big files with their progress; Pyodide then finds them in the browser's cache. */
async function downloadPython(folder: string): Promise<void> {
  const total = PYTHON_FILES.reduce((sum, { bytes }) => sum + bytes, 0);
  let loaded = 0;
  let shownAt = 0;
  const count = (bytes: number) => {
    loaded = Math.min(loaded + bytes, total);
    if (performance.now() - shownAt < 50) return;
    shownAt = performance.now();
    post({ type: "boot-progress", step: "download", loaded, total });
  };
  await Promise.all(PYTHON_FILES.map(({ name }) => download(folder + name, count)));
}

async function download(url: string, count: (bytes: number) => void): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The server answered ${response.status} for ${url}.`);
  if (!response.body) return response.arrayBuffer();
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, out) {
        count(chunk.length);
        out.enqueue(chunk);
      },
    }),
  );
  return new Response(counted).arrayBuffer();
}
