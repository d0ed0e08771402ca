/**
 * Compiled libraries (numpy's) that a memory was taken with. Their data and what Python knows of
 * them are in the memory; their code is not, and nor are the places of their functions in
 * WebAssembly's table. A start from that memory puts both where they were, before the memory is
 * written, and runs nothing of theirs.
 */

interface Loaded {
  name: string;
  exports: Record<string, unknown>;
}

/** What of Emscripten's loader is used. */
export interface DynamicModule {
  HEAP8: Int8Array;
  HEAPU32: Uint32Array;
  wasmTable: WebAssembly.Table;
  /** Where a symbol lies: a function's place in the table, or an address. */
  GOT: Record<string, WebAssembly.Global>;
  GOTHandler: ProxyHandler<Set<string>>;
  LDSO: {
    loadedLibsByName: Record<string, Loaded>;
    loadedLibsByHandle: Record<number, Loaded>;
  };
  newDSO(name: string, handle: number, exports: object): unknown;
  getDylinkMetadata(code: WebAssembly.Module): { weakImports: Set<string> };
  updateTableMap(base: number, size: number): void;
  updateGOT(exports: object): void;
}

interface Library {
  /** Its file. */
  name: string;
  /** The loader's note of it, in the memory. */
  handle: number;
  memoryBase: number;
  tableBase: number;
  tableSize: number;
}

export interface Libraries {
  loaded: Library[];
  /** Symbols whose functions were put into the table for them. */
  places: [symbol: string, place: number][];
}

/** Fields of the loader's note. */
const MEMORY_BASE = 12;
const TABLE_BASE = 20;
const TABLE_SIZE = 24;

/** All that are loaded now, as they follow one another in the table. */
export function loadedLibraries(module: DynamicModule): Libraries {
  const { LDSO, HEAPU32, GOT, wasmTable } = module;
  const loaded = Object.entries(LDSO.loadedLibsByHandle)
    .filter(([handle]) => handle !== "0")
    .map(([key, { name }]) => {
      const handle = Number(key);
      const field = (offset: number) => HEAPU32[(handle + offset) >>> 2] as number;
      const [memoryBase, tableBase] = [field(MEMORY_BASE), field(TABLE_BASE)];
      return { name, handle, memoryBase, tableBase, tableSize: field(TABLE_SIZE) };
    })
    .sort((one, other) => one.tableBase - other.tableBase);
  const first = loaded[0]?.tableBase ?? Number.POSITIVE_INFINITY;
  const places = Object.entries(GOT)
    .map(([symbol, { value }]): [string, number] => [symbol, value])
    // Larger numbers are addresses of data.
    .filter(([, place]) => place >= first && place < wasmTable.length);
  return { loaded, places };
}

/** `codes`: each library's, in their order. */
export function linkAgain(
  module: DynamicModule,
  { loaded, places }: Libraries,
  codes: WebAssembly.Module[],
): void {
  for (const [index, library] of loaded.entries()) {
    link(module, library, codes[index] as WebAssembly.Module);
  }
  for (const [symbol, place] of places) {
    const entry = module.GOT[symbol];
    if (!entry) throw new Error(`Nothing is called ${symbol}.`);
    if (entry.value === place) continue;
    // The loader had used a place that had become free.
    module.wasmTable.set(place, module.wasmTable.get(entry.value));
    entry.value = place;
  }
}

function link(module: DynamicModule, library: Library, code: WebAssembly.Module): void {
  const { wasmTable, LDSO } = module;
  const { name, handle, memoryBase, tableBase, tableSize } = library;
  if (wasmTable.length > tableBase) throw new Error(`The table has no room for ${name}.`);
  wasmTable.grow(tableBase + tableSize - wasmTable.length);
  const python = LDSO.loadedLibsByName.__main__?.exports ?? {};
  const exports: Record<string, unknown> = {};
  const env = new Proxy<Record<string, unknown>>(
    { __memory_base: memoryBase, __table_base: tableBase },
    {
      get(own, symbol: string) {
        if (symbol in own) return own[symbol];
        const found = python[symbol] as { stub?: boolean } | undefined;
        if (found && !found.stub) return found;
        // Known only when it is called: the library's own function.
        own[symbol] = (...values: unknown[]) => (exports[symbol] as CallableFunction)(...values);
        return own[symbol];
      },
    },
  );
  const { weakImports } = module.getDylinkMetadata(code);
  const places = new Proxy(weakImports, module.GOTHandler);
  const instance = new WebAssembly.Instance(code, {
    env,
    wasi_snapshot_preview1: env,
    "GOT.mem": places,
    "GOT.func": places,
  } as unknown as WebAssembly.Imports);
  for (const [symbol, value] of Object.entries(instance.exports)) {
    exports[symbol] =
      value instanceof WebAssembly.Global
        ? new WebAssembly.Global({ value: "i32" }, value.value + memoryBase)
        : value;
  }
  module.updateTableMap(tableBase, tableSize);
  module.updateGOT(exports);
  module.newDSO(name, handle, exports);
}
