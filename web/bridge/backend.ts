/** One backend's functions for Python, over an instance that may die and be made anew. */
import { EngineError, type EngineKind, type NativeEngine } from "./api";
import { Background, UNSTOPPED } from "./background";
import { type EngineExports, type EngineSource, type Instance, instantiate } from "./glue";
import { bytesAt, type PyodideHeap } from "./heap";
import { QueuePace, runUntil } from "./pace";
import { Pending } from "./pending";
import { StepRunner } from "./steps";
import type { StopOptions } from "./stop";
import { nextMessage, stoppable } from "./waits";

/** Messages to the worker are let in so often, however much there is to compute. */
const YIELD_MILLISECONDS = 25;
const SCALAR = '{"shape":[],"value":0,"dtype":"float32"}';

export interface BackendParts {
  kind: EngineKind;
  source: EngineSource;
  heap: PyodideHeap;
  stop: StopOptions;
  /** What `info()` says before the start. */
  before: () => string;
}

/** The functions of `_p_vision.cpu` or `_p_vision.gpu`. */
export function createBackend({ kind, source, heap, stop, before }: BackendParts): NativeEngine {
  const pending = new Pending(
    () => safely(() => instance?.exports.last_panic()) !== "",
    () => void die(),
  );
  let instance: Instance | null = null;
  let starting: Promise<string> | null = null;
  let info: string | null = null;
  let death: { detail: string; ops: string } | null = null;
  let lastYield = 0;
  /** The last one: who asks for single steps does so with one plan. */
  let runner: StepRunner | null = null;
  const background = new Background();
  const pace = new QueuePace(async () => {
    const { exports } = alive();
    const handle = exports.op("full", "", SCALAR);
    await exports.read(String(handle));
    exports.release(String(handle));
  });

  function alive(): Instance {
    if (instance) return instance;
    if (death) throw new EngineError("engine_panic", { detail: death.detail });
    throw new EngineError("unavailable", { detail: "not started" });
  }

  function die(error?: unknown): EngineError {
    const exports = instance?.exports;
    const detail = safely(() => exports?.last_panic()) || String(error ?? "the engine has ended");
    death = { detail, ops: safely(() => exports?.last_ops()) || "[]" };
    instance?.end();
    instance = runner = null;
    starting = null;
    info = null;
    const failure = new EngineError("engine_panic", { detail });
    pending.rejectAll(failure);
    return failure;
  }

  /** The engine's own errors pass; a trap or a broken call ends the instance. */
  function translated(error: unknown): unknown {
    if (error instanceof Error && "code" in error) {
      return error.code === "engine_panic" && instance ? die(error) : error;
    }
    return die(error);
  }

  function call<T>(work: (exports: EngineExports) => T): T {
    const { exports } = alive();
    stop.setBusy?.(true);
    try {
      return work(exports);
    } catch (error) {
      throw translated(error);
    } finally {
      stop.setBusy?.(false);
    }
  }

  function wait<T>(work: (exports: EngineExports) => T | Promise<T>): Promise<T> {
    return stoppable(stop, async () => {
      stop.setBusy?.(true);
      try {
        const value = await pending.track(Promise.resolve(call(work)));
        if (performance.now() - lastYield >= YIELD_MILLISECONDS) {
          await nextMessage();
          lastYield = performance.now();
        }
        return value;
      } catch (error) {
        throw instance ? translated(error) : error;
      } finally {
        stop.setBusy?.(false);
      }
    });
  }

  /** Without a promise: waiting for one costs Python more than a small step takes. */
  function atOnce<T>(work: () => T): T {
    stop.setMasked(true);
    try {
      if (stop.requested()) throw new EngineError("stopped");
      return call(work);
    } finally {
      stop.setMasked(false);
    }
  }

  async function start(): Promise<string> {
    let fresh: Instance;
    try {
      fresh = await instantiate(source);
    } catch (error) {
      throw new EngineError("unavailable", { detail: messageOf(error) });
    }
    instance = fresh;
    try {
      info = named(await pending.track(fresh.exports.init_backend()), before(), fresh.threads);
    } catch (error) {
      fresh.end();
      instance = null;
      if (error instanceof Error && "code" in error) throw error;
      const detail = safely(() => fresh.exports.last_panic()) || messageOf(error);
      throw new EngineError("unavailable", { detail });
    }
    death = null;
    return info;
  }

  function init(): Promise<string> {
    if (info !== null) return info as unknown as Promise<string>;
    starting ??= start().finally(() => {
      starting = null;
    });
    const started = starting;
    return stoppable(stop, () => started);
  }

  function steps(
    program: number,
    planJson: string,
    first: number,
    count: number,
    budget: number,
    stopping: StopOptions = stop,
  ) {
    const here = alive();
    if (!runner?.is(here, program, planJson)) {
      runner = new StepRunner(here, heap, program, planJson);
    }
    if (kind === "cpu") return runUntil(runner, first, count, budget, stopping);
    return pace.runUntil(runner, first, count, budget, stopping);
  }

  return {
    init,
    info: () => info ?? before(),
    started: () => info !== null,
    restart: () => {
      instance?.end();
      instance = runner = null;
      info = null;
      return init();
    },
    upload: (address, nbytes, sourceDtype, dtype, shape) =>
      call((exports) => {
        const at = exports.staging(0, nbytes) >>> 0;
        const { memory } = alive();
        new Uint8Array(memory.buffer, at, nbytes).set(bytesAt(heap, address, nbytes));
        return exports.upload(sourceDtype, dtype, shape);
      }),
    describe: (handle) => call((exports) => exports.describe(handle)),
    read: (handles) => {
      if (instance?.exports.read_now && performance.now() - lastYield < YIELD_MILLISECONDS) {
        const now = call((exports) => exports.read_now?.(handles));
        return now as unknown as Promise<Uint8Array>;
      }
      return wait((exports) => exports.read(handles));
    },
    release: (handles) => call((exports) => exports.release(handles)),
    op: (name, handles, attrs) =>
      call((exports) => {
        instance?.begin();
        return exports.op(name, handles, attrs);
      }),
    op_number: (name) => call((exports) => exports.op_number(name)),
    op_direct: (number, first, second, freed) => {
      const { exports, begin } = alive();
      begin();
      stop.setBusy?.(true);
      try {
        return exports.op_direct(number, first, second, freed);
      } catch (error) {
        throw translated(error);
      } finally {
        stop.setBusy?.(false);
      }
    },
    op_scalar: (number, handle, right, freed) => {
      const { exports, begin } = alive();
      begin();
      stop.setBusy?.(true);
      try {
        return exports.op_scalar(number, handle, right, freed);
      } catch (error) {
        throw translated(error);
      } finally {
        stop.setBusy?.(false);
      }
    },
    host_op: (name, handles, attrs) => wait((exports) => exports.host_op(name, handles, attrs)),
    infer: (name, specs, attrs) => call((exports) => exports.infer(name, specs, attrs)),
    ops: () => call((exports) => exports.ops()),
    watch: (handle) => call((exports) => exports.watch(handle)),
    gradients: (loss, sources) => call((exports) => exports.gradients(loss, sources)),
    variable_create: (handle) => call((exports) => exports.variable_create(handle)),
    variable_assign: (variable, handle) =>
      call((exports) => exports.variable_assign(variable, handle)),
    variable_read: (variable) => call((exports) => exports.variable_read(variable)),
    variable_free: (variables) => call((exports) => exports.variable_free(variables)),
    program_load: (json, constants, variables) =>
      call((exports) => exports.program_load(json, constants, variables)),
    program_free: (program) => call((exports) => exports.program_free(program)),
    run: (program, args) =>
      call((exports) => {
        instance?.begin();
        return exports.run(program, args);
      }),
    numbers: (program) => {
      if (instance?.exports.numbers_now && performance.now() - lastYield < YIELD_MILLISECONDS) {
        return call((exports) => exports.numbers_now?.(program)) as unknown as Promise<string>;
      }
      return wait(async (exports) => {
        const handles = exports.run(program, "");
        const { buffer } = await exports.read(handles);
        exports.release(handles);
        return [...new Float32Array(buffer)].join(",");
      });
    },
    run_steps: (program, plan, first, count, budget) => {
      const work = () => steps(program, plan, first, count, budget);
      const yielded = performance.now() - lastYield < YIELD_MILLISECONDS;
      return kind === "cpu" && yielded ? (atOnce(work) as unknown as Promise<number>) : wait(work);
    },
    begin_steps: (program, plan, first, count) => {
      const forever = Number.POSITIVE_INFINITY;
      const work = () => steps(program, plan, first, count, forever, UNSTOPPED);
      background.begin(() => pending.track(Promise.resolve(call(work))));
    },
    steps_ended: () => {
      try {
        return background.ended();
      } catch (error) {
        throw instance ? translated(error) : error;
      }
    },
    permutation: (count, seed) => call((exports) => exports.permutation(count, seed)),
    memory: () => call((exports) => exports.memory_report()),
    self_test: () => wait((exports) => exports.self_test()),
    stop: () => {},
    last_ops: () => death?.ops ?? call((exports) => exports.last_ops()),
  };
}

/** An engine that cannot tell its adapter's name gets the one that the browser gave. */
function named(info: string, before: string, threads: number): string {
  const told = JSON.parse(info) as { adapter?: string };
  if (threads > 1) return JSON.stringify({ ...told, adapter: `SIMD, ${threads} threads`, threads });
  if (told.adapter) return info;
  let known: { adapter?: string | null } = {};
  try {
    known = JSON.parse(before);
  } catch {}
  return JSON.stringify({ ...told, adapter: known.adapter ?? "" });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function safely(work: () => string | undefined): string {
  try {
    return work() ?? "";
  } catch {
    return "";
  }
}
