/**
 * The bridge for pages that know nothing of p_vision: the wheel carries it as one classic script,
 * with the engines beside it.
 */
import { type Adapter, NOT_ASKED, probeAdapter } from "./adapter";
import type { EngineKind, NativeModule } from "./api";
import type { EngineSource } from "./glue";
import type { PyodideHeap } from "./heap";
import { createNative } from "./native";
import { ForeignStop } from "./stop";

/** Files of the wheel's folder by name. */
type Files = Record<string, Uint8Array<ArrayBuffer> | undefined>;

let scripts = 0;

/** An address for a script; the closing comment makes it new each time. */
function addressOf(script: Uint8Array<ArrayBuffer>): string {
  scripts += 1;
  const text = `${new TextDecoder().decode(script)}\n// ${scripts}\n`;
  // Node cannot import addresses of blobs.
  if (!("location" in globalThis)) return `data:text/javascript,${encodeURIComponent(text)}`;
  return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}

function packagedSource(kind: EngineKind, files: Files): EngineSource {
  const file = (name: string) => {
    const bytes = files[name];
    if (!bytes) throw new Error(`this wheel of p_vision carries no ${name}`);
    return bytes;
  };
  let module: Promise<WebAssembly.Module> | undefined;
  return {
    script: () => addressOf(file(`engine_${kind}.js`)),
    module: () => {
      module ??= WebAssembly.compile(file(`engine_${kind}_bg.wasm`));
      return module;
    },
  };
}

/** Makes `_p_vision` for this Pyodide out of the files of the wheel. */
export function connect(pyodide: PyodideHeap, files: Files): NativeModule {
  let adapter: Adapter = NOT_ASKED;
  void probeAdapter().then((found) => {
    adapter = found;
  });
  return createNative({
    heap: pyodide,
    stop: new ForeignStop(pyodide),
    sources: { cpu: packagedSource("cpu", files), gpu: packagedSource("gpu", files) },
    adapter: () => adapter,
  });
}
