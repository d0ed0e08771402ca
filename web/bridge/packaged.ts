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

/** Pyodide with its files, among them those of the wheel. */
type Pyodide = PyodideHeap & { FS: { readFile(path: string): Uint8Array<ArrayBuffer> } };
type Read = (name: string) => Uint8Array<ArrayBuffer>;

let scripts = 0;

/** An address for a script; the closing comment makes it new each time. */
function addressOf(script: Uint8Array<ArrayBuffer>): string {
  scripts += 1;
  const text = `${new TextDecoder().decode(script)}\n// ${scripts}\n`;
  // Node cannot import addresses of blobs.
  if (!("location" in globalThis)) return `data:text/javascript,${encodeURIComponent(text)}`;
  return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}

function packagedSource(kind: EngineKind, read: Read): EngineSource {
  let module: Promise<WebAssembly.Module> | undefined;
  return {
    script: () => addressOf(read(`engine_${kind}.js`)),
    module: () => {
      module ??= WebAssembly.compile(read(`engine_${kind}_bg.wasm`));
      return module;
    },
  };
}

/** Makes `_p_vision` for this Pyodide; each engine is read out of the wheel's folder when needed. */
export function connect(pyodide: Pyodide, folder: string): NativeModule {
  const read = (name: string) => {
    try {
      return pyodide.FS.readFile(`${folder}/${name}`);
    } catch {
      throw new Error(`this wheel of p_vision carries no ${name}`);
    }
  };
  let adapter: Adapter = NOT_ASKED;
  const asked = probeAdapter().then((found) => {
    adapter = found;
  });
  return createNative({
    heap: pyodide,
    stop: new ForeignStop(pyodide),
    sources: { cpu: packagedSource("cpu", read), gpu: packagedSource("gpu", read) },
    adapter: () => adapter,
    asked,
  });
}
