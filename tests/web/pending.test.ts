/** A panic that nobody is told of, except as an uncaught error of the thread. */
import { beforeAll, expect, it, vi } from "vitest";
import type { EngineError } from "../../web/bridge/api";
import { createBackend } from "../../web/bridge/backend";
import { doubledSource, EngineDouble, heapOf, StopDouble } from "./engine_double";

const listeners: ((event: Event) => void)[] = [];

beforeAll(() => {
  vi.stubGlobal("addEventListener", (name: string, listener: (event: Event) => void) => {
    if (name === "error") listeners.push(listener);
  });
});

function trap(): boolean {
  const event = new Event("error", { cancelable: true });
  Object.assign(event, { error: new WebAssembly.RuntimeError("unreachable") });
  for (const listener of listeners) listener(event);
  return event.defaultPrevented;
}

/** A started backend that owes a read; `end` is what became of it. */
async function waiting() {
  const double = new EngineDouble();
  double.reads = new Promise(() => {});
  const parts = { kind: "gpu" as const, heap: heapOf([]), stop: new StopDouble() };
  const source = doubledSource(() => double);
  const backend = createBackend({ ...parts, source, before: () => "{}" });
  await backend.init();
  const state = { end: "open", double, backend };
  backend.read("1").catch((error: EngineError) => {
    state.end = error.code;
  });
  await settled();
  return state;
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

it("ends the promises of the backend that panicked and of no other", async () => {
  const [first, second] = [await waiting(), await waiting()];
  first.double.panic = "panicked in a future";
  expect(trap()).toBe(true);
  await settled();
  expect([first.end, second.end]).toEqual(["engine_panic", "open"]);
  expect(second.backend.op("add", "1", "")).toBe(1);
  second.double.panic = "and now this one";
  trap();
});

it("ends a backend that trapped without a word: its promise would stay open for ever", async () => {
  const alone = await waiting();
  trap();
  await settled();
  expect(alone.end).toBe("engine_panic");
});

it("leaves errors alone that come while nobody waits", () => {
  expect(trap()).toBe(false);
});
