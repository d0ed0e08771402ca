import { describe, expect, it } from "vitest";
import type { EngineError } from "../../web/bridge/api";
import { createBackend } from "../../web/bridge/backend";
import { ForeignStop } from "../../web/bridge/stop";
import { sleep, stoppable } from "../../web/bridge/waits";
import { doubledSource, EngineDouble, heapOf, StopDouble } from "./engine_double";

function backend() {
  const source = doubledSource(() => new EngineDouble());
  const stop = new StopDouble();
  const heap = heapOf([1, 2, 3, 4, 5, 6, 7, 8]);
  const engine = createBackend({ kind: "cpu", source, heap, stop, before: () => "before" });
  return { engine, source, stop, heap };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "resolved",
    (error: EngineError) => error.code,
  );

describe("a backend", () => {
  it("refuses calls before its start and says what is known of it", async () => {
    const { engine } = backend();
    expect(engine.started()).toBe(false);
    expect(engine.info()).toBe("before");
    expect(() => engine.op("add", "1,2", "")).toThrowError(/unavailable/);
    expect(JSON.parse(await engine.init()).backend).toBe("Cpu");
    expect(engine.started()).toBe(true);
  });

  it("starts once for many callers, and answers at once afterwards", async () => {
    const { engine, source } = backend();
    await Promise.all([engine.init(), engine.init()]);
    expect(source.made.length).toBe(1);
    expect(typeof engine.init()).toBe("string");
  });

  it("copies Python's bytes for an upload", async () => {
    const { engine, source } = backend();
    await engine.init();
    expect(engine.upload(2, 4, "uint8", "float32", "4")).toBe(7);
    const double = source.made[0] as EngineDouble;
    expect(double.calls).toEqual(["staging 0 4", "upload uint8 float32 4"]);
    expect([...new Uint8Array(double.memory.buffer, 64, 4)]).toEqual([3, 4, 5, 6]);
  });

  it("passes the engine's own errors and stays alive", async () => {
    const { engine } = backend();
    await engine.init();
    expect(() => engine.op("bad", "", "")).toThrowError(
      expect.objectContaining({ code: "unknown_op" }),
    );
    expect(engine.op("add", "1", "")).toBe(1);
  });

  it("is dead after a trap: waits end, calls fail, restart makes a new instance", async () => {
    const { engine, source } = backend();
    await engine.init();
    (source.made[0] as EngineDouble).reads = new Promise(() => {});
    const waiting = codeOf(engine.read("1"));
    const panic = expect.objectContaining({ code: "engine_panic" });
    expect(() => engine.op("panic_probe", "", "")).toThrowError(panic);
    expect(await waiting).toBe("engine_panic");
    expect(() => engine.op("add", "1", "")).toThrowError(/panicked at probe/);
    expect(engine.last_ops()).toBe('["add","panic_probe"]');
    await engine.restart();
    expect(source.made.length).toBe(2);
    expect(engine.op("add", "1", "")).toBe(1);
  });
});

