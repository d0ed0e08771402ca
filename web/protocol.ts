/** Messages between the page and the worker that holds Python and the engine. */
import type { ModelGraph } from "./model/graph_types";

export const PYODIDE_VERSION = "314.0.7";
/** Raised when the two sides stop understanding each other. */
export const PROTOCOL_VERSION = 1;

export type BackendName = "Cpu" | "Wgpu";

/** What the boot does, in order; `gpu` runs after `ready` and may fail alone. */
export const BOOT_STEPS = ["download", "python", "packages", "engine", "import", "gpu"] as const;
export type BootStep = (typeof BOOT_STEPS)[number];

export interface BootOptions {
  /** Folder of the site, absolute, ending in "/". */
  baseUrl: string;
  /** "auto" loads the GPU engine only where a hardware adapter exists. */
  gpu: "auto" | "always" | "never";
  /** Start from (and save) a memory snapshot in Cache Storage. */
  snapshot: boolean;
}

/** What one backend says about itself (`init()`/`info()` of the engine). */
export interface BackendInfo {
  backend: BackendName;
  available: boolean;
  adapter: string;
  software: boolean;
  /** How many threads compute, where there are several. */
  threads?: number;
  reason: string;
}

export interface ReadyInfo {
  python: string;
  version: string;
  backends: BackendInfo[];
  /** Started from a memory snapshot. */
  restored: boolean;
  bootMilliseconds: number;
  /** Pure Python loops can be stopped (shared memory is available). */
  interruptible: boolean;
}

/** "cell": the editor's text. "console": a REPL entry, whose value is shown and may be incomplete. */
export type RunKind = "cell" | "console";

/** A text file beside the program that is run. */
export interface TextFile {
  name: string;
  text: string;
}

