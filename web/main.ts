/** Puts the page together: every part is made here and told about the others. */
import { BootView } from "./boot/view";
import { ChartPanel } from "./chart/panel";
import type { Choice } from "./computer/choice";
import { ComputerWatch } from "./computer/facts";
import type { ComputerPanel } from "./computer/panel";
import { demoFirst } from "./demo/first";
import { Documents } from "./documents/documents";
import { changeSettings, readSettings } from "./documents/settings";
import { openStorage } from "./documents/storage";
import { announce, byId } from "./dom";
import { pressEarly } from "./early_press";
import { Editor } from "./editor/editor";
import { fillKeyHint } from "./editor/keyboard_exit";
import { EXAMPLES, FIRST_VISIT, isReadable, loadTexts } from "./examples/list";
import { Bringing } from "./files/bringing";
import type { FilesDialog } from "./files/dialog";
import { installActions } from "./header/actions";
import { Picker } from "./header/picker";
import { startLanguage } from "./language/start";
import { onTexts, setText, t, words } from "./language/text";
import { installDividers } from "./layout/dividers";
import { installEnlarge } from "./layout/enlarge";
import { Views } from "./layout/views";
import { ModelPanel } from "./model/panel";
import { SummaryReader } from "./model/summary";
import { Log } from "./output/log";
import { pause } from "./pause";
import { FileTabs } from "./programs/file_tabs";
import { Formatting } from "./programs/formatting";
import { OwnProgram } from "./programs/own_program";
import { UndoOffer } from "./programs/undo_offer";
import { History } from "./repl/history";
import { Prompt } from "./repl/prompt";
import { Session } from "./session";
import { installSettings } from "./settings/button";
import { installTheme } from "./settings/theme";
import { Sharing } from "./share/sharing";
import { startRunner } from "./start_runner";
import type { VariablesView } from "./variables/view";
import { installWelcome } from "./welcome";
import { Workbench } from "./workbench";

const storage = openStorage();
const documents = new Documents(storage, EXAMPLES);
const language = startLanguage(storage);
// A demo in the address answers without Python, which waits until somebody wants the code.
await demoFirst(language);
const [runner] = await Promise.all([startRunner(), language]);
await pause();

const complete = (source: string, offset: number) => runner.request("complete", { source, offset });
const signature = (source: string, offset: number) =>
  runner.request("signature", { source, offset });
const hover = (source: string, offset: number) => runner.request("hover", { source, offset });
const check = (source: string) => runner.request("check", { source });

const editor = new Editor({
  parent: byId("editor"),
  complete,
  signature,
  hover,
  check,
  onRun: () => run(),
  onFormat: () => void formatting.run(),
  // A part of the program ends where it ends: nobody will type another line to it.
  onRunPart: (code) => void session.enter(`${code}\n`),
  onChange: () => workbench.changed(),
});
/** Run waits for a program that was chosen and is not there yet. */
let picked: Promise<void> = Promise.resolve();
const picker = new Picker({
  examples: EXAMPLES,
  own: () => documents.own(),
  isEdited: (id) => documents.isEdited(id),
  onNew: () => pick(documents.create(t("program.mine"), [{ name: "program.py", text: "" }])),
  onRecover: () => void recover(),
  onPick: (id) => pick(id),
});
const workbench: Workbench = new Workbench(documents, editor, {
  onShow: () => {
    picker.show(workbench.id, workbench.title);
    fileTabs.show();
    ownProgram.show();
    formatting.show();
  },
  onEdit: () => sharing.edited(),
});
const undo = new UndoOffer();
const fileTabs = new FileTabs(workbench, undo);
const formatting = new Formatting(editor, () => workbench);
const ownProgram = new OwnProgram({
  workbench,
  onDelete: () => {
    const { id, title, files } = workbench;
    workbench.save();
    workbench.forget();
    documents.remove(id);
    pick(FIRST_VISIT);
    undo.offer(title, () => pick(documents.create(title, files)));
  },
});
fillKeyHint(byId("key-hint"));
const touch = matchMedia("(pointer: coarse), (max-width: 45rem)");
const showTouchKeys = async (): Promise<void> => {
  if (!touch.matches) return;
  const { keyRow } = await import("./editor/key_row");
  if (!document.querySelector(".key-row")) byId("key-hint").before(keyRow(editor.view));
};
touch.addEventListener("change", () => void showTouchKeys());
void showTouchKeys();

