/** What was drawn, chosen, moved or typed, as the numbers that the demo's program takes. */
import { t } from "../language/later";
import type { WidgetInput } from "./input_settings";
import type { Question } from "./messages";
import { DemoProblem } from "./problem";
import { tokenNumbers } from "./tokens";

type Message = Record<string, unknown>;

export function questionOf(input: WidgetInput, message: Message): Question {
  const { length, dtype } = input;
  const question = (source: Question["source"], bytes: Uint8Array<ArrayBuffer>): Question => {
    return { source, dtype, bytes, length };
  };
  switch (input.kind) {
    case "slider": {
      const values = (message.values ?? {}) as Record<string, number>;
      const row = input.options.sliders.map(({ name, first }) => values[name] ?? first);
      return question("float32", bytesOf(Float32Array.from(row)));
    }
    case "text": {
      const row = tokenNumbers(String(message.text ?? ""), input.tokens);
      return dtype === "int32"
        ? question("int32", bytesOf(Int32Array.from(row)))
        : question("float32", bytesOf(Float32Array.from(row)));
    }
    default: {
      const letters = atob(String(message.pixels ?? ""));
      const pixels = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
      if (pixels.length !== length) throw new DemoProblem(t("demo.refused"));
      return question("uint8", pixels);
    }
  }
}

function bytesOf(
  row: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  return new Uint8Array(row.buffer);
}
