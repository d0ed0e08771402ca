/** Run, Stop and Restart, and the word that says what Python is doing. */
import { byId, onPress, setEnabled } from "../dom";
import { RUN_KEYS } from "../editor/keyboard_exit";
import type { Views } from "../layout/views";
import type { RunnerControl } from "../runner";
import type { Session } from "../session";
import { stateWords } from "./state_words";

export interface ActionParts {
  runner: RunnerControl;
  session: Session;
  views: Views;
  onRun: () => void;
}

export function installActions({ runner, session, views, onRun }: ActionParts): {
  refresh(): void;
} {
  const run = byId("run-button");
  const stop = byId("stop-button");
  const status = byId("status");
  const dialog = byId<HTMLDialogElement>("restart-dialog");
  run.title = `Run the program (${RUN_KEYS})`;
  onPress(run, onRun);
  onPress(stop, () => runner.stop());
  byId("restart-button").addEventListener("click", () => {
    if (session.hasNames) dialog.showModal();
    else runner.restart();
  });
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "restart") runner.restart();
    dialog.returnValue = "";
  });
  status.addEventListener("click", () => views.show("output"));
  document.addEventListener("keydown", (event) => {
    const wanted = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (!wanted || event.defaultPrevented || dialog.open) return;
    event.preventDefault();
    onRun();
  });
  return {
    refresh() {
      const words = stateWords(runner.state, session.isWaiting);
      setEnabled(run, words.canRun);
      setEnabled(stop, words.canStop);
      stop.classList.toggle("wanted", words.canStop);
      stop.title = words.stopHint;
      const label = stop.querySelector("span");
      if (label) label.textContent = words.stopLabel;
      status.dataset.state = runner.state;
      byId("status-text").textContent = words.text;
    },
  };
}
