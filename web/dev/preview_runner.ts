/**
 * A runner without Python, to look at every state of the page:
 * `npx vite --mode preview-states`, then `/?scene=booting`, `failed`, `ready` or `trained`.
 */
import {
  type BackendInfo,
  BOOT_STEPS,
  type MimeBundle,
  type ReadyInfo,
  type Replies,
  type RequestType,
  type RunKind,
  type RunResult,
} from "../protocol";
import type { RunnerControl, RunnerEvents, RunnerState } from "../runner";
import { convnetSummary, digitPicture, exampleError, trainingScript } from "./preview_data";

const BACKENDS: BackendInfo[] = [
  { backend: "Cpu", available: true, adapter: "SIMD, one thread", software: false, reason: "" },
  {
    backend: "Wgpu",
    available: false,
    adapter: "",
    software: false,
    reason: "this browser offers no graphics adapter",
  },
];

const INFO: ReadyInfo = {
  python: "3.14.2",
  version: "0.1.0",
  backends: BACKENDS,
  restored: false,
  bootMilliseconds: 3120,
  interruptible: true,
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class PreviewRunner implements RunnerControl {
  state: RunnerState = "booting";
  info: ReadyInfo | null = null;
  private readonly listeners = new Map<string, Set<(event: never) => void>>();
  private nextId = 1;
  private stopped = false;
  private fits = 0;
  private ready: Promise<void>;

  constructor(private readonly scene: string) {
    this.ready = this.boot();
  }

  listen(): void {
    // Every scene begins after a while, when everybody listens.
  }

  on<K extends keyof RunnerEvents>(
    name: K,
    listener: (event: RunnerEvents[K]) => void,
  ): () => void {
    const set = this.listeners.get(name) ?? new Set();
    set.add(listener);
    this.listeners.set(name, set);
    return () => set.delete(listener);
  }

  async run(code: string, kind: RunKind): Promise<RunResult> {
    await this.ready;
    const runId = this.nextId++;
    const started = performance.now();
    this.stopped = false;
    this.change("running");
    this.emit("started", { runId });
    const end = await this.play(runId, code, kind);
    const result: RunResult = { runId, milliseconds: performance.now() - started, ...end };
    this.change("ready");
    this.emit("result", result);
    return result;
  }

  stop(): void {
    if (this.state === "running") {
      this.change("stopping");
      setTimeout(() => {
        this.stopped = true;
      }, 600);
    } else this.restart();
  }

  restart(): void {
    this.stopped = true;
    this.info = null;
    this.change(
      "booting",
      "Python was started again. Its names and models are gone; your text is as it was.",
    );
    this.ready = this.boot();
  }

  async request<T extends RequestType>(type: T): Promise<Replies[T] | null> {
    await wait(30);
    if (type === "status" && this.info) {
      const memory = [
        {
          backend: "Cpu" as const,
          tensors: 42,
          bytes: 220_400_000,
          variables: 12,
          programs: 2,
          peak_bytes: 310_000_000,
        },
      ];
      return {
        backend: "Cpu",
        backends: BACKENDS,
        memory,
        pythonBytes: 96_000_000,
      } as unknown as Replies[T];
    }
    return null;
  }

  dispose(): void {
    this.listeners.clear();
  }

  private emit<K extends keyof RunnerEvents>(name: K, event: RunnerEvents[K]): void {
    for (const listener of this.listeners.get(name) ?? [])
      (listener as (e: RunnerEvents[K]) => void)(event);
  }

  private change(state: RunnerState, message = ""): void {
    this.state = state;
    this.emit("state", { state, message });
  }

  private async boot(): Promise<void> {
    for (const step of BOOT_STEPS.slice(0, 5)) {
      await wait(40);
      this.emit("bootStep", { step, state: "started", milliseconds: 0 });
      if (step === "download")
        this.emit("bootProgress", { step, loaded: 2_900_000, total: 6_800_000 });
      if (this.scene === "booting" && step === "python") await new Promise(() => {});
      if (this.scene === "failed" && step === "python") {
        this.change(
          "failed",
          "The file with Python could not be loaded: the server did not answer.",
        );
        await new Promise(() => {});
      }
      this.emit("bootStep", { step, state: "done", milliseconds: 400 });
    }
    this.info = INFO;
    this.change("ready");
    this.emit("ready", INFO);
  }

  private async play(
    runId: number,
    code: string,
    kind: RunKind,
  ): Promise<Omit<RunResult, "runId" | "milliseconds">> {
    const print = (text: string, stream: "stdout" | "stderr" = "stdout"): void =>
      this.emit("output", { runId, stream, text });
    const display = (data: MimeBundle): void => this.emit("display", { runId, data });
    if (code.includes("crash")) return { outcome: "error", error: exampleError };
    if (kind === "console" && code.includes("digit"))
      display({ "image/png": digitPicture(), "text/plain": "a seven" });
    else if (code.includes("table")) {
      display({
        "text/html":
          "<style>th{color:teal}</style><table><tr><th>digit</th><th>count</th></tr><tr><td style='font-weight:700'>7</td><td>1028</td></tr></table>",
      });
    } else if (code.includes("lines")) {
      for (let at = 0; at < 120_000; at += 1_000) {
        print(Array.from({ length: 1_000 }, (_, index) => `line ${at + index}\n`).join(""));
        await wait(0);
      }
    } else if (code.includes("input(")) {
      const text = await new Promise<string | null>((answer) =>
        this.emit("inputRequest", { runId, prompt: "Your name: ", answer }),
      );
      print(`Hello ${text ?? ""}\n`);
    } else if (kind === "console" && /:$/.test(code.trim())) return { outcome: "incomplete" };
    else if (kind === "console" && !code.includes("fit") && !code.includes("summary")) {
      display({ "text/plain": code.includes("import") ? "" : "[0.0421, 0.9873]" });
    } else {
      if (!code.includes("fit(") || kind === "cell") print(convnetSummary);
      if (!code.includes("summary()") || kind === "cell") {
        const fast = this.scene === "trained" ? 1 : 12;
        for (const { event, text } of trainingScript(++this.fits)) {
          if (this.stopped) {
            this.emit("training", {
              runId,
              event: { event: "fit_end", fit: this.fits, stopped: true },
            });
            print("\n");
            return { outcome: "stopped" };
          }
          if (event) this.emit("training", { runId, event });
          if (text) print(text);
          await wait(fast);
        }
        print("accuracy on digits it has not seen: 98.7%\n");
      }
    }
    return { outcome: "ok" };
  }
}
