/** Collects what the Computer view shows from the runner's events. */
import type { BackendName, TrainingEvent } from "../protocol";
import type { RunnerControl } from "../runner";
import { type Choice, choiceCode, infoOf } from "./choice";
import type { ComputerFacts, ComputerPanel } from "./panel";

export class ComputerWatch {
  private facts: ComputerFacts = {
    info: null,
    status: null,
    backends: [],
    steps: {},
    trial: null,
    choice: "auto",
  };
  /** Which backend each fit runs on. */
  private readonly fits = new Map<number, string>();

  constructor(
    private readonly runner: RunnerControl,
    /** Null until somebody has opened the view. */
    private readonly panel: () => ComputerPanel | null,
    private readonly enter: (code: string) => Promise<unknown>,
  ) {
    runner.on("ready", (info) => {
      this.change({ info, backends: info.backends, status: null, trial: null, choice: "auto" });
      void this.refresh();
    });
    runner.on("backend", (info) => {
      const others = this.facts.backends.filter(({ backend }) => backend !== info.backend);
      this.change({ backends: [...others, info] });
      void this.refresh();
    });
    runner.on("result", () => void this.refresh());
    runner.on("training", ({ event }) => this.training(event));
  }

  async choose(choice: Choice): Promise<void> {
    this.change({ choice });
    if (choice === "Wgpu" && !infoOf(this.facts.backends, "Wgpu")?.available) {
      await this.runner.request("gpu", {});
    }
    await this.enter(choiceCode(choice));
  }

  async refresh(): Promise<void> {
    const status = await this.runner.request("status", {}).catch(() => null);
    if (!status) return;
    this.change({
      status,
      backends: status.backends.length > 0 ? status.backends : this.facts.backends,
    });
  }

  /** The backend a person chose by name. */
  get chosen(): BackendName | undefined {
    return this.facts.choice === "auto" ? undefined : this.facts.choice;
  }

  show(): void {
    this.panel()?.show(this.facts);
  }

  private training(event: TrainingEvent): void {
    if (event.event === "fit_begin") this.fits.set(event.fit, event.backend);
    if (event.event === "backend_choice") {
      this.fits.set(event.fit, event.backend);
      this.change({ trial: event });
    }
    if (event.event !== "progress" || event.ms_per_step <= 0) return;
    const backend = this.fits.get(event.fit);
    if (backend) this.change({ steps: { ...this.facts.steps, [backend]: event.ms_per_step } });
  }

  private change(change: Partial<ComputerFacts>): void {
    this.facts = { ...this.facts, ...change };
    this.show();
  }
}
