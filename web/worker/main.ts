/** The worker that holds Python and the engine: one thing at a time, in the order it was asked. */
import type { PageMessage, Replies, RequestType } from "../protocol";
import { PROTOCOL_VERSION } from "../protocol";
import { type Booted, BootFailure, boot, type Session, type Started, timed } from "./boot";
import { Inputs, pageHost } from "./host";
import { Output } from "./output";
import { post, textOf } from "./post";
import { versions } from "./python";
import { Stopper } from "./stopper";
import { followUsed, tellUsed } from "./used";

type Boot = Extract<PageMessage, { type: "boot" }>;
type Run = Extract<PageMessage, { type: "run" }>;
type Ask = Exclude<PageMessage, { type: "boot" | "run" | "stop" | "input" }>;

/** What the next visit needs is written when a first short program has ended. */
const AFTER_READY = 1_500;

const output = new Output();
const inputs = new Inputs();
let stopper = new Stopper(undefined);
let booted: Started | null = null;
let session: Session | null = null;
let running = false;
let queue: Promise<unknown> = Promise.resolve();

/** Python is entered once at a time: a second entry would run inside the first one's waits. */
function enqueue<T>(work: () => Promise<T>): Promise<T> {
  const done = queue.then(work);
  queue = done.catch(() => undefined);
  return done;
}

async function start({ version, options, control }: Boot): Promise<void> {
  const begun = performance.now();
  let opening: Booted["finish"];
  try {
    if (version !== PROTOCOL_VERSION) throw new Error("The page and its worker differ. Reload it.");
    stopper = new Stopper(control);
    servedFrom(options.baseUrl);
    const { finish, ...started } = await boot(
      options,
      stopper,
      output,
      pageHost(stopper, output, inputs, late),
    );
    booted = started;
    opening = finish;
  } catch (error) {
    const step = error instanceof BootFailure ? error.step : "download";
    post({ type: "boot-failed", step, message: textOf(error) });
    return;
  }
  const { backends, restored } = booted;
  const info = {
    ...versions(booted.pyodide),
    backends: backends.all(),
    restored,
    bootMilliseconds: performance.now() - begun,
    interruptible: control !== undefined,
  };
  post({ type: "ready", info });
  followUsed();
  void enqueue(() => openSession(opening));
  const { available, software } = backends.info("Wgpu");
  if (options.gpu === "always" || (options.gpu === "auto" && available && !software)) {
    void enqueue(() => startGpu());
  }
}

/** The page is at work meanwhile; whatever it asks for comes after this. */
async function openSession(finish: Booted["finish"]): Promise<void> {
  try {
    session = await finish();
  } catch (error) {
    post({ type: "crashed", message: `It could not be connected: ${textOf(error)}.` });
    return;
  }
  setTimeout(() => void session?.keep(), AFTER_READY);
  await session.packages.load();
}

async function startGpu(): Promise<Replies["gpu"]> {
  const info = await timed("gpu", () => ready().backends.start("Wgpu"));
  post({ type: "backend", info });
  return info;
}

/** Where Python finds what is served beside the page, such as data sets. */
function servedFrom(baseUrl: string): void {
  (globalThis as { p_vision_site?: string }).p_vision_site = baseUrl;
}

function ready(): Started & Session {
  if (!booted || !session) throw new Error("Python has not started.");
  return { ...booted, ...session };
}

/** A package that Python misses while code runs. */
async function late(name: string): Promise<boolean> {
  return ready().packages.late(output.runId, name);
}

async function run({ runId, kind, code, filename, files }: Run): Promise<void> {
  const { python, packages } = ready();
  const begun = performance.now();
  const milliseconds = () => performance.now() - begun;
  running = true;
  output.runId = runId;
  stopper.begin(runId);
  post({ type: "started", runId });
  try {
    const encoder = new TextEncoder();
    for (const { name, text } of files) python.writeFile(name, encoder.encode(text));
    await packages.prepare(runId, [code, ...files.map(({ text }) => text)].join("\n"));
    const end = await python.run(code, kind, filename);
    finish();
    post({ type: "result", result: { runId, ...end, milliseconds: milliseconds() } });
  } catch (error) {
    if ((error as { pyodide_fatal_error?: boolean }).pyodide_fatal_error) {
      output.flush();
      post({ type: "crashed", message: `Its last words: ${textOf(error)}.` });
      return;
    }
    if (finish()) {
      post({ type: "result", result: { runId, outcome: "stopped", milliseconds: milliseconds() } });
    } else {
      const place = { line: 0, column: 0, endLine: 0, endColumn: 0 };
      const report = { name: "Error", message: textOf(error), traceback: textOf(error), ...place };
      const outcome = "error" as const;
      post({
        type: "result",
        result: { runId, outcome, error: report, milliseconds: milliseconds() },
      });
    }
  }
}

function finish(): boolean {
  running = false;
  output.flush();
  tellUsed();
  return stopper.end();
}

async function answer(message: Ask): Promise<Replies[RequestType]> {
  const { python, backends } = ready();
  switch (message.type) {
    case "complete":
      return python.complete(message.source, message.offset);
    case "signature":
      return python.signature(message.source, message.offset);
    case "hover":
      return python.hover(message.source, message.offset);
    case "check":
      return python.check(message.source);
    case "look":
      return python.look(message.what, message.options);
    case "variables":
      return python.variables(message.wanted);
    case "status":
      return {
        backend: await python.backend(),
        backends: backends.all(),
        memory: backends.memory(),
        pythonBytes: python.bytes,
      };
    case "gpu":
      return startGpu();
    case "widget":
      return python.widget(message.widget, message.message);
    case "demos":
      return python.demos(message.message);
    case "list-files":
      return python.files.list();
    case "read-file":
      return python.files.read(message.path);
    case "delete-file":
      python.files.remove(message.path);
      return true;
    case "write-file":
      python.writeFile(message.path, message.bytes);
      return true;
  }
}

async function reply(message: Ask): Promise<void> {
  const patient = message.type === "gpu" || message.type === "write-file";
  let value: Replies[RequestType] = null;
  try {
    // A reader who types does not wait for a run to end.
    if (patient || !running) value = await enqueue(() => answer(message));
  } catch (error) {
    console.error(error);
  }
  post({ type: "reply", id: message.id, value });
}

addEventListener("message", ({ data }: MessageEvent<PageMessage>) => {
  switch (data.type) {
    case "boot":
      void start(data);
      break;
    case "run":
      void enqueue(() => run(data));
      break;
    case "stop":
      stopper.ask(data.runId);
      break;
    case "input":
      inputs.answer(data.id, data.text);
      break;
    default:
      void reply(data);
  }
});
