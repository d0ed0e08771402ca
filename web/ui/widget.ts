/** An input of a program or of a demo: it asks on every change. */
import { el } from "../dom";
import { words } from "../language/later";
import type { WidgetReply } from "../protocol";
import { answerView } from "./answer";
import { cameraInput } from "./camera_input";
import { drawingPad } from "./pad";
import { fileInput } from "./picture_input";
import { sliderInputs, textInput } from "./value_inputs";

export interface WidgetSpec {
  id: string;
  kind: string;
  description: string;
  options: Record<string, unknown>;
}

/** What answers: Python, which says null while a program keeps it busy; or a demo's engine. */
export interface WidgetHost {
  ask: (id: string, message: string) => Promise<WidgetReply | null>;
  /** Calls back once, when Python may answer again. */
  onFree: (listener: () => void) => void;
}

export type Send = (message: Record<string, unknown>) => void;

const INPUTS: Record<string, (spec: WidgetSpec, send: Send) => HTMLElement> = {
  draw: drawingPad,
  upload: fileInput,
  webcam: cameraInput,
  slider: sliderInputs,
  text: textInput,
};

export function widgetView(json: string, host: WidgetHost): HTMLElement {
  const spec = JSON.parse(json) as WidgetSpec;
  const answer = el("div", { class: "widget-answer", role: "status", "aria-live": "polite" });
  const make = INPUTS[spec.kind];
  if (!make) return el("p", { class: "note stopped" }, words("demo.unknown", { kind: spec.kind }));
  let busy = false;
  let next: string | null = null;
  const go = async (): Promise<void> => {
    if (busy || next === null) return;
    busy = true;
    const message = next;
    next = null;
    const reply = await host.ask(spec.id, message).catch(() => null);
    busy = false;
    if (reply) {
      answer.replaceChildren(answerView(reply));
    } else {
      // Only the newest input waits for the program to end.
      next ??= message;
      answer.replaceChildren(el("p", { class: "hint" }, words("demo.waiting")));
      host.onFree(() => void go());
      return;
    }
    void go();
  };
  const send: Send = (message) => {
    next = JSON.stringify(message);
    void go();
  };
  const section = el(
    "section",
    { class: "widget", "aria-label": spec.description, "data-widget": spec.kind },
    make(spec, send),
    answer,
  );
  section.addEventListener("widget-clear", () => {
    next = null;
    answer.replaceChildren();
  });
  return section;
}
