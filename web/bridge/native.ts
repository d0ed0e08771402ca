/** Puts the module `_p_vision` together. */
import { type Adapter, adapterInfo } from "./adapter";
import { ABI, type EngineKind, type NativeModule } from "./api";
import { createBackend } from "./backend";
import type { EngineSource } from "./glue";
import type { PyodideHeap } from "./heap";
import type { StopOptions } from "./stop";
import { sleep, stoppable } from "./waits";

export interface NativeParts {
  heap: PyodideHeap;
  stop: StopOptions;
  sources: Record<EngineKind, EngineSource>;
  /** The graphics adapter, as far as it is known now. */
  adapter: () => Adapter;
  /** Done when it is known. */
  asked?: Promise<unknown>;
}

const CPU_INFO = JSON.stringify({
  backend: "Cpu",
  adapter: "SIMD, one thread",
  software: false,
  reason: "",
  abi: ABI,
});

export function createNative({ heap, stop, sources, adapter, asked }: NativeParts): NativeModule {
  const common = { heap, stop };
  const cpu = { ...common, kind: "cpu" as const, source: sources.cpu, before: () => CPU_INFO };
  const before = () => adapterInfo(adapter());
  const gpu = { ...common, kind: "gpu" as const, source: sources.gpu, before };
  return {
    abi: ABI,
    cpu: createBackend(cpu),
    gpu: createBackend(gpu),
    mask: () => stop.setMasked(true),
    unmask: () => stop.setMasked(false),
    masked: (on) => stop.setMasked(on),
    asked: () => stoppable(stop, () => Promise.resolve(asked).then(() => undefined)),
    sleep: (milliseconds) => sleep(stop, milliseconds),
  };
}
