/** Runs programs and prompt entries, and shows what comes back. */
import type { BootView } from "./boot/view";
import { duration } from "./chart/numbers";
import type { ChartPanel } from "./chart/panel";
import { secondsLeft } from "./chart/runs";
import type { ProgramFile } from "./documents/program";
import { announce, el } from "./dom";
import type { Editor } from "./editor/editor";
import { t, Words, words } from "./language/text";
import type { Views } from "./layout/views";
import type { SummaryReader } from "./model/summary";
import { askView, closeQuestions } from "./output/ask";
import { errorView } from "./output/errors";
import type { Log } from "./output/log";
import { ranView, readyView, stoppedFitView } from "./output/marks";
import { wasEnded } from "./output/page_end";
import { QueueView } from "./output/queue_view";
import { richView } from "./output/rich";
import type { RunResult } from "./protocol";
import { fitStatement } from "./repl/fit_statement";
import { RunQueue } from "./run_queue";
import type { RunnerControl, RunnerState } from "./runner";
import { widgetPlace } from "./ui/place";
import { NO_ANSWER } from "./worker/link";

export interface SessionParts {
  runner: RunnerControl;
  log: Log;
  boot: BootView;
  chart: ChartPanel;
  summary: SummaryReader;
  editor: Editor;
  views: Views;
  /** The files of the program; the first is run, the others lie beside it. */
  files: () => readonly ProgramFile[];
  /** Shows the file that is run. */
  showMain: () => void;
  /** A program was started or has ended, or more of it is known. */
  onChange: () => void;
}

/** Shorter runs need no word about their end. */
const WORTH_SAYING = 1_000;
/** What the header says about the time left changes at most this often. */
const OFTEN = 1_000;

export class Session {
  private readonly queue: RunQueue;
  /** Something has run: a restart would lose it. */
  hasNames = false;
  private last: RunnerState | null = null;
  /** The run that is ending was stopped in the middle of a training. */
  private stoppedFit = false;
  /** The shaders that a run waits for; `all` is 0 where it waits for none. */
  preparing = { ready: 0, all: 0 };
  /** Trainings that the run has begun. */
  private fits = 0;
  private toldAt = 0;

  constructor(private readonly parts: SessionParts) {
    const { runner, log, boot, chart, summary, views } = parts;
    const queueView = new QueueView((id) => this.queue.remove(id));
    this.queue = new RunQueue(() => {
      queueView.show(this.queue.waiting);
      parts.onChange();
    });
    runner.on("bootStep", ({ step, state, milliseconds }) => boot.step(step, state, milliseconds));
    runner.on("bootProgress", ({ step, loaded, total }) => boot.progress(step, loaded, total));
    runner.on("ready", () => this.ready());
    runner.on("output", ({ stream, text }) => {
      log.print(stream, text);
      if (stream === "stdout") summary.write(text);
      views.news("output");
    });
    runner.on("display", ({ data }) => {
      log.show(widgetPlace(data, runner, () => log.followNewest()) ?? richView(data));
    });
    runner.on("packages", ({ names, state }) => {
      const list = { names: names.join(", ") };
      if (state === "started") log.note(words("run.loading", list));
      if (state !== "failed") return;
      // A page may have been built without it.
      const matplotlib = names.includes("matplotlib");
      const failed = matplotlib ? "run.loading.failed.matplotlib" : "run.loading.failed";
      log.note(words(failed, list), "stopped");
    });
    runner.on("training", ({ event }) => {
      chart.take(event);
      if (event.event === "fit_begin") {
        this.fits++;
        views.news("chart");
      }
      if (event.event === "fit_end") {
        this.toldAt = 0;
        if (event.stopped) this.stoppedFit = true;
      }
      this.tellTime();
    });
    runner.on("preparing", ({ ready, all }) => {
      this.preparing = { ready, all };
      parts.onChange();
    });
    runner.on("inputRequest", ({ prompt, answer }) => {
      log.show(askView(prompt, answer));
      announce(t("run.question"));
    });
    runner.on("state", ({ state, message }) => this.state(state, message));
  }

  /** Shows the state the runner is in; called when every part of the page is there. */
  begin(): void {
    this.state(this.parts.runner.state, "");
  }

  /** A program waits for Python or runs. */
  get isWaiting(): boolean {
    return this.queue.isBusy;
  }

  /** Seconds until the training that runs has ended; null where nobody can know. */
  get secondsLeft(): number | null {
    const run = this.parts.chart.runs.latest;
    return this.isWaiting && run?.state === "running" ? secondsLeft(run) : null;
  }

