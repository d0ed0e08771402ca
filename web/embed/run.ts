/** Runs the embedded program: Python starts with the first run. */
import { BootView } from "../boot/view";
import { layBeside } from "../demo/beside";
import type { ProgramFile } from "../documents/program";
import { byId } from "../dom";
import { type Words, words } from "../language/later";
import { askView } from "../output/ask";
import { errorView } from "../output/errors";
import { Log } from "../output/log";
import { richView } from "../output/rich";
import type { Replies, RunOutcome } from "../protocol";
import type { RunnerControl } from "../runner";
import type { SharedModel } from "../share/model_part";
import { startRunner } from "../start_runner";
import { widgetPlace } from "../ui/place";

export interface EmbedRunEvents {
  /** What Python does; null while it does nothing. */
  onState: (state: "booting" | "running" | null, running: boolean) => void;
  onEnd: (outcome: RunOutcome) => void;
}

export class EmbedRun {
  private readonly log = new Log(byId("log"), byId("jump-button"));
  private runner: RunnerControl | null = null;
  /** Lies beside the program as a file. */
  model: SharedModel | null = null;
  private readonly boot = new BootView(() => this.runner?.restart());

  constructor(private readonly events: EmbedRunEvents) {}

  async run(files: readonly ProgramFile[]): Promise<void> {
    const [main, ...others] = files;
    if (!main) return;
    this.events.onState("booting", true);
    this.log.clear();
    this.runner ??= await this.start();
    if (this.runner.info === null) this.log.show(this.boot.element);
    const { outcome, error } = await this.runner.run(main.text, "cell", others, main.name);
    if (error) this.log.show(errorView(error));
    if (outcome === "stopped") this.log.note(words("embed.stopped"), "stopped");
    this.events.onState(null, false);
    this.events.onEnd(outcome);
  }

  stop(): void {
    this.runner?.stop();
  }

  say(text: Words): void {
    this.log.note(text, "stopped");
  }

  async ask<T extends "complete" | "signature">(
    type: T,
    source: string,
    offset: number,
  ): Promise<Replies[T] | null> {
    return this.runner ? this.runner.request(type, { source, offset }) : null;
  }

  private async start(): Promise<RunnerControl> {
    const { log, boot } = this;
    const runner = await startRunner();
    runner.on("bootStep", ({ step, state, milliseconds }) => boot.step(step, state, milliseconds));
    runner.on("bootProgress", ({ step, loaded, total }) => boot.progress(step, loaded, total));
    runner.on("ready", () => boot.done());
    runner.on("started", () => this.events.onState("running", true));
    runner.on("output", ({ stream, text }) => log.print(stream, text));
    runner.on("display", ({ data }) =>
      log.show(widgetPlace(data, runner, () => log.followNewest()) ?? richView(data)),
    );
    runner.on("inputRequest", ({ prompt, answer }) => log.show(askView(prompt, answer)));
    runner.on("state", ({ state, message }) => {
      if (state === "booting") boot.reset();
      if (state === "failed") boot.failed(message);
      if (state === "crashed" || state === "failed") this.events.onState(null, false);
      if (state === "crashed") log.note(words("embed.crashed", { why: message }), "stopped");
    });
    if (this.model) layBeside(this.model, runner, log);
    runner.listen();
    return runner;
  }
}
