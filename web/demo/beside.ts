/** The trained model that came with a program, as a file that the program can read. */
import { words } from "../language/later";
import type { Log } from "../output/log";
import type { RunnerControl } from "../runner";
import type { SharedModel } from "../share/model_part";
import { DEMO_FILE, DEMO_TYPE } from "./form";

let leave: () => void = () => undefined;

/** Writes it as soon as Python is there, and again after each restart. */
export function layBeside(model: SharedModel, runner: RunnerControl, log: Log): void {
  leave();
  if (model.mediaType !== DEMO_TYPE) return;
  const write = (): void => {
    void runner.request("write-file", { path: DEMO_FILE, bytes: model.bytes });
  };
  leave = runner.on("ready", write);
  if (runner.info) write();
  log.note(words("demo.beside", { code: `model.load_weights("${DEMO_FILE}")` }));
}
