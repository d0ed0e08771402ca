/** The engine of a demo, in a worker of its own: a hostile program can be ended with it. */
import { type Instance, instantiate } from "../bridge/glue";
import { servedSource } from "../bridge/served";
import type { Answer, DemoModel, FromEngine, Question, ToEngine } from "./messages";
import { count, type Weight } from "./weights";

/** Answers with more values are not fetched. */
const MOST_VALUES = 1_000_000;
const MOST_BYTES = 1_000_000_000;

let engine: Promise<Instance> | null = null;
let program = 0;

function post(message: FromEngine): void {
  postMessage(message);
}

async function start(baseUrl: string): Promise<Instance> {
  const instance = await instantiate(servedSource(baseUrl, "cpu"));
  await instance.exports.init_backend();
  return instance;
}

function upload({ exports, memory }: Instance, weight: Weight): number {
  const { bytes, source, dtype, shape } = weight;
  const at = exports.staging(0, bytes.length) >>> 0;
  new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
  return exports.upload(source, dtype, shape.join(","));
}

function load(instance: Instance, { program: text, constants, variables }: DemoModel): void {
  const { exports } = instance;
  const bound = constants.map((weight) => upload(instance, weight));
  const slots = variables.map((weight) => {
    const handle = upload(instance, weight);
    const variable = exports.variable_create(handle);
    exports.release(String(handle));
    return variable;
  });
  program = exports.program_load(text, bound.join(","), slots.join(","));
}

async function ask(instance: Instance, question: Question): Promise<Answer> {
  const { exports } = instance;
  const { source, dtype, bytes, length } = question;
  const given = upload(instance, { source, dtype, bytes, shape: [length] });
  const result = exports.run(program, String(given));
  try {
    const [kind = "", sizes = ""] = exports.describe(Number(result)).split(" ");
    const shape = sizes === "" ? [] : sizes.split(",").map(Number);
    if (count(shape) > MOST_VALUES) throw new Error("the answer is too large");
    const values = numbers(kind, await exports.read(result));
    // The demo asks about one sample: the first axis has only that.
    return { shape: shape.length > 0 && shape[0] === 1 ? shape.slice(1) : shape, values };
  } finally {
    exports.release(`${given},${result}`);
  }
}

function numbers(dtype: string, read: Uint8Array): Float64Array {
  const bytes = read.slice();
  if (dtype === "bool") return Float64Array.from(bytes);
  const array = dtype === "int32" ? new Int32Array(bytes.buffer) : new Float32Array(bytes.buffer);
  return Float64Array.from(array);
}

/** Wasm cannot give memory back: one that has grown like this is no longer a small demo. */
function checkMemory({ memory }: Instance): void {
  if (memory.buffer.byteLength > MOST_BYTES) throw new Error("it takes too much memory");
}

async function work(message: ToEngine): Promise<void> {
  if (message.type === "start") {
    engine = start(message.baseUrl);
    await engine;
    post({ type: "started" });
    return;
  }
  if (!engine) throw new Error("not started");
  const instance = await engine;
  if (message.type === "load") {
    load(instance, message.model);
    post({ type: "loaded" });
  } else {
    const answer = await ask(instance, message.question);
    checkMemory(instance);
    post({ type: "answer", id: message.id, answer });
  }
}

const FAILURES = { start: "engine", load: "refused", ask: "failed" } as const;
let queue: Promise<void> = Promise.resolve();
let failed = false;

addEventListener("message", ({ data }: MessageEvent<ToEngine>) => {
  queue = queue.then(async () => {
    if (failed) return;
    try {
      await work(data);
    } catch (error) {
      failed = true;
      post({ type: "failed", what: FAILURES[data.type], detail: String(error) });
    }
  });
});
