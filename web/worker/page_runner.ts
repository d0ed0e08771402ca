/** The runner of the page: a queue of runs before one worker, which it can end and start again. */
import type {
  BackendInfo,
  ReadyInfo,
  Replies,
  RequestType,
  RunKind,
  RunResult,
  TextFile,
  WorkerMessage,
} from "../protocol";
import type { RunnerControl, RunnerEvents, RunnerState } from "../runner";
import { NO_ANSWER, WorkerLink } from "./link";
import { Listeners } from "./listeners";
import { Requests } from "./requests";

interface Job {
  runId: number;
  code: string;
  kind: RunKind;
  files: readonly TextFile[];
  filename: string;
  begun: number;
  resolve: (result: RunResult) => void;
}

export class Runner implements RunnerControl {
  state: RunnerState = "booting";
  info: ReadyInfo | null = null;
  private readonly listeners = new Listeners();
  private readonly requests = new Requests();
  private link: WorkerLink | null = null;
  private current: Job | null = null;
  private waiting: Job[] = [];
  private lastId = 0;
  /** What the worker has said before anybody listened. */
  private early: WorkerMessage[] | null = [];

  constructor() {
    this.begin("");
  }

  listen(): void {
    const early = this.early ?? [];
    this.early = null;
    for (const message of early) this.take(message);
  }

  on<K extends keyof RunnerEvents>(
    name: K,
    listener: (event: RunnerEvents[K]) => void,
  ): () => void {
    return this.listeners.on(name, listener);
  }

  run(
    code: string,
    kind: RunKind,
    files: readonly TextFile[] = [],
    filename = "console",
  ): Promise<RunResult> {
    return new Promise((resolve) => {
      const begun = performance.now();
      const job = { runId: ++this.lastId, code, kind, files, filename, begun, resolve };
      if (this.link) this.waiting.push(job);
      else this.settle(job, "crashed");
      this.next();
    });
  }

  stop(): void {
    const job = this.current;
    if (!job) {
      for (const waiting of this.waiting.splice(0)) this.settle(waiting, "stopped");
    } else if (this.state === "stopping") {
      this.again(NO_ANSWER);
    } else {
      this.change("stopping");
      this.link?.askToStop(job.runId, () => this.again(NO_ANSWER));
    }
  }

  restart(): void {
    this.again("");
  }

  request<T extends RequestType>(
    type: T,
    fields: Record<string, unknown>,
  ): Promise<Replies[T] | null> {
    const { link } = this;
    if (!link || !this.info) return Promise.resolve(null);
    return this.requests.ask(type, fields, (message) => link.send(message));
  }

  dispose(): void {
    this.end();
    this.listeners.clear();
  }

  private again(message: string): void {
    this.end();
    this.begin(message);
  }

  private begin(message: string): void {
    const link: WorkerLink = new WorkerLink(
      (sent) => this.link === link && this.take(sent),
      (problem) => this.link === link && this.broken(problem),
    );
    this.link = link;
    this.change("booting", message);
  }

  /** Ends the worker; what it was doing is answered here. */
  private end(): void {
    this.link?.end();
    this.link = null;
    this.info = null;
    const jobs = this.current ? [this.current, ...this.waiting] : this.waiting;
    this.current = null;
    this.waiting = [];
    for (const job of jobs) this.settle(job, "crashed");
    this.requests.dropAll();
  }

  private broken(message: string): void {
    const state = this.info === null ? "failed" : "crashed";
    this.end();
    this.change(state, message);
  }

  private settle(job: Job, outcome: "crashed" | "stopped"): void {
    const result = { runId: job.runId, outcome, milliseconds: performance.now() - job.begun };
    job.resolve(result);
    this.listeners.emit("result", result);
  }

  private next(): void {
    if (this.state !== "ready" || this.current) return;
    const job = this.waiting.shift();
    if (!job) return;
    this.current = job;
    this.link?.clear();
    this.change("running");
    const { runId, kind, code, files, filename } = job;
    this.link?.send({ type: "run", runId, kind, code, filename, files });
  }

  private take(message: WorkerMessage): void {
    if (this.early) {
      this.early.push(message);
      return;
    }
    switch (message.type) {
      case "boot-step":
        this.listeners.emit("bootStep", message);
        break;
      case "boot-progress":
        this.listeners.emit("bootProgress", message);
        break;
      case "boot-failed":
      case "crashed":
        this.broken(message.message);
        break;
      case "ready":
        this.info = message.info;
        this.change("ready");
        this.listeners.emit("ready", message.info);
        this.next();
        break;
      case "backend":
        this.backend(message.info);
        break;
      case "input-request": {
        const { id, runId, prompt } = message;
        const answer = (text: string | null) => this.link?.send({ type: "input", id, text });
        this.listeners.emit("inputRequest", { runId, prompt, answer });
        break;
      }
      case "stop-seen":
        this.link?.stopAsking();
        break;
      case "result":
        this.result(message.result);
        break;
      case "reply":
        this.requests.answer(message.id, message.value);
        break;
      default:
        this.listeners.emit(message.type, message as never);
    }
  }

  private backend(info: BackendInfo): void {
    if (this.info) {
      const others = this.info.backends.filter(({ backend }) => backend !== info.backend);
      this.info = { ...this.info, backends: [...others, info] };
    }
    this.listeners.emit("backend", info);
  }

  private result(result: RunResult): void {
    const job = this.current;
    if (job?.runId !== result.runId) return;
    this.link?.stopAsking();
    this.current = null;
    this.change("ready");
    job.resolve(result);
    this.listeners.emit("result", result);
    this.next();
  }

  private change(state: RunnerState, message = ""): void {
    this.state = state;
    this.listeners.emit("state", { state, message });
  }
}
