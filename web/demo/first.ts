/** A link with a trained model: it answers first, and Python waits until somebody wants the code. */
import { readFragment } from "../share/link";
import { DEMO_TYPE } from "./form";

/** Done at once where the address holds no demo; `language`: done when the page speaks it. */
export async function demoFirst(language: Promise<unknown>): Promise<void> {
  const reading = await readFragment(location.hash);
  if (reading.kind === "program" && reading.model?.mediaType === DEMO_TYPE) {
    document.documentElement.dataset.demo = "";
    const [{ demoPage }] = await Promise.all([import("./page"), language]);
    await demoPage(reading.program.title, reading.model);
  }
  delete document.documentElement.dataset.demo;
}