describe("run_steps", () => {
  const plan = (rows: number) =>
    JSON.stringify({
      columns: [{ address: 0, dtype: "uint8", row_shape: [2], rows }],
      indices_address: 512,
      indices_count: 4,
      batch: 2,
    });

  it("gathers rows in the order of the indices", async () => {
    const { engine, source, heap } = backend();
    new Int32Array(heap._module.HEAPU8.buffer, 512, 4).set([3, 0, 1, 2]);
    await engine.init();
    expect(await engine.run_steps(1, plan(4), 0, 2, 1000)).toBe(2);
    expect((source.made[0] as EngineDouble).batches).toEqual([
      [7, 8, 1, 2],
      [3, 4, 5, 6],
    ]);
  });

  it("refuses rows and steps that are not there", async () => {
    const { engine, heap } = backend();
    new Int32Array(heap._module.HEAPU8.buffer, 512, 4).set([3, 0, 1, 2]);
    await engine.init();
    expect(await codeOf(engine.run_steps(1, plan(3), 0, 1, 1000))).toBe("index_out_of_range");
    expect(await codeOf(engine.run_steps(1, plan(4), 2, 1, 1000))).toBe("bad_attribute");
  });

  it("ends when its time is over", async () => {
    const { engine } = backend();
    await engine.init();
    expect(await engine.run_steps(1, plan(4), 0, 2, 0)).toBe(1);
  });

  it("ends after the present step when Stop is pressed meanwhile", async () => {
    const { engine, stop, source } = backend();
    await engine.init();
    const double = source.made[0] as EngineDouble;
    stop.requested = () => double.batches.length > 0;
    expect(await codeOf(engine.run_steps(1, plan(4), 0, 2, 1000))).toBe("stopped");
    expect(double.batches.length).toBe(1);
  });

  it("does nothing when Stop was pressed before", async () => {
    const { engine, stop, source } = backend();
    await engine.init();
    stop.pressed = true;
    expect(await codeOf(engine.run_steps(1, plan(4), 0, 2, 1000))).toBe("stopped");
    expect((source.made[0] as EngineDouble).batches).toEqual([]);
  });

  it("answers at once between two yields, Stop included, and not after them", async () => {
    const { engine, stop } = backend();
    await engine.init();
    const steps = () => engine.run_steps(1, plan(4), 0, 2, 1000) as unknown;
    await engine.run_steps(1, plan(4), 0, 2, 1000);
    expect(steps()).toBe(2);
    stop.press();
    expect(steps).toThrowError(expect.objectContaining({ code: "stopped" }));
    expect(stop.masked).toBe(false);
    stop.pressed = false;
    await new Promise((done) => setTimeout(done, 40));
    expect(await (steps() as Promise<number>)).toBe(2);
  });
});

it("says that it computes until a wait is over, also one that Stop has ended", async () => {
  const { engine, stop, source } = backend();
  await engine.init();
  let answer: (bytes: Uint8Array) => void = () => {};
  (source.made[0] as EngineDouble).reads = new Promise((resolve) => {
    answer = resolve;
  });
  const reading = codeOf(engine.read("1"));
  expect(stop.computing).toBe(1);
  stop.press();
  expect(await reading).toBe("stopped");
  expect(stop.computing).toBe(1);
  answer(new Uint8Array());
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(stop.computing).toBe(0);
  stop.pressed = false;
  expect(() => engine.op("bad", "", "")).toThrow();
  expect(stop.computing).toBe(0);
});

describe("waits", () => {
  it("mask interrupts from the start", async () => {
    const stop = new StopDouble();
    const wait = sleep(stop, 1);
    expect(stop.masked).toBe(true);
    await wait;
  });

  it("end early on Stop", async () => {
    const stop = new StopDouble();
    const wait = codeOf(sleep(stop, 60_000));
    stop.press();
    expect(await wait).toBe("stopped");
  });

  it("always reject with an Error: Python would wait for ever for anything else", async () => {
    const failing = stoppable(new StopDouble(), () => Promise.reject("text"));
    await expect(failing).rejects.toBeInstanceOf(Error);
  });
});

describe("Stop in a foreign page", () => {
  it("holds the page's interrupt buffer back and gives it again", () => {
    const heap = heapOf([]);
    const buffer = new Uint8Array(1);
    heap._module.Py_EmscriptenSignalBuffer = buffer;
    heap.setInterruptBuffer = (next) => {
      heap._module.Py_EmscriptenSignalBuffer = next;
    };
    const stop = new ForeignStop(heap);
    stop.setMasked(true);
    stop.setMasked(true);
    expect(heap._module.Py_EmscriptenSignalBuffer).not.toBe(buffer);
    buffer[0] = 2;
    expect(stop.requested()).toBe(true);
    expect(buffer[0]).toBe(0);
    stop.setMasked(false);
    expect(stop.requested()).toBe(false);
    expect(heap._module.Py_EmscriptenSignalBuffer).toBe(buffer);
  });

  it("leaves a page without one alone", () => {
    const stop = new ForeignStop(heapOf([]));
    stop.setMasked(true);
    stop.setMasked(false);
    expect(stop.requested()).toBe(false);
  });
});