  /** Ends what runs, and takes back what waits. */
  stop(): void {
    const dropped = this.queue.clear();
    this.parts.runner.stop();
    if (dropped > 0) this.parts.log.note(words("queue.dropped", { count: dropped }), "stopped");
  }

  /** The program as it is now; after what runs already. */
  async runProgram(): Promise<void> {
    const { state } = this.parts.runner;
    if (state === "failed" || state === "crashed") return;
    const files = this.parts.files().map((file) => ({ ...file }));
    const name = files[0]?.name ?? "";
    await this.queue.run(name, JSON.stringify(files), () => this.runFiles(files));
  }

  /** An entry of the prompt or a part of the program; false: Python wants more lines. */
  async enter(code: string): Promise<boolean> {
    const title = code.trim().split("\n")[0] ?? "";
    // The same entry twice is meant twice.
    const ended = await this.queue.run(title, null, () => this.runEntry(code));
    return ended ?? true;
  }

  private async runFiles([main, ...others]: ProgramFile[]): Promise<void> {
    const { editor, log, views, runner, showMain } = this.parts;
    if (!main) return;
    editor.mark(null);
    log.followNewest();
    log.show(ranView(main.name));
    if (views.isNarrow) views.show("output");
    const result = await this.track(runner.run(main.text, "cell", others, main.name));
    // Another program may have been opened since.
    const shown = this.parts.files()[0]?.name === main.name;
    if (shown && result.error && result.error.line > 0) {
      showMain();
      editor.mark(result.error);
    }
    const goTo = (line: number): void => {
      views.show("code");
      showMain();
      editor.goToLine(line);
    };
    this.showEnd(result, main.text, shown ? goTo : undefined);
  }

  private async runEntry(code: string): Promise<boolean> {
    const { log, runner } = this.parts;
    const echo = el("pre", { class: "echo" }, code.trimEnd());
    log.followNewest();
    log.show(echo);
    const result = await this.track(runner.run(code, "console"));
    if (result.outcome === "incomplete") {
      log.drop(echo);
      return false;
    }
    this.showEnd(result, code);
    return true;
  }

  private async track(run: Promise<RunResult>): Promise<RunResult> {
    this.hasNames = true;
    this.stoppedFit = false;
    this.fits = 0;
    const result = await run;
    closeQuestions();
    return result;
  }

  private showEnd(result: RunResult, code: string, goTo?: (line: number) => void): void {
    const { log } = this.parts;
    if (result.outcome === "stopped") {
      this.showStopped(code);
    } else if (result.error) {
      log.show(errorView(result.error, goTo));
      announce(`${result.error.name}: ${result.error.message}`);
    } else if (result.outcome === "ok" && result.milliseconds >= WORTH_SAYING) {
      const time = new Words(() => [duration(result.milliseconds / 1000)]);
      const text = words("run.finished", { time });
      log.note(text);
      announce(text);
    }
  }

  private showStopped(code: string): void {
    const { log } = this.parts;
    const kept = words(this.stoppedFit ? "run.stopped.fit" : "run.stopped");
    announce(kept);
    if (!this.stoppedFit) {
      log.note(kept, "stopped");
      return;
    }
    const statement = fitStatement(code, this.fits);
    log.show(stoppedFitView(statement, (again) => void this.enter(`${again}\n`)));
  }

  private tellTime(): void {
    const now = performance.now();
    if (now - this.toldAt < OFTEN) return;
    this.toldAt = now;
    this.parts.onChange();
  }

  private state(state: RunnerState, message: string): void {
    const { log, boot, chart } = this.parts;
    const before = this.last;
    this.last = state;
    this.preparing = { ready: 0, all: 0 };
    if (state === "booting" && before === null && wasEnded()) {
      log.note(words("run.page_ended"), "stopped");
    }
    if (before !== null && ["booting", "failed", "crashed"].includes(state)) this.queue.clear();
    if (state === "booting" && before !== "booting") {
      boot.reset();
      if (before !== null) {
        this.hasNames = false;
        chart.end();
        log.note(words(message === NO_ANSWER ? "run.no_answer" : "run.restarted"), "stopped");
      }
      log.show(boot.element);
    }
    if (state === "failed") {
      if (!boot.element.isConnected) log.show(boot.element);
      boot.failed(message);
    }
    if (state === "crashed") {
      chart.end();
      log.note(
        message ? words("run.crashed.why", { why: message }) : words("run.crashed"),
        "stopped",
      );
    }
    this.parts.onChange();
  }

  private ready(): void {
    this.parts.boot.done();
    if (!this.isWaiting && this.parts.log.isEmpty) this.parts.log.placeholder(readyView());
    announce(t("run.ready"));
  }
}
