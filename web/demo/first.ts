/** A link with a trained model: it answers first, and Python waits until somebody wants the code. */
import { readFragment } from "../share/link";
import { DEMO_TYPE } from "./form";

/** Done at once where the address holds no demo; `language`: done when the page speaks it. */
export async function demoFirst(language: Promise<unknown>): Promise<void> {
  // Where a part of the page cannot be fetched, the code is still there.
  if (!hasOpened()) await show(language).catch((error: unknown) => console.warn(error));
  delete document.documentElement.dataset.demo;
}

async function show(language: Promise<unknown>): Promise<void> {
  const reading = await readFragment(location.hash);
  if (reading.kind !== "program" || reading.model?.mediaType !== DEMO_TYPE) return;
  document.documentElement.dataset.demo = "";
  const [{ demoPage }] = await Promise.all([import("./page"), language]);
  await demoPage(reading.program.title, reading.model);
  history.replaceState({ ...history.state, demoOpened: true }, "");
}

/** Whoever has opened the code of a demo stays there when the page is loaded again. */
function hasOpened(): boolean {
  return (history.state as { demoOpened?: boolean } | null)?.demoOpened === true;
}