await pause();
const log = new Log(byId("log"), byId("jump-button"));
const chart = new ChartPanel(byId("chart-panel"));
const model = new ModelPanel(
  byId("model-panel"),
  runner,
  () => void session.enter("model.summary()"),
  () => views.news("model"),
);
const views = new Views((view) => {
  if (view === "variables") void showVariables();
  if (view === "computer") void showComputer();
});
const session = new Session({
  runner,
  log,
  boot: new BootView(() => runner.restart()),
  chart,
  summary: new SummaryReader((summary) => model.show(summary)),
  editor,
  views,
  files: () => workbench.files,
  showMain: () => workbench.showFile(workbench.filename),
  onChange: () => actions.refresh(),
});
let computerPanel: ComputerPanel | null = null;
const computer = new ComputerWatch(
  runner,
  () => computerPanel,
  (code) => session.enter(code),
);
async function showComputer(): Promise<void> {
  const { ComputerPanel } = await import("./computer/panel");
  const choose = (choice: Choice): void => void computer.choose(choice);
  computerPanel ??= new ComputerPanel(byId("computer-panel"), choose);
  computer.show();
  void computer.refresh();
  await computerPanel.showProfile(runner);
}

await pause();
const prompt = new Prompt({
  parent: byId("prompt-editor"),
  history: new History(storage),
  complete,
  signature,
  onEnter: (code) => session.enter(code),
  onInterrupt: () => runner.state === "running" && session.stop(),
  onClear: () => log.clear(),
});
byId("prompt").addEventListener("click", () => prompt.view.focus());

const sharing = new Sharing({
  workbench,
  chosenBackend: () => computer.chosen,
  onRun: () => run(),
  onOpen: () => {
    welcome.close();
    views.show("code");
  },
  models: async () => (await import("./demo/offers")).demoOffers(runner),
  onModel: async (model) => (await import("./demo/beside")).layBeside(model, runner, log),
});
const welcome = installWelcome(storage, readSettings(storage).welcomed, () => run());
onTexts(() => picker.show(workbench.id, workbench.title));
const actions = installActions({ runner, session, views, onRun: () => run() });
session.begin();
await pause();
const openFirst = documents.currentId(FIRST_VISIT);
if (openFirst !== FIRST_VISIT) await loadTexts().catch(() => undefined);
workbench.open(isReadable(openFirst) ? openFirst : FIRST_VISIT);
// The gallery is complete before anybody opens it.
runner.on("ready", () => void loadTexts().catch(() => undefined));
byId("picker-button").addEventListener("click", () => void loadTexts().catch(() => undefined));
void sharing.openAddress();

function pick(id: string): void {
  picked = showPicked(id);
}

async function showPicked(id: string): Promise<void> {
  // An example without its text must not look like an empty program.
  await loadTexts().catch(() => undefined);
  if (!isReadable(id)) return;
  workbench.open(id);
  sharing.leave();
  views.show("code");
  editor.view.focus();
}

async function recover(): Promise<void> {
  const { showRecovery } = await import("./programs/recover");
  showRecovery(documents.recovery.list(), (kept) => {
    pick(documents.create(kept.title, kept.files));
  });
}

async function run(): Promise<void> {
  await picked;
  welcome.close();
  const { backend } = sharing.ran();
  if (backend) await computer.choose(backend);
  await session.runProgram();
}

const bringing = new Bringing({
  runner,
  log,
  onProgram: (name, text) => pick(documents.create(name.replace(/\.py$/, ""), [{ name, text }])),
  onPage: async (file) => {
    const { programIn } = await import("./share/standalone/reading");
    const reading = await programIn(file);
    return reading !== null && sharing.openReading(reading);
  },
});
let filesDialog: FilesDialog | null = null;
byId("files-button").addEventListener("click", async () => {
  const { FilesDialog } = await import("./files/dialog");
  filesDialog ??= new FilesDialog(runner, bringing);
  await filesDialog.open();
});
const showKeys = async (): Promise<void> => (await import("./programs/shortcuts")).showShortcuts();
byId("shortcuts-button").addEventListener("click", () => void showKeys());
document.addEventListener("keydown", (event) => {
  if (event.key !== "F1" || event.shiftKey) return;
  event.preventDefault();
  void showKeys();
});

installTheme(storage, () => chart.recolour());
installSettings(byId("settings-button"), storage);
installDividers(readSettings(storage), (change) => changeSettings(storage, change));
installEnlarge();
byId("clear-output").addEventListener("click", () => {
  log.clear();
  announce(t("output.cleared"));
});
byId("copy-output").addEventListener("click", async () => {
  await navigator.clipboard.writeText(log.text());
  setText(byId("output-note"), words("output.copied"));
  setTimeout(() => setText(byId("output-note"), ""), 2_000);
});

let variables: VariablesView | null = null;
async function showVariables(): Promise<void> {
  const { VariablesView } = await import("./variables/view");
  variables ??= new VariablesView(byId("variables-panel"), runner, (name) => {
    if (views.isNarrow) views.show("output");
    void session.enter(name);
  });
  await variables.refresh();
}

const used = new Set<string>();
runner.on("used", ({ addresses }) => {
  for (const address of addresses) used.add(address);
});
const offline = async (): Promise<void> =>
  (await import("./offline/start")).startOffline({ runner, used, isBusy: () => session.isWaiting });
// Python comes first, but for a page that has to be loaded once more.
if (crossOriginIsolated) {
  const leave = runner.on("ready", () => {
    leave();
    void offline();
  });
} else void offline();

runner.listen();
pressEarly();
