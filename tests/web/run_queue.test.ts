import { describe, expect, test } from "vitest";
import { stateWords } from "../../web/header/state_words";
import { wasEnded } from "../../web/output/page_end";
import { fitStatement } from "../../web/repl/fit_statement";
import { RunQueue } from "../../web/run_queue";
import { MemoryArea } from "./memory_area";

/** Work that ends when it is told to. */
function work(): { start: () => Promise<string>; end: () => void; begun: () => boolean } {
  let begun = false;
  let end = (): void => undefined;
  const done = new Promise<string>((resolve) => {
    end = () => resolve("done");
  });
  const start = (): Promise<string> => {
    begun = true;
    return done;
  };
  return { start, end: () => end(), begun: () => begun };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe("the queue", () => {
  test("begins at once, and the next when that has ended", async () => {
    const queue = new RunQueue(() => undefined);
    const [first, second] = [work(), work()];
    const one = queue.run("a.py", "a", first.start);
    expect(first.begun()).toBe(true);
    const two = queue.run("b.py", "b", second.start);
    expect(second.begun()).toBe(false);
    expect(queue.waiting.map(({ title }) => title)).toEqual(["b.py"]);
    first.end();
    expect(await one).toBe("done");
    await settled();
    expect(second.begun()).toBe(true);
    expect(queue.waiting).toEqual([]);
    expect(queue.isBusy).toBe(true);
    second.end();
    expect(await two).toBe("done");
    await settled();
    expect(queue.isBusy).toBe(false);
  });

  test("what waits can be taken back", async () => {
    let changes = 0;
    const queue = new RunQueue(() => changes++);
    const first = work();
    void queue.run("a.py", "a", first.start);
    const dropped = ["b.py", "c.py", "d.py"].map((name) => queue.run(name, name, work().start));
    queue.remove(queue.waiting[1]?.id ?? 0);
    expect(await dropped[1]).toBeNull();
    expect(queue.waiting.map(({ title }) => title)).toEqual(["b.py", "d.py"]);
    const before = changes;
    expect(queue.clear()).toBe(2);
    expect(changes).toBe(before + 1);
    expect(await Promise.all(dropped)).toEqual([null, null, null]);
    expect(queue.clear()).toBe(0);
  });

  test("the same program waits once, the same entry as often as it was entered", async () => {
    const queue = new RunQueue(() => undefined);
    void queue.run("a.py", "a", work().start);
    void queue.run("a.py", "a", work().start);
    expect(await queue.run("a.py", "a", work().start)).toBeNull();
    void queue.run("x", null, work().start);
    void queue.run("x", null, work().start);
    expect(queue.waiting.length).toBe(3);
  });

  test("goes on after something that failed", async () => {
    const queue = new RunQueue(() => undefined);
    const failed = queue.run("a.py", "a", () => Promise.reject(new Error("no")));
    const second = work();
    void queue.run("b.py", "b", second.start);
    await expect(failed).rejects.toThrow("no");
    await settled();
    expect(second.begun()).toBe(true);
  });
});

describe("going on with a training", () => {
  const FIT = "history = model.fit(\n    x, y,  # (all of it\n    epochs=3)";

  test.each([
    ["the only one", `x = 1\n${FIT}\nprint(")")\n`, 1, FIT],
    ["at the prompt", "model.fit(x, y)", 1, "model.fit(x, y)"],
    ["the second of two", `a.fit(x, y)\n${FIT}\n`, 2, FIT],
    ["a name in a text", `print("model.fit(")\n${FIT}\n`, 1, FIT],
    ["brackets in texts", 'model.fit(x, name=")")', 1, 'model.fit(x, name=")")'],
    ["in a loop", `for _ in range(3):\n    model.fit(x, y)\n`, 1, null],
    ["one of them in a function", `def f():\n    a.fit(x)\n${FIT}\nf()\n`, 2, null],
    ["more trainings than statements", "model.fit(x, y)", 2, null],
    ["never closed", "model.fit(x, y", 1, null],
  ])("%s", (_, code, begun, statement) => {
    expect(fitStatement(code, begun)).toBe(statement);
  });
});

describe("the state in words", () => {
  test("says how long a training still takes, and lets another program wait", () => {
    const state = stateWords("running", true, "2 min");
    expect(state.text).toBe("Running, 2 min left");
    expect(state.canRun).toBe(true);
    expect(stateWords("running", true).text).toBe("Running");
  });

  test("says what the graphics card is being prepared for", () => {
    const words = stateWords("running", true, "2 min", { ready: 12, all: 43 });
    expect(words.text).toBe("Preparing the graphics card: 12 of 43");
  });
});

describe("an end that the page did not hear of", () => {
  test("is known at the next start, a normal one is not", () => {
    const area = new MemoryArea() as unknown as Storage;
    const listeners: Record<string, () => void> = {};
    Object.assign(globalThis, {
      addEventListener: (kind: string, listener: () => void) => {
        listeners[kind] = listener;
      },
    });
    expect(wasEnded(area)).toBe(false);
    expect(wasEnded(area)).toBe(true);
    listeners.pagehide?.();
    expect(wasEnded(area)).toBe(false);
    expect(wasEnded(null)).toBe(false);
  });
});
