/** The page's end of the engine's worker: asks, waits, and ends what takes too long. */
import { t } from "../language/later";
import type { Answer, DemoModel, FromEngine, Question, ToEngine } from "./messages";
import { DemoProblem } from "./problem";

/** A model that takes longer for one answer is none for a page. */
const PATIENCE = 15_000;

interface Waiting {
  resolve: (answer: Answer) => void;
  reject: (problem: DemoProblem) => void;
}

export class DemoEngine {
  private readonly worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  private readonly waiting = new Map<number, Waiting>();
  private problem: DemoProblem | null = null;
  private started = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = 0;

  /** Fetching begins at once. */
  constructor(baseUrl = new URL(".", document.baseURI).href) {
    this.worker.onmessage = ({ data }: MessageEvent<FromEngine>) => this.take(data);
    this.worker.onerror = (event) => {
      // What a broken instance throws outside of a call comes here.
      event.preventDefault();
      this.fail(new DemoProblem(t(this.started ? "demo.failed" : "demo.engine")));
    };
    this.send({ type: "start", baseUrl });
  }

  load(model: DemoModel): void {
    this.send({ type: "load", model });
  }

  ask(question: Question): Promise<Answer> {
    if (this.problem) return Promise.reject(this.problem);
    return new Promise((resolve, reject) => {
      const id = ++this.last;
      this.waiting.set(id, { resolve, reject });
      this.send({ type: "ask", id, question });
      this.watch();
    });
  }

  end(): void {
    clearTimeout(this.timer);
    this.worker.terminate();
  }

  private send(message: ToEngine): void {
    this.worker.postMessage(message);
  }

  private take(message: FromEngine): void {
    switch (message.type) {
      case "started":
        this.started = true;
        break;
      case "loaded":
        break;
      case "answer":
        this.waiting.get(message.id)?.resolve(message.answer);
        this.waiting.delete(message.id);
        break;
      case "failed":
        console.info(message.detail);
        this.fail(new DemoProblem(t(`demo.${message.what}`)));
        break;
    }
    this.watch();
  }

  /** Loading over a slow network may take its time; computing may not. */
  private watch(): void {
    clearTimeout(this.timer);
    if (!this.started || this.waiting.size === 0) return;
    this.timer = setTimeout(() => this.fail(new DemoProblem(t("demo.slow"))), PATIENCE);
  }

  private fail(problem: DemoProblem): void {
    this.problem ??= problem;
    this.end();
    for (const { reject } of this.waiting.values()) reject(this.problem);
    this.waiting.clear();
  }
}
