/** What Python sees as the JavaScript module `_p_vision`: flat functions on numbers and strings. */

/** Compared with the engine's own number before anything runs. */
export const ABI = 1;

/**
 * One backend. Every function throws `EngineError`; the ones that return a promise are already
 * masked against interrupts and end early with code "stopped" when Stop is pressed. Python hands
 * such a promise to `run_sync` and calls `unmask()` afterwards, whatever happened.
 */
export interface NativeEngine {
  /** Loads and starts the backend; a no-op when it runs. */
  init(): Promise<string>;
  info(): string;
  /** True after `init()` has succeeded and until a panic. */
  started(): boolean;
  /** A fresh instance after a panic; all handles, variables and programs are gone. */
  restart(): Promise<string>;
  upload(
    address: number,
    nbytes: number,
    sourceDtype: string,
    dtype: string,
    shape: string,
  ): number;
  describe(handle: number): string;
  read(handles: string): Promise<Uint8Array>;
  release(handles: string): void;
  op(name: string, handles: string, attrs: string): number;
  /** The number of an op for the next two. */
  op_number(name: string): number;
  /** Frees a tensor and runs an op on one or two; 0 stands for none. */
  op_direct(number: number, first: number, second: number, freed: number): number;
  /** The same for a tensor and a float on its right. */
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
  /** Runs a program without arguments and gives its float32 numbers as text, joined by commas. */
  numbers(program: number): Promise<string>;
  run_steps(
    program: number,
    plan: string,
    firstStep: number,
    steps: number,
    budgetMilliseconds: number,
  ): Promise<number>;
  /** Starts steps that nobody waits for; Stop does not end them. */
  begin_steps(program: number, plan: string, firstStep: number, steps: number): void;
  /** Whether they are done; throws what went wrong with them. */
  steps_ended(): boolean;
  permutation(count: number, seed: number): Uint8Array;
  memory(): string;
  self_test(): Promise<string>;
  stop(): void;
  last_ops(): string;
}

/** The whole module. */
export interface NativeModule {
  abi: number;
  cpu: NativeEngine;
  gpu: NativeEngine;
  /** Ends the masked state that each promise-returning function begins. */
  unmask(): void;
  /** Begins it: for waits that Python makes on something else than this module. */
  mask(): void;
  /** Same end as `unmask()` for false; kept so that `masked(true)`/`masked(false)` reads well. */
  masked(on: boolean): void;
  /** A wait until it is known which graphics adapter there is. */
  asked(): Promise<void>;
  /** A stoppable wait; `time.sleep` is built on it. `sleep(0)` lets messages in. */
  sleep(milliseconds: number): Promise<void>;
}

export type EngineKind = "cpu" | "gpu";

/** Codes that the bridge itself raises; all others come from the engine. */
export type BridgeCode = "engine_panic" | "stopped" | "unavailable" | "bad_attribute";

/** The error form that crosses into Python: `.code` and `.fields` (JSON text). */
export class EngineError extends Error {
  readonly code: string;
  readonly fields: string;

  constructor(code: string, fields: Record<string, unknown> = {}) {
    super(`${code} ${JSON.stringify(fields)}`);
    this.name = "EngineError";
    this.code = code;
    this.fields = JSON.stringify(fields);
  }
}
