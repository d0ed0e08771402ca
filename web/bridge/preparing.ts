/** How many of the shaders that were asked for are ready: compiling them is most of a first step. */

/** Both are 0 when nothing is left to be prepared. */
export type Tell = (ready: number, all: number) => void;

interface Device {
  createComputePipeline(this: Device, descriptor: unknown): unknown;
  pushErrorScope(filter: "validation"): void;
  popErrorScope(): Promise<unknown>;
}

/** What is over sooner needs no word. */
const WORTH_SAYING = 300;

/**
 * Counts the pipelines of all devices. The browser makes them one after the other in a process of its own,
 * and answers a question about errors when it has done what it was told before.
 */
export function watchPipelines(
  tell: Tell,
  device = (globalThis as { GPUDevice?: { prototype: Device } }).GPUDevice?.prototype,
  now = () => performance.now(),
): void {
  if (!device) return;
  const create = device.createComputePipeline;
  let [ready, all, begun, told] = [0, 0, 0, false];
  const count = (): void => {
    ready += 1;
    const over = ready === all;
    if (told || (!over && now() - begun >= WORTH_SAYING)) {
      told = !over;
      tell(over ? 0 : ready, over ? 0 : all);
    }
    if (over) [ready, all] = [0, 0];
  };
  device.createComputePipeline = function (descriptor) {
    if (all === 0) begun = now();
    all += 1;
    const pipeline = create.call(this, descriptor);
    this.pushErrorScope("validation");
    this.popErrorScope().then(count, count);
    return pipeline;
  };
}
