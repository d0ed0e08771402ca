/**
 * What a link holds, inside somebody else's page (`?view=`): "demo" for a trained model with its
 * input; "code", "output" or "both" for the program. Without a view a link that holds a model is
 * shown as a demo. `messages.ts` describes what the page around the frame can say.
 */
import { DEMO_TYPE } from "../demo/form";
import { openStorage } from "../documents/storage";
import { startLanguage } from "../language/start";
import { readFragment } from "../share/link";

const VIEWS = ["both", "code", "output"];

const view = new URLSearchParams(location.search).get("view") ?? "demo";
const [reading] = await Promise.all([readFragment(location.hash), startLanguage(openStorage())]);
const model = reading.kind === "program" ? reading.model : undefined;

if (reading.kind === "program" && model?.mediaType === DEMO_TYPE && !VIEWS.includes(view)) {
  const { showDemo } = await import("./demo");
  showDemo(reading.program.title, model);
} else {
  const { showProgram } = await import("./program");
  showProgram(reading, VIEWS.includes(view) ? view : "both");
}
