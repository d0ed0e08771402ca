/** The engine as wasm-bindgen exports it (`crate/src/web.rs`), and how an instance is made. */
import { Threads } from "./threads";

export interface EngineExports {
  init_backend(): Promise<string>;
  /** Address of a buffer of so many bytes for one column; the caller fills it. */
  staging(column: number, nbytes: number): number;
  /** Makes a tensor of what was staged as column 0. */
  upload(sourceDtype: string, dtype: string, shape: string): number;
  /** Runs a program on the staged columns. */
  step(program: number, sourceDtypes: string): void;
  describe(handle: number): string;
  read(handles: string): Promise<Uint8Array>;
  /** Only on a backend that can answer at once. */
  read_now?(handles: string): Uint8Array;
  release(handles: string): void;
  op(name: string, handles: string, attrs: string): number;
  op_number(name: string): number;
  op_direct(number: number, first: number, second: number, freed: number): number;
  op_scalar(number: number, handle: number, right: number, freed: number): number;
  host_op(name: string, handles: string, attrs: string): Promise<number>;
  infer(name: string, specs: string, attrs: string): string;
  ops(): string;
  watch(handle: number): number;
  gradients(loss: number, sources: string): string;
  variable_create(handle: number): number;
  variable_assign(variable: number, handle: number): void;
  variable_read(variable: number): number;
  variable_free(variables: string): void;
  program_load(json: string, constants: string, variables: string): number;
  program_free(program: number): void;
  run(program: number, args: string): string;
  /** Only on a backend that can answer at once. */
  numbers_now?(program: number): string;
  permutation(count: number, seed: number): Uint8Array;
  memory_report(): string;
  self_test(): Promise<string>;
  last_ops(): string;
  last_panic(): string;
  /** Only where there can be several. */
  thread_count?(): number;
  /** Whether there was work that more threads could have shared. */
  threads_wanted?(): boolean;
}

interface GlueModule extends EngineExports {
  default(input: { module_or_path: WebAssembly.Module }): Promise<{ memory: WebAssembly.Memory }>;
}

/** One instance: its functions and its memory. */
export interface Instance {
  exports: EngineExports;
  memory: WebAssembly.Memory;
  /** How many threads compute when all have joined. */
  threads: number;
  /** Starts the others once there is work for them: small programs never need them. */
  begin(): void;
  /** Ends what else belongs to it. */
  end(): void;
}

/** Where an engine comes from. Each call of `script` must give an address not imported before. */
export interface EngineSource {
  script(): string;
  module(): Promise<WebAssembly.Module>;
  /** How many threads its instances have; one if nothing is said. */
  threads?: number;
  /** What to take where this one cannot start. */
  otherwise?: EngineSource;
}

/** A fresh instance: the script keeps its state per address, so every instance has its own. */
export async function instantiate(source: EngineSource): Promise<Instance> {
  try {
    return await started(source);
  } catch (error) {
    // Not kept for a visit without network, or a device that has not so much memory to share.
    if (source.otherwise) return started(source.otherwise);
    throw error;
  }
}

async function started(source: EngineSource): Promise<Instance> {
  const { threads = 1 } = source;
  const script = source.script();
  const [glue, module] = await Promise.all([
    import(/* @vite-ignore */ script) as Promise<GlueModule>,
    source.module(),
  ]);
  const { memory } = await glue.default({ module_or_path: module });
  let others: Threads | null = null;
  const begin = (): void => {
    if (threads === 1 || others || !glue.threads_wanted?.()) return;
    others = new Threads(threads - 1, { script, module, memory });
  };
  return { exports: glue, memory, threads, begin, end: () => others?.end() };
}
