/** Run, Stop and Restart, and the word that says what Python is doing. */
import { duration } from "../chart/numbers";
import { byId, onPress, setEnabled } from "../dom";
import { RUN_KEYS } from "../editor/keyboard_exit";
import { onTexts, setAttribute, setText, words } from "../language/text";
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
  onPress(run, onRun);
  onPress(stop, () => session.stop());
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
  const refresh = (): void => {
    const { secondsLeft, isWaiting, preparing } = session;
    const left = secondsLeft === null ? null : duration(secondsLeft);
    const state = stateWords(runner.state, isWaiting, left, preparing);
    const hint = isWaiting ? "run.hint.queue" : "run.hint";
    setAttribute(run, "title", words(hint, { keys: RUN_KEYS }));
    // What matters then is Stop.
    run.classList.toggle("primary", !isWaiting);
    setEnabled(run, state.canRun);
    setEnabled(stop, state.canStop);
    stop.classList.toggle("wanted", state.canStop);
    stop.title = state.stopHint;
    const label = stop.querySelector("span");
    if (label) setText(label, state.stopLabel);
    status.dataset.state = runner.state;
    setText(byId("status-text"), state.text);
  };
  onTexts(refresh);
  return { refresh };
}
