/** Runs programs and prompt entries, and shows what comes back. */
import type { BootView } from "./boot/view";
import { duration } from "./chart/numbers";
import type { ChartPanel } from "./chart/panel";
import type { ProgramFile } from "./documents/program";
import { announce, el } from "./dom";
import type { Editor } from "./editor/editor";
import { t, Words, words } from "./language/text";
import type { Views } from "./layout/views";
import type { SummaryReader } from "./model/summary";
import { askView } from "./output/ask";
import { errorView } from "./output/errors";
import type { Log } from "./output/log";
import { ranView, readyView } from "./output/marks";
import { richView } from "./output/rich";
import type { RunResult } from "./protocol";
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
  /** A program was started or has ended. */
  onChange: () => void;
}

/** Shorter runs need no word about their end. */
const WORTH_SAYING = 1_000;

export class Session {
  /** Programs asked for and not yet ended. */
  private pending = 0;
  /** Something has run: a restart would lose it. */
  hasNames = false;
  private last: RunnerState | null = null;
  /** The run that is ending was stopped in the middle of a training. */
  private stoppedFit = false;

  constructor(private readonly parts: SessionParts) {
    const { runner, log, boot, chart, summary, views } = parts;
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
      if (event.event === "fit_begin") views.news("chart");
      if (event.event === "fit_end" && event.stopped) this.stoppedFit = true;
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
    return this.pending > 0;
  }

  async runProgram(): Promise<void> {
    const { editor, log, views, runner, showMain } = this.parts;
    if (this.isWaiting || runner.state === "failed" || runner.state === "crashed") return;
    editor.mark(null);
    log.followNewest();
    const [main, ...others] = this.parts.files();
    if (!main) return;
    log.show(ranView(main.name));
    if (views.isNarrow) views.show("output");
    const result = await this.track(runner.run(main.text, "cell", others));
    if (result.error && result.error.line > 0) {
      showMain();
      editor.mark(result.error);
    }
    this.showEnd(result, (line) => {
      views.show("code");
      showMain();
      editor.goToLine(line);
    });
  }

  /** An entry of the prompt or a part of the program; false: Python wants more lines. */
  async enter(code: string): Promise<boolean> {
    const { log, runner } = this.parts;
    const echo = el("pre", { class: "echo" }, code.trimEnd());
    log.followNewest();
    log.show(echo);
    const result = await this.track(runner.run(code, "console"));
    if (result.outcome === "incomplete") {
      echo.remove();
      return false;
    }
    this.showEnd(result);
    return true;
  }

  private async track(run: Promise<RunResult>): Promise<RunResult> {
    this.pending++;
    this.hasNames = true;
    this.stoppedFit = false;
    this.parts.onChange();
    try {
      return await run;
    } finally {
      this.pending--;
      this.parts.onChange();
    }
  }

  private showEnd(result: RunResult, goTo?: (line: number) => void): void {
    const { log } = this.parts;
    if (result.outcome === "stopped") {
      const kept = words(this.stoppedFit ? "run.stopped.fit" : "run.stopped");
      log.note(kept, "stopped");
      announce(kept);
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

  private state(state: RunnerState, message: string): void {
    const { log, boot, chart } = this.parts;
    const before = this.last;
    this.last = state;
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
