/**
 * A program with Python in one file, opened from a disk without network: it shows what was saved,
 * and runs when the reader presses Run.
 */
import { openStorage } from "../../documents/storage";
import { byId } from "../../dom";
import { startLanguage } from "../../language/start";
import { openWorkersBy } from "../../worker/opening";
import { leadTo } from "../address";
import { reading } from "../link_reading";
import { inflate, toText } from "../packed";
import { readProgramBytes } from "../shared_program";
import { PART, type PartsMessage, PROGRAM_PART, WORKER_PART } from "./messages";

const LARGEST_SCRIPT = 20_000_000;

/** The parts of the file by name, decoded. */
function decoded(name: string): Uint8Array<ArrayBuffer> {
  const text = document.querySelector(`[${PART}="${name}"]`)?.textContent ?? "";
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function partsForWorker(): PartsMessage["parts"] {
  const names = [...document.querySelectorAll(`[${PART}]`)].map(
    (element) => element.getAttribute(PART) ?? "",
  );
  const wanted = names.filter((name) => name !== PROGRAM_PART && name !== WORKER_PART);
  return Object.fromEntries(wanted.map((name) => [name, decoded(name)]));
}

const [script, program] = await Promise.all([
  inflate(decoded(WORKER_PART), LARGEST_SCRIPT).then(toText),
  reading(() => readProgramBytes(decoded(PROGRAM_PART))),
  startLanguage(openStorage()),
]);

openWorkersBy(() => {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  // A file from a disk may not open a module as a worker; this script needs no module.
  const worker = new Worker(address);
  const parts = partsForWorker();
  const message: PartsMessage = { type: "parts", parts };
  worker.postMessage(
    message,
    Object.values(parts).map(({ buffer }) => buffer),
  );
  return worker;
});

leadTo(document.documentElement.dataset.site ?? "");
const results = [...byId("log").children];
byId("editor").replaceChildren();
const { showProgram } = await import("../../embed/program");
showProgram(program, "both");
byId("log").replaceChildren(...results);
byId("run-button").hidden = false;
byId("stop-button").hidden = false;
// The output follows what is newest; what was saved is read from its beginning.
setTimeout(() => {
  byId("log").scrollTop = 0;
  setTimeout(() => {
    byId("jump-button").hidden = true;
  }, 100);
}, 100);
