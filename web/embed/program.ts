/**
 * A program in the frame: code, output, or both. Python is loaded when the reader presses Run, not
 * before.
 */
import { announce, byId, onPress, setEnabled } from "../dom";
import { Editor } from "../editor/editor";
import { setText, words } from "../language/later";
import { pageAddress } from "../share/address";
import type { LinkReading, SharedProgram } from "../share/link";
import { linkFragment } from "../share/link_reading";
import { installMessages } from "./messages";
import { EmbedRun } from "./run";

let program: SharedProgram = { title: "", files: [{ name: "program.py", text: "" }], settings: {} };

const run = new EmbedRun({
  onState: (state, running) => {
    setText(byId("embed-note"), state ? words(`state.${state}`) : "");
    setEnabled(byId("run-button"), !running);
    setEnabled(byId("stop-button"), running);
  },
  onEnd: (outcome) => messages.ended(outcome),
});
const editor = new Editor({
  parent: byId("editor"),
  complete: async (source, offset) => run.ask("complete", source, offset),
  signature: async (source, offset) => run.ask("signature", source, offset),
  onRun: () => start(),
  onRunPart: () => start(),
  onChange: () => void point(),
});
const messages = installMessages({
  program: () => current(),
  onProgram: (next) => show(next),
});

function current(): SharedProgram {
  const [main, ...others] = program.files;
  return {
    ...program,
    files: [{ name: main?.name ?? "program.py", text: editor.text }, ...others],
  };
}

function show(next: SharedProgram): void {
  program = next;
  byId("embed-title").textContent = next.title;
  editor.open(next.files[0]?.text ?? "");
  void point();
}

/** The link out of the frame carries the text as it is now. */
async function point(): Promise<void> {
  const fragment = await linkFragment(current());
  byId<HTMLAnchorElement>("open-link").href = pageAddress(location) + fragment;
}

function start(): void {
  if (byId("run-button").getAttribute("aria-disabled") === "true") return;
  const parts = byId("embed-parts");
  if (parts.dataset.view === "code") parts.dataset.view = "both";
  void run.run(current().files);
}

onPress(byId("run-button"), start);
onPress(byId("stop-button"), () => run.stop());

/** Fills the frame; `view` is "both", "code" or "output". */
export function showProgram(reading: LinkReading, view: string): void {
  byId("embed-parts").dataset.view = view;
  if (reading.kind === "program") {
    run.model = reading.model ?? null;
    show({ ...reading.program, settings: reading.settings });
  } else {
    const said = reading.kind === "bad" ? reading.message : words("embed.empty");
    run.say(said);
    announce(said);
  }
  messages.ready();
}
