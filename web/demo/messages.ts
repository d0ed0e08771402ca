/** Messages between a page with a demo and the worker that holds the engine. */
import type { Weight } from "./weights";

export interface DemoModel {
  program: string;
  constants: Weight[];
  variables: Weight[];
}

/** The numbers of one input, in the type that the bytes have. */
export interface Question {
  source: "uint8" | "float32" | "int32";
  dtype: "float32" | "int32";
  bytes: Uint8Array<ArrayBuffer>;
  length: number;
}

export interface Answer {
  /** Without the axis of the batch. */
  shape: number[];
  values: Float64Array;
}

export type ToEngine =
  | { type: "start"; baseUrl: string }
  | { type: "load"; model: DemoModel }
  | { type: "ask"; id: number; question: Question };

export type FromEngine =
  | { type: "started" }
  | { type: "loaded" }
  | { type: "answer"; id: number; answer: Answer }
  | { type: "failed"; what: "engine" | "refused" | "failed"; detail: string };
