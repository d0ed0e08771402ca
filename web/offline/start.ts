/** Puts together what makes the page work without a network, and offers newer versions of it. */
import type { RunnerControl } from "../runner";
import { couldBeIsolated, isolate, watchTouches } from "./isolation";
import type { UpdateNotice } from "./notice";
import { followUpdates, keepFiles, register, tell } from "./registration";

export interface OfflineParts {
  runner: RunnerControl;
  /** Addresses that its worker has loaded; more come. */
  used: ReadonlySet<string>;
  /** A program runs or waits. */
  isBusy: () => boolean;
}

/** Python's own start comes first: keeping files can wait that long. */
const AFTER_READY = 1_000;

export async function startOffline({ runner, used, isBusy }: OfflineParts): Promise<void> {
  const asked = new URLSearchParams(location.search).get("offline");
  if (import.meta.env.MODE !== "production" || asked === "never") return;
  const touched = couldBeIsolated() ? watchTouches() : null;
  if (!touched) await readyOnce(runner);
  const registration = await register();
  if (!registration) return;
  if (touched) void isolate(touched);
  offerUpdates(registration, runner, isBusy);

  await navigator.serviceWorker.ready;
  await readyOnce(runner);
  const own = new Set<string>();
  const keep = (): void => void keepFiles(registration, [...used, ...own]);
  runner.on("used", keep);
  // What the page itself loads when it is used; everything until now counts.
  new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) own.add(name);
    keep();
  }).observe({ type: "resource", buffered: true });
}

function offerUpdates(
  registration: ServiceWorkerRegistration,
  runner: RunnerControl,
  isBusy: () => boolean,
): void {
  let waiting: ServiceWorker | null = null;
  let wanted = false;
  let notice: Promise<UpdateNotice> | null = null;
  const reload = (): void => {
    wanted = true;
    // The one that waits may have been put in force by another window meanwhile.
    if (waiting?.state === "installed") tell(waiting, { type: "take-over" });
    else location.reload();
  };
  const offer = async (): Promise<void> => {
    notice ??= import("./notice").then(({ UpdateNotice }) => {
      const made = new UpdateNotice({ isBusy, onReload: reload });
      // A moment later, when the run that has ended no longer counts.
      runner.on("state", () => setTimeout(() => made.refresh()));
      return made;
    });
    (await notice).show();
  };
  followUpdates(
    registration,
    (worker) => {
      if (waiting === worker) return;
      waiting = worker;
      void offer();
    },
    () => (wanted ? location.reload() : void offer()),
  );
}

/** Python has started, and has had a moment for what it still does then. */
async function readyOnce(runner: RunnerControl): Promise<void> {
  if (runner.info === null) {
    await new Promise<void>((resolve) => {
      const leave = runner.on("ready", () => {
        leave();
        resolve();
      });
    });
  }
  await new Promise((resolve) => setTimeout(resolve, AFTER_READY));
}
