/** A model as Python describes it: `py/playground/look/graph.py` writes the same. */

export interface GraphNode {
  name: string;
  kind: string;
  role: "input" | "layer" | "operation" | "model";
  /** What comes out, as Python writes it; "" where it is not known. */
  shape: string;
  /** The same without the batch, to stand on a line. */
  label: string;
  /** Null before the layer is built. */
  parameters: number | null;
  trained: boolean;
  /** Names of what it takes. */
  after: string[];
  /** The node of the model that it is a part of. */
  inside?: number;
}

/** `node`: its number, or -1, -2, ... for the first, second, ... block. */
export interface GraphBox {
  node: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface GraphLine {
  label: string;
  points: [number, number][];
}

/** Boxes by their centres. */
export interface GraphPicture {
  width: number;
  height: number;
  boxes: GraphBox[];
  lines: GraphLine[];
}

export interface GraphBlock {
  /** "" where the names inside have nothing in common. */
  title: string;
  members: number[];
  parameters: number;
  /** The model that it opens; missing for a part of a long model. */
  node?: number;
  picture: GraphPicture;
}

export interface ModelGraph {
  name: string;
  kind: string;
  /** "unbuilt": no shapes yet; "free": what flows where is known only to the model's own code. */
  note: "" | "unbuilt" | "free";
  layers: number;
  parameters: number;
  trained: number;
  nodes: GraphNode[];
  blocks: GraphBlock[];
  picture: GraphPicture;
  /** The Python expression that gives the model. */
  variable: string;
  /** Names this picture in questions about its layers. */
  key: string;
}

export interface LayerFacts {
  name: string;
  kind: string;
  given: string;
  documentation: string;
  config: [name: string, value: string][];
  weights: { name: string; shape: string; dtype: string; trained: boolean }[];
}

/** The forms of a drawing: SVG, words and, where there are numbers behind it, CSV. */
export type DrawingForms = Record<string, string>;

export interface WeightPicture {
  name: string;
  shape: string;
  drawings?: DrawingForms[];
  /** Too large to be read for a look. */
  large?: boolean;
}

export interface Activations {
  sample: DrawingForms;
  truth: string;
  answer: DrawingForms;
}

export interface ProfileAnswer {
  model: string;
  what: "train" | "predict";
  batch: number;
  backend: string;
  /** Milliseconds of the same step as `fit` and `predict` run it. */
  recorded: number;
  rows: [name: string, calls: number, milliseconds: number][];
  /** Chrome's trace format. */
  trace: string;
  /** The expression that gives the model, and those of all models. */
  variable: string;
  models: string[];
}

export interface ModelsAnswer {
  models: { variable: string; name: string }[];
  chosen: string;
  /** Null where the page shows it already. */
  graph: ModelGraph | null;
}

/** Questions about models, and what Python answers. */
export interface LookAnswers {
  models: ModelsAnswer;
  layer: LayerFacts;
  weights: { weights: WeightPicture[] };
  data: { data: { name: string; count: number }[] };
  activations: Activations;
  profile: ProfileAnswer;
}
