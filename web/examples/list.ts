/**
 * The programs of the gallery, from the first neuron to attention. Each file is a whole script. Only
 * the text of the first visit comes with the page; `loadTexts` brings the others.
 */
import first from "./mnist_convnet.py?raw";

export interface Example {
  id: string;
  title: string;
  description: string;
  group: string;
  filename: string;
  /** "" until it is loaded. */
  readonly text: string;
}

export const FIRST_VISIT = "mnist_convnet";

const texts = new Map<string, string>([[`./${FIRST_VISIT}.py`, first]]);
let loading: Promise<void> | null = null;

/** Every example has its text afterwards. A failed try is made again by the next call. */
export function loadTexts(): Promise<void> {
  loading ??= import("./texts").then(
    ({ TEXTS }) => {
      for (const [path, text] of Object.entries(TEXTS)) texts.set(path, text);
    },
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

/** False for an example whose text could not be loaded. */
export function isReadable(id: string): boolean {
  return texts.has(`./${id}.py`) || EXAMPLES.every((example) => example.id !== id);
}

type Row = readonly [id: string, title: string, description: string];

/** Other languages translate titles and descriptions in `web/language`. */
const GROUPS = {
  "First steps": [
    ["first_neuron", "The first neuron", "Celsius to Fahrenheit: one weight and one bias."],
    ["downhill", "Downhill", "Gradient descent on one number, step by step."],
    ["line", "A line", "Find slope and offset from noisy points."],
    ["logic_gate", "AND", "One neuron decides between yes and no."],
    ["xor", "XOR", "The smallest network that needs a hidden layer."],
    ["learning_rates", "Learning rates", "Too small is slow, too large never settles."],
    ["by_hand", "By hand", "A network and its training in plain numpy."],
  ],
  "Curves and numbers": [
    ["sine", "A curve", "A small network bends itself into a sine."],
    ["many_inputs", "Many inputs", "The price of a flat, and why columns are scaled."],
    ["overfitting", "Learning by heart", "Great on points it has seen, poor on new ones."],
    ["early_stopping", "Stop in time", "Training ends when new points no longer gain."],
    ["dropout", "How sure is it?", "Dropout left on shows where the network guesses."],
    ["own_loss", "A loss of your own", "Ask for the value that 90 % stay below."],
  ],
  "Telling things apart": [
    ["moons", "Two moons", "Classes that no straight line can separate."],
    ["circles", "A ring", "The right input makes the task easy."],
    ["three_classes", "Three classes", "Softmax, one probability for each."],
    ["spirals", "Two spirals", "A boundary that winds, learned by a deeper network."],
    ["rare_class", "A rare class", "95 % right can mean that nothing was learned."],
  ],
  Pictures: [
    ["edges", "Edges", "What a filter does, without training."],
    ["stripes", "Stripes", "Four filters learn the direction of lines."],
    ["mnist_dense", "Digits, dense", "70,000 handwritten digits, two dense layers."],
    ["mnist_convnet", "Digits, convolutions", "The same digits, read by a small convnet."],
    ["digit_pad", "Read my writing", "Train a minute, then draw a digit yourself."],
    ["noise", "Noise away", "An autoencoder cleans pictures."],
    ["generator", "Draw by numbers", "From two numbers to a picture."],
  ],
  "Words and signals": [
    ["words", "Words", "Each word becomes a few numbers."],
    ["names", "Names", "Guess the next letter, then invent names."],
    ["heartbeat", "A signal", "A convolution over time finds beats in noise."],
    ["forecast", "Forecast", "Twelve values in, the next one out."],
    ["memory", "Memory", "An LSTM carries the first sign past all others."],
    ["attention", "Attention", "Look up a value by its key, with a layer of one's own."],
    ["backwards", "Backwards", "Self-attention turns a row of digits around."],
  ],
  "Under the bonnet": [
    ["gradients", "Your own loop", "GradientTape, step by step, without fit."],
    ["two_inputs", "Two inputs", "A model that branches and meets again."],
    ["keep", "Keep a model", "Save it as a file, load it, go on from there."],
    ["own_layer", "A layer of your own", "A few lines, and it trains like any other."],
    ["optimizers_race", "A race", "Four optimizers, the same start."],
    ["schedules", "Slow down at the end", "A learning rate that falls like a cosine."],
    ["deep", "Deep and stuck", "Twelve layers, and what makes them learn."],
  ],
  "Your own": [["blank", "Blank page", "Start from nothing."]],
} as const satisfies Record<string, readonly Row[]>;

export type GroupName = keyof typeof GROUPS;
export type ExampleId = (typeof GROUPS)[GroupName][number][0];

export const EXAMPLES: readonly Example[] = Object.entries(GROUPS).flatMap(([group, rows]) =>
  rows.map(([id, title, description]) => ({
    id,
    title,
    description,
    group,
    filename: `${id}.py`,
    get text() {
      return texts.get(`./${id}.py`) ?? "";
    },
  })),
);
