/** A demo at work: its input, and the engine that answers it. */
import { t } from "../language/later";
import type { WidgetReply } from "../protocol";
import { outcomeOf } from "../ui/outcome";
import { widgetView } from "../ui/widget";
import { DemoEngine } from "./engine";
import { type DemoFile, readDemo } from "./file";
import { DemoProblem } from "./problem";
import { questionOf } from "./question";

export interface LiveDemo {
  file: DemoFile;
  element: HTMLElement;
  end: () => void;
}

/** Throws `DemoProblem` for bytes that are no demo. */
export function liveDemo(bytes: Uint8Array<ArrayBuffer>): LiveDemo {
  const file = readDemo(bytes);
  const engine = new DemoEngine();
  engine.load(file);
  const { kind, options } = file.input;
  const spec = { id: "demo", kind, description: file.title, options: { ...options } };
  const element = widgetView(JSON.stringify(spec), {
    ask: (_, message) => answer(engine, file, message),
    onFree: () => undefined,
  });
  return { file, element, end: () => engine.end() };
}

async function answer(engine: DemoEngine, file: DemoFile, message: string): Promise<WidgetReply> {
  try {
    const { shape, values } = await engine.ask(questionOf(file.input, JSON.parse(message)));
    if (!values.every(Number.isFinite)) return { kind: "problem", text: t("demo.no_number") };
    return outcomeOf(values, shape, file.names);
  } catch (error) {
    if (error instanceof DemoProblem) return { kind: "problem", text: error.message };
    throw error;
  }
}
