/** What completion knows before Python is ready: the language and the main names of p_vision. */
import type { Completion } from "@codemirror/autocomplete";

const KEYWORDS =
  "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield True False None";
const FUNCTIONS =
  "abs all any bool dict enumerate float format getattr hasattr input int isinstance len list map max min next open print range repr reversed round set sorted str sum super tuple type zip";
const CLASSES =
  "Activation AveragePooling2D BatchNormalization Conv1D Conv2D Conv3D Dense DepthwiseConv2D Dropout Embedding Flatten GlobalAveragePooling2D GlobalMaxPooling2D GradientTape Identity LayerNormalization LeakyReLU MaxPooling2D Permute ReLU Rescaling Reshape Sequential Softmax Variable EarlyStopping Adam AdamW RMSprop SGD";
const MODULES =
  "p_vision numpy activations callbacks datasets initializers layers losses metrics ops optimizers random utils";
const METHODS =
  "Input compile evaluate fit get_weights predict set_weights summary set_backend backend_info load_data to_categorical set_random_seed";

function names(text: string, type: string): Completion[] {
  return text.split(" ").map((label) => ({ label, type }));
}

export const STATIC_NAMES: readonly Completion[] = [
  ...names(KEYWORDS, "keyword"),
  ...names(FUNCTIONS, "function"),
  ...names(CLASSES, "class"),
  ...names(MODULES, "namespace"),
  ...names(METHODS, "function"),
];
