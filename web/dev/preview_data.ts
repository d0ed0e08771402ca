/** What the preview prints and reports: a made-up training of the convnet. */
import type { ErrorReport, TrainingEvent } from "../protocol";

const EPOCHS = 3;
const STEPS = 422;
const BAR = 20;

export const convnetSummary = `images to learn from: (60000, 28, 28, 1)
Model: "sequential"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
${[
  ["conv2d (Conv2D)", "(None, 26, 26, 32)", "320"],
  ["max_pooling2d (MaxPooling2D)", "(None, 13, 13, 32)", "0"],
  ["conv2d_1 (Conv2D)", "(None, 11, 11, 64)", "18,496"],
  ["max_pooling2d_1 (MaxPooling2D)", "(None, 5, 5, 64)", "0"],
  ["flatten (Flatten)", "(None, 1600)", "0"],
  ["dropout (Dropout)", "(None, 1600)", "0"],
  ["dense (Dense)", "(None, 10)", "16,010"],
]
  .map(([a = "", b = "", c = ""]) => `│ ${a.padEnd(31)} │ ${b.padEnd(22)} │ ${c.padStart(13)} │`)
  .join("\n├─────────────────────────────────┼────────────────────────┼───────────────┤\n")}
└─────────────────────────────────┴────────────────────────┴───────────────┘
 Total params: 34,826 (136.04 KB)
 Trainable params: 34,826 (136.04 KB)
 Non-trainable params: 0 (0.00 B)
`;

export const exampleError: ErrorReport = {
  name: "ShapeError",
  message:
    "Dense 'dense' expects inputs of shape (batch, 1600) but received (128, 28, 28, 1).\nAdd Flatten() before it.",
  traceback:
    'Traceback (most recent call last):\n  File "mnist_convnet.py", line 56, in <module>\n    model.fit(x_train, y_train, batch_size=128, epochs=3, validation_split=0.1)\nShapeError: Dense expects ...',
  line: 56,
  column: 1,
  endLine: 56,
  endColumn: 20,
};

/** Everything one fit reports, step by step, at every eighth step. */
export function* trainingScript(fit: number): Generator<{ event?: TrainingEvent; text?: string }> {
  const metrics = ["loss", "accuracy"];
  yield {
    event: {
      event: "fit_begin",
      fit,
      model: "sequential",
      epochs: EPOCHS,
      steps: STEPS,
      metrics,
      backend: "Cpu",
    },
  };
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    yield { text: `Epoch ${epoch + 1}/${EPOCHS}\n` };
    let logs = { loss: 0, accuracy: 0 };
    for (let step = 8; step <= STEPS; step += 8) {
      const time = epoch + step / STEPS;
      const wave = Math.sin(step * 1.7 + fit) * 0.015 * Math.exp(-time);
      logs = {
        loss: 0.06 + 1.7 * Math.exp(-3.1 * time * (0.8 + fit * 0.2)) + wave,
        accuracy: 0.985 - 0.6 * Math.exp(-3.4 * time) - wave,
      };
      const done = Math.round((BAR * step) / STEPS);
      const bar = "━".repeat(done) + "─".repeat(BAR - done);
      yield {
        event: { event: "progress", fit, epoch, step, logs, ms_per_step: 21.4 },
        text: `\r${String(step).padStart(3)}/${STEPS} ${bar} 21ms/step - accuracy: ${logs.accuracy.toFixed(4)} - loss: ${logs.loss.toFixed(4)}`,
      };
    }
    const all = { ...logs, val_loss: logs.loss * 0.8 + 0.01, val_accuracy: logs.accuracy + 0.006 };
    yield {
      event: { event: "epoch_end", fit, epoch, logs: all, seconds: 9.1 },
      text: ` - val_accuracy: ${all.val_accuracy.toFixed(4)} - val_loss: ${all.val_loss.toFixed(4)}\n`,
    };
  }
  yield { event: { event: "fit_end", fit, stopped: false } };
}

/** A small picture of a seven, as base64 PNG. */
export function digitPicture(): string {
  const canvas = document.createElement("canvas");
  canvas.width = 28;
  canvas.height = 28;
  const pen = canvas.getContext("2d");
  if (pen) {
    pen.fillRect(0, 0, 28, 28);
    pen.strokeStyle = "#fff";
    pen.lineWidth = 2.5;
    pen.stroke(new Path2D("M7 8h13l-7 14"));
  }
  return canvas.toDataURL("image/png").split(",")[1] ?? "";
}
