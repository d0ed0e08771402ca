/** Shaders that are compiled are counted, and told of where it takes a while. */
import { expect, test } from "vitest";
import { watchPipelines } from "../../web/bridge/preparing";

class Device {
  answers: (() => void)[] = [];
  made = 0;

  createComputePipeline(): number {
    return ++this.made;
  }

  pushErrorScope(): void {}

  popErrorScope(): Promise<unknown> {
    return new Promise((resolve) => this.answers.push(() => resolve(null)));
  }

  async compile(count: number): Promise<void> {
    for (const answer of this.answers.splice(0, count)) answer();
    await Promise.resolve();
  }
}

function watched() {
  class Own extends Device {}
  const told: [number, number][] = [];
  const clock = { now: 0 };
  watchPipelines(
    (ready, all) => told.push([ready, all]),
    Own.prototype as never,
    () => clock.now,
  );
  return { device: new Own(), told, clock };
}

test("what is over soon is not told of", async () => {
  const { device, told, clock } = watched();
  expect(device.createComputePipeline()).toBe(1);
  expect(device.createComputePipeline()).toBe(2);
  await device.compile(1);
  clock.now = 900;
  await device.compile(1);
  expect(told).toEqual([]);
});

test("what takes longer is counted to its end, and the next ones from the beginning", async () => {
  const { device, told, clock } = watched();
  for (const begun of [0, 1000]) {
    clock.now = begun;
    for (let count = 0; count < 4; count++) device.createComputePipeline();
    clock.now = begun + 200;
    await device.compile(1);
    clock.now = begun + 400;
    await device.compile(1);
    await device.compile(2);
    expect(told.splice(0)).toEqual([
      [2, 4],
      [3, 4],
      [0, 0],
    ]);
  }
});

test("a browser without graphics cards has nothing to watch", () => {
  expect(() => watchPipelines(() => {})).not.toThrow();
});