export interface ErrorReport {
  name: string;
  message: string;
  /** Trimmed to the user's own lines; ready to print. */
  traceback: string;
  /** 1-based place in the text that was run; 0 where unknown. */
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/**
 * "incomplete": a console entry that needs more lines; nothing was run.
 * "stopped": Stop was pressed; names and models stay as they are.
 * "crashed": Python died or was ended; all names are lost.
 */
export type RunOutcome = "ok" | "error" | "stopped" | "incomplete" | "crashed";

export interface RunResult {
  runId: number;
  outcome: RunOutcome;
  error?: ErrorReport;
  milliseconds: number;
}

/** MIME type to content; binary types are base64. */
export type MimeBundle = Record<string, string>;

export interface Completion {
  label: string;
  kind: "function" | "class" | "module" | "keyword" | "property" | "variable" | "parameter";
  detail: string;
}

export interface CompletionReply {
  /** Offset in the source at which the labels start. */
  from: number;
  items: Completion[];
}

export interface SignatureReply {
  name: string;
  /** As Python writes it: "(units, activation=None, ...)". */
  signature: string;
  parameters: string[];
  /** Index of the parameter the cursor is in; -1 where unknown. */
  active: number;
  documentation: string;
}

export interface HoverReply {
  /** Where the name stands in the source. */
  from: number;
  to: number;
  title: string;
  signature: string;
  documentation: string;
}

export interface SyntaxProblem {
  message: string;
  /** 1-based; 0 where unknown. */
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

type Logs = Record<string, number>;

/** Plain dictionaries emitted by `p_vision.events`. */
export type TrainingEvent =
  | {
      event: "fit_begin";
      fit: number;
      model: string;
      epochs: number;
      steps: number | null;
      metrics: string[];
      backend: string;
    }
  | {
      event: "progress";
      fit: number;
      epoch: number;
      step: number;
      logs: Logs;
      ms_per_step: number;
    }
  /** Where a model is trained, of the two backends that are there. */
  | {
      event: "backend_choice";
      fit: number;
      model: string;
      backend: BackendName;
      why: "small" | "timed" | "failed";
      milliseconds: Partial<Record<BackendName, number>>;
      problem: string;
    }
  | { event: "epoch_end"; fit: number; epoch: number; logs: Logs; seconds: number }
  | { event: "fit_end"; fit: number; stopped: boolean }
  | { event: "evaluate_begin" | "evaluate_end"; [key: string]: unknown }
  /** The model whose training begins, where the page does not show it yet. */
  | { event: "model"; graph: ModelGraph };

export interface MemoryInfo {
  backend: BackendName;
  tensors: number;
  bytes: number;
  variables: number;
  programs: number;
  peak_bytes: number;
}

export interface SessionStatus {
  /** The backend new models get; "" before p_vision is imported. */
  backend: string;
  backends: BackendInfo[];
  memory: MemoryInfo[];
  /** Bytes of Python's own memory. */
  pythonBytes: number;
}

export type PageMessage =
  | { type: "boot"; version: number; options: BootOptions; control?: SharedArrayBuffer }
  | {
      type: "run";
      runId: number;
      kind: RunKind;
      code: string;
      filename: string;
      files: readonly TextFile[];
    }
  | { type: "stop"; runId: number }
  | { type: "complete"; id: number; source: string; offset: number }
  | { type: "signature"; id: number; source: string; offset: number }
  /** What stands under the mouse or at the cursor. */
  | { type: "hover"; id: number; source: string; offset: number }
  /** Whether Python could read a text. */
  | { type: "check"; id: number; source: string }
  /** A question about the session's models; `model/look.ts` has them. */
  | { type: "look"; id: number; what: string; options: string }
  | { type: "status"; id: number }
  /** Names that the session holds now and that hold a text, for the Variables view. */
  | { type: "variables"; id: number; wanted: string }
  /** Load the GPU engine now, even on a software adapter. */
  | { type: "gpu"; id: number }
  /** Something was drawn, moved or typed in an input of the program. */
  | { type: "widget"; id: number; widget: string; message: string }
  /** Which models could be shared, or one of them as bytes; `p_vision.ui.demos` has both forms. */
  | { type: "demos"; id: number; message: string }
  /** What lies in the program's folder. */
  | { type: "list-files"; id: number }
  | { type: "read-file"; id: number; path: string }
  | { type: "delete-file"; id: number; path: string }
  | { type: "write-file"; id: number; path: string; bytes: Uint8Array }
  | { type: "input"; id: number; text: string | null };

export interface FileEntry {
  /** Below the program's folder. */
  path: string;
  size: number;
}

/** What `p_vision.ui` answers to an input. */
export type WidgetReply =
  | { kind: "bars"; bars: { label: string; value: number }[] }
  | { kind: "picture"; text: string; svg?: string; address?: string }
  /** Numbers as they are, in letters: `ui/outcome.ts` says what they are shown as. */
  | { kind: "values"; shape: number[]; values: string; names: string[] | null }
  | {
      kind: "pixels";
      text: string;
      width: number;
      height: number;
      channels: 1 | 3;
      pixels: Uint8ClampedArray<ArrayBuffer>;
    }
  | { kind: "text" | "problem"; text: string }
  | { kind: "gone" };

/** What can be shared of the models in the session; `data` (base64) where one was asked for. */
export interface DemosReply {
  offers?: {
    widget: string;
    precision: string;
    description: string;
    /** `demo/cost.ts` reads it. */
    cost?: unknown;
    size: number;
  }[];
  data?: string;
  description?: string;
}

/** What `py/playground/variables.py` tells of a name; nothing was computed for it. */
export interface VariableInfo {
  name: string;
  type: string;
  /** As Python writes it, cut; "" where it has no short form. */
  value: string;
  shape?: string;
  dtype?: string;
  /** Items of a list. */
  count?: number;
  layers?: number;
  parameters?: number;
}

export interface VariablesReply {
  total: number;
  /** The newest of them. */
  names: VariableInfo[];
}

/** Answers by the request's id; `null` while a run keeps Python busy. */
export interface Replies {
  complete: CompletionReply | null;
  signature: SignatureReply | null;
  hover: HoverReply | null;
  check: { problem: SyntaxProblem | null } | null;
  look: object | null;
  status: SessionStatus | null;
  variables: VariablesReply | null;
  gpu: BackendInfo;
  widget: WidgetReply | null;
  demos: DemosReply | null;
  "list-files": FileEntry[] | null;
  "read-file": Uint8Array | null;
  "delete-file": true;
  "write-file": true;
}

export type RequestType = keyof Replies;

export type WorkerMessage =
  | { type: "boot-step"; step: BootStep; state: "started" | "done"; milliseconds: number }
  | { type: "boot-progress"; step: BootStep; loaded: number; total: number }
  | { type: "boot-failed"; step: BootStep; message: string }
  | { type: "ready"; info: ReadyInfo }
  /** The GPU engine finished its probe after `ready`. */
  | { type: "backend"; info: BackendInfo }
  | { type: "started"; runId: number }
  /** A package such as numpy is being loaded because the code imports it. */
  | { type: "packages"; runId: number; names: string[]; state: "started" | "done" | "failed" }
  | { type: "output"; runId: number; stream: "stdout" | "stderr"; text: string }
  | { type: "display"; runId: number; data: MimeBundle }
  /** So many of the graphics card's shaders are ready; both 0 when nothing is left to prepare. */
  | { type: "preparing"; ready: number; all: number }
  | { type: "training"; runId: number; event: TrainingEvent }
  | { type: "input-request"; id: number; runId: number; prompt: string }
  | { type: "stop-seen"; runId: number }
  | { type: "result"; result: RunResult }
  /** Addresses that the worker has loaded: they are wanted on a visit without network too. */
  | { type: "used"; addresses: string[] }
  | { type: "reply"; id: number; value: Replies[RequestType] }
  | { type: "crashed"; message: string };

/** Layout of the shared control bytes (present only where the page is cross-origin isolated). */
export const CONTROL_SIGNAL = 0;
export const CONTROL_ACK = 1;
/** Not 0 while the engine computes: it ends its step before it hears of Stop. */
export const CONTROL_BUSY = 2;
export const CONTROL_BYTES = 8;
/** What Python's interrupt buffer expects for Ctrl-C. */
export const SIGINT = 2;
