/** The note of the first visit: one sentence and a Run button, above the code. */

import { changeSettings } from "./documents/settings";
import type { KeyValue } from "./documents/storage";
import { byId, el } from "./dom";
import { fill, words } from "./language/text";

export function installWelcome(
  storage: KeyValue,
  welcomed: boolean,
  onRun: () => void,
): { close(): void } {
  const note = byId("welcome");
  note.hidden = welcomed;
  fill(byId("welcome-text"), "welcome", { where: el("strong", {}, words("welcome.where")) });
  const close = (): void => {
    if (note.hidden) return;
    note.hidden = true;
    changeSettings(storage, { welcomed: true });
  };
  byId("welcome-run").addEventListener("click", onRun);
  byId("welcome-close").addEventListener("click", () => {
    close();
    byId("run-button").focus();
  });
  return { close };
}
