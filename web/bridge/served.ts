/** The engines as the playground's server sends them. */
import type { Adapter } from "./adapter";
import type { NativeModule } from "./api";
import type { EngineSource } from "./glue";
import type { PyodideHeap } from "./heap";
import { createNative } from "./native";
import { scriptAddress } from "./scripts";
import type { StopOptions } from "./stop";
import { threadCount } from "./threads";

/** The processor's engine, the same for several threads, and that of the graphics card. */
type EngineName = "cpu" | "threads" | "gpu";
type ServedSource = EngineSource & { preload(): void };

/** The source of one engine below the site's address; fetching begins with `preload` or `module`. */
export function servedSource(baseUrl: string, name: EngineName): ServedSource {
  const address = `${baseUrl}engine/engine_${name}`;
  let scripts = 0;
  let compiled: Promise<WebAssembly.Module> | null = null;
  const module = () => {
    compiled ??= compile(`${address}_bg.wasm`).catch((error: unknown) => {
      compiled = null;
      throw error;
    });
    return compiled;
  };
  return {
    script: () => {
      scripts += 1;
      return scriptAddress(`${address}.js${scripts === 1 ? "" : `?instance=${scripts}`}`);
    },
    module,
    preload: () => {
      module().catch(() => undefined);
    },
  };
}

async function compile(address: string): Promise<WebAssembly.Module> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the server answered ${response.status} for ${address}`);
  const type = response.headers.get("Content-Type") ?? "";
  return type.startsWith("application/wasm")
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/** The engine of the processor, on as many threads as there can be. */
function processorSource(baseUrl: string): ServedSource {
  const threads = threadCount();
  const single = servedSource(baseUrl, "cpu");
  if (threads === 1) return single;
  return { ...servedSource(baseUrl, "threads"), threads, otherwise: single };
}

/** Makes `_p_vision` for the playground's worker; fetching of the processor engine begins now. */
export function connectServed(
  pyodide: PyodideHeap,
  baseUrl: string,
  stop: StopOptions,
  adapter: () => Adapter,
): NativeModule {
  const cpu = processorSource(baseUrl);
  cpu.preload();
  const sources = { cpu, gpu: servedSource(baseUrl, "gpu") };
  return createNative({ heap: pyodide, stop, sources, adapter });
}
