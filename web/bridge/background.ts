/** Steps that go on while Python does other things: it asks now and then whether they are done. */

/** Nobody waits for them, so Stop is left to whoever waits for something else. */
export const UNSTOPPED = {
  requested: () => false,
  subscribe: () => () => {},
  setMasked: () => {},
};

export class Background {
  private state: "none" | "going" | "done" | { problem: unknown } = "none";

  begin(work: () => unknown): void {
    this.state = "going";
    const run = async () => work();
    run().then(
      () => {
        this.state = "done";
      },
      (problem: unknown) => {
        this.state = { problem };
      },
    );
  }

  /** Throws what went wrong. */
  ended(): boolean {
    if (typeof this.state === "object") throw this.state.problem;
    return this.state === "done";
  }
}
