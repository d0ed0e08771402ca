/**
 * The Model view. Models of the session are drawn as a graph by `view.ts`, which is loaded with the
 * first of them; a model that the session does not hold is shown as the table it printed.
 */
import { el } from "../dom";
import { fill, onTexts, t } from "../language/text";
import type { RunnerControl } from "../runner";
import type { ModelGraph, ModelsAnswer } from "./graph_types";
import { isProblem, look } from "./look";
import type { ModelSummary } from "./summary";
import type { ModelView } from "./view";

export class ModelPanel {
  private view: ModelView | null = null;
  private summary: ModelSummary | null = null;
  private chosen = "";
  /** What is shown: nothing, what was printed, or a model of the session. */
  private shown: "empty" | "summary" | "graph" = "empty";

  constructor(
    private readonly root: HTMLElement,
    private readonly runner: RunnerControl,
    private readonly onAsk: () => void,
    private readonly onNews: () => void,
  ) {
    runner.on("training", ({ event }) => {
      if (event.event === "model") void this.showGraph(event.graph, null);
    });
    runner.on("result", () => void this.refresh());
    runner.on("state", ({ state }) => {
      if (state === "booting") this.forget();
    });
    this.draw();
    onTexts(() => this.shown !== "graph" && this.draw());
  }

  /** A printed summary: shown at once, the graph takes its place when Python can tell of it. */
  show(summary: ModelSummary): void {
    this.summary = summary;
    if (this.shown === "graph") return;
    this.shown = "summary";
    this.draw();
    this.onNews();
  }

  private async refresh(): Promise<void> {
    const options = { chosen: this.chosen, known: this.view?.key ?? "" };
    const answer = await look(this.runner, "models", options);
    if (answer === null || isProblem(answer)) return;
    if (answer.graph) await this.showGraph(answer.graph, answer.models);
    else if (answer.chosen !== "") this.view?.renew(answer.models);
    else if (this.shown === "graph") this.forget();
  }

  private async showGraph(graph: ModelGraph, models: ModelsAnswer["models"] | null): Promise<void> {
    const { ModelView } = await import("./view");
    this.view ??= new ModelView(this.root, this.runner, (variable) => {
      this.chosen = variable;
      void this.refresh();
    });
    const news = graph.key !== this.view.key;
    this.view.show(graph, models);
    this.shown = "graph";
    if (news) this.onNews();
  }

  /** Python has forgotten its models. */
  private forget(): void {
    this.view = null;
    this.chosen = "";
    this.summary = null;
    this.shown = "empty";
    this.draw();
  }

  private draw(): void {
    const { summary } = this;
    if (!summary) {
      this.showEmpty();
      return;
    }
    void import("./summary_table").then(({ summaryTable }) => {
      if (this.shown === "summary" && summary === this.summary) {
        this.root.replaceChildren(summaryTable(summary));
      }
    });
  }

  private showEmpty(): void {
    const ask = el("button", { type: "button", class: "button small" });
    fill(ask, "model.run", { code: el("code", {}, "model.summary()") });
    ask.addEventListener("click", this.onAsk);
    this.root.replaceChildren(
      el(
        "div",
        { class: "empty" },
        emptyPicture(),
        el("p", {}, el("strong", {}, t("model.none"))),
        el("p", {}, t("model.none.more")),
        ask,
      ),
    );
  }
}

/** Three layers and the lines between them. */
function emptyPicture(): SVGSVGElement {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("viewBox", "0 0 160 80");
  drawing.setAttribute("aria-hidden", "true");
  const shapes = [
    ["M50 4h60v16H50zM50 60h60v16H50z", ""],
    ["M50 32h60v16H50z", "accent"],
    ["M80 20v12M80 48v12", ""],
  ];
  for (const [d = "", name = ""] of shapes) {
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    line.setAttribute("d", d);
    line.setAttribute("class", name);
    drawing.append(line);
  }
  return drawing;
}
