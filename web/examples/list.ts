/** The programs of the picker, easiest first. Each file is a complete script. */
import blank from "./blank.py?raw";
import gradients from "./gradients.py?raw";
import line from "./line.py?raw";
import mnistConvnet from "./mnist_convnet.py?raw";
import mnistDense from "./mnist_dense.py?raw";
import spirals from "./spirals.py?raw";
import xor from "./xor.py?raw";

export interface Example {
  id: string;
  title: string;
  description: string;
  filename: string;
  text: string;
}

export const FIRST_VISIT = "mnist_convnet";

function example(id: string, title: string, description: string, text: string): Example {
  return { id, title, description, filename: `${id}.py`, text };
}

export const EXAMPLES: readonly Example[] = [
  example("xor", "XOR", "The smallest network that needs a hidden layer.", xor),
  example("line", "A line", "Find slope and offset from noisy points.", line),
  example("spirals", "Two spirals", "A boundary that winds, learned by a deeper network.", spirals),
  example(
    "mnist_dense",
    "Digits, dense",
    "70,000 handwritten digits, two dense layers.",
    mnistDense,
  ),
  example(
    "mnist_convnet",
    "Digits, convolutions",
    "The same digits, read by a small convnet.",
    mnistConvnet,
  ),
  example(
    "gradients",
    "Your own training loop",
    "GradientTape, step by step, without fit.",
    gradients,
  ),
  example("blank", "Blank page", "Start from nothing.", blank),
];
