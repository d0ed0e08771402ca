/**
 * A program inside somebody else's page: code, output, or both (`?view=`). Python is loaded when
 * the reader presses Run, not before. `messages.ts` describes what the page around it can say.
 */
import { openStorage } from "../documents/storage";
import { announce, byId, onPress, setEnabled } from "../dom";
import { Editor } from "../editor/editor";
import { setText, words } from "../language/later";
import { startLanguage } from "../language/start";
import { pageAddress } from "../share/address";
import { linkFragment, readFragment, type SharedProgram } from "../share/link";
import { installMessages } from "./messages";
import { EmbedRun } from "./run";

const VIEWS = ["both", "code", "output"];

await startLanguage(openStorage());

const asked = new URLSearchParams(location.search).get("view") ?? "both";
byId("embed-parts").dataset.view = VIEWS.includes(asked) ? asked : "both";

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

const reading = await readFragment(location.hash);
if (reading.kind === "program") show({ ...reading.program, settings: reading.settings });
else {
  const said = reading.kind === "bad" ? reading.message : words("embed.empty");
  run.say(said);
  announce(said);
}
messages.ready();
