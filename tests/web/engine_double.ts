/** An engine made of plain functions, to test the bridge without one. */
import type { EngineExports, EngineSource, Instance } from "../../web/bridge/glue";
import type { PyodideHeap } from "../../web/bridge/heap";
import type { StopOptions } from "../../web/bridge/stop";

export class EngineDouble {
  readonly memory = new WebAssembly.Memory({ initial: 1 });
  readonly calls: string[] = [];
  readonly batches: number[][] = [];
  panic = "";
  reads: Promise<Uint8Array> = Promise.resolve(new Uint8Array([1, 2]));

  readonly exports = {
    init_backend: async () => '{"backend":"Cpu","adapter":"","software":false,"reason":""}',
    staging: (column: number, nbytes: number) => {
      this.calls.push(`staging ${column} ${nbytes}`);
      return 64 + column * 1024;
    },
    upload: (source: string, dtype: string, shape: string) => {
      this.calls.push(`upload ${source} ${dtype} ${shape}`);
      return 7;
    },
    step: (_program: number, dtypes: string) => {
      this.calls.push(`step ${dtypes}`);
      this.batches.push([...new Uint8Array(this.memory.buffer, 64, 4)]);
    },
    op: (name: string) => {
      if (name === "panic_probe") {
        this.panic = "panicked at probe";
        throw new WebAssembly.RuntimeError("unreachable");
      }
      if (name === "bad")
        throw Object.assign(new Error("bad"), { code: "unknown_op", fields: "{}" });
      return 1;
    },
    read: () => this.reads,
    release: () => undefined,
    last_panic: () => this.panic,
    last_ops: () => '["add","panic_probe"]',
  } as unknown as EngineExports;

  get instance(): Instance {
    const nothing = (): void => undefined;
    return { exports: this.exports, memory: this.memory, threads: 1, begin: nothing, end: nothing };
  }
}

/** A source whose scripts set `globalThis.engineDouble` up as their exports. */
export function doubledSource(make: () => EngineDouble): EngineSource & { made: EngineDouble[] } {
  const made: EngineDouble[] = [];
  const shelf = globalThis as unknown as { engineDoubles: EngineDouble[] };
  shelf.engineDoubles = made;
  return {
    made,
    script: () => {
      const at = made.push(make()) - 1;
      const names = Object.keys((made[at] as EngineDouble).exports);
      const lines = names.map((name) => `export const ${name} = e.exports.${name};`);
      const text = `const e = globalThis.engineDoubles[${at}];\n${lines.join("\n")}
        export default async () => ({ memory: e.memory });\n// ${Math.random()}`;
      return `data:text/javascript,${encodeURIComponent(text)}`;
    },
    module: async () => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
  };
}

export class StopDouble implements StopOptions {
  pressed = false;
  masked = false;
  computing = 0;
  private readonly listeners = new Set<() => void>();

  requested(): boolean {
    return this.pressed;
  }

  subscribe(onStop: () => void): () => void {
    this.listeners.add(onStop);
    return () => this.listeners.delete(onStop);
  }

  setMasked(on: boolean): void {
    this.masked = on;
  }

  setBusy(on: boolean): void {
    this.computing += on ? 1 : -1;
  }

  press(): void {
    this.pressed = true;
    for (const listener of [...this.listeners]) listener();
  }
}

export function heapOf(bytes: number[]): PyodideHeap {
  const heap = new Uint8Array(1024);
  heap.set(bytes);
  return { _module: { HEAPU8: heap }, setInterruptBuffer: () => undefined };
}
