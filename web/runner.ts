/** Page-side control of the worker: one state machine for boot, runs, Stop and Restart. */
import type {
  BackendInfo,
  BootStep,
  MimeBundle,
  ReadyInfo,
  Replies,
  RequestType,
  RunKind,
  RunResult,
  TextFile,
  TrainingEvent,
} from "./protocol";

export { Runner } from "./worker/page_runner";

/** "booting" also after a restart; "crashed" and "failed" offer `restart()`. */
export type RunnerState = "booting" | "ready" | "running" | "stopping" | "crashed" | "failed";

export interface RunnerEvents {
  state: { state: RunnerState; message: string };
  bootStep: { step: BootStep; state: "started" | "done"; milliseconds: number };
  bootProgress: { step: BootStep; loaded: number; total: number };
  ready: ReadyInfo;
  backend: BackendInfo;
  started: { runId: number };
  packages: { runId: number; names: string[]; state: "started" | "done" | "failed" };
  output: { runId: number; stream: "stdout" | "stderr"; text: string };
  display: { runId: number; data: MimeBundle };
  preparing: { ready: number; all: number };
  training: { runId: number; event: TrainingEvent };
  inputRequest: { runId: number; prompt: string; answer: (text: string | null) => void };
  result: RunResult;
  used: { addresses: string[] };
}

/** What the user interface may call (class `Runner` implements it). */
export interface RunnerControl {
  readonly state: RunnerState;
  readonly info: ReadyInfo | null;
  /** From here on events are told, those first that have come already. */
  listen(): void;
  /**
   * Queues the code; runs at once when Python is ready. Resolves when the run has ended.
   * `files` are written beside the program before it starts; tracebacks name the text `filename`.
   */
  run(
    code: string,
    kind: RunKind,
    files?: readonly TextFile[],
    filename?: string,
  ): Promise<RunResult>;
  /** First call: stop the run. Second call, or no answer in 2 s: end Python and start it again. */
  stop(): void;
  restart(): void;
  request<T extends RequestType>(
    type: T,
    fields: Record<string, unknown>,
  ): Promise<Replies[T] | null>;
  on<K extends keyof RunnerEvents>(name: K, listener: (event: RunnerEvents[K]) => void): () => void;
  dispose(): void;
}
