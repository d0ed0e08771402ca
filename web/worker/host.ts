/** The functions that the Python session calls; `py/playground/host.py` describes them. */
import type { MimeBundle, TrainingEvent } from "../protocol";
import type { Output } from "./output";
import { post } from "./post";
import type { Stopper } from "./stopper";

export interface PageHost {
  display(bundle: string): void;
  training(event: string): void;
  mask(): void;
  unmask(): void;
  masked(): boolean;
  stop_seen(): boolean;
  stop_lost(): void;
  flush(): void;
  sleep(milliseconds: number): Promise<void>;
  ask(prompt: string): Promise<string | null>;
  stopped(): Promise<void>;
  load_package(name: string): Promise<boolean>;
}

export class Inputs {
  private readonly open = new Map<number, (text: string | null) => void>();
  private last = 0;

  ask(runId: number, prompt: string, done: (text: string | null) => void): () => void {
    const id = ++this.last;
    this.open.set(id, done);
    post({ type: "input-request", id, runId, prompt });
    return () => this.open.delete(id);
  }

  answer(id: number, text: string | null): void {
    this.open.get(id)?.(text);
    this.open.delete(id);
  }
}

export function pageHost(
  stopper: Stopper,
  output: Output,
  inputs: Inputs,
  load: (name: string) => Promise<boolean>,
): PageHost {
  return {
    display(bundle) {
      output.flush();
      post({ type: "display", runId: output.runId, data: JSON.parse(bundle) as MimeBundle });
    },
    training(event) {
      output.flush();
      post({ type: "training", runId: output.runId, event: JSON.parse(event) as TrainingEvent });
    },
    mask: () => stopper.setMasked(true),
    unmask: () => stopper.setMasked(false),
    masked: () => stopper.isMasked,
    stop_seen: () => stopper.notice(),
    stop_lost: () => stopper.lost(),
    flush: () => output.flush(),
    sleep: (milliseconds) =>
      stopper.wait<void>((done) => {
        const timer = setTimeout(done, milliseconds);
        return () => clearTimeout(timer);
      }),
    ask: (prompt) => stopper.wait((done) => inputs.ask(output.runId, prompt, done)),
    stopped: () => stopper.stopped(),
    load_package: (name) => load(name),
  };
}
