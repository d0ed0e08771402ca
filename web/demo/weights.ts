/** The numbers of a demo's weights, as they lie in the file and as the engine takes them. */

export type Stored = "float32" | "float16" | "int8" | "int32" | "bool";

export interface WeightEntry {
  dtype: string;
  shape: readonly number[];
  stored: Stored;
  /** Shape of the scales of "int8": 1 or the weight's own size on each axis. */
  scale: readonly number[] | null;
  bytes: number;
}

/** What is uploaded: bytes, the type they have, and the tensor they become. */
export interface Weight {
  dtype: string;
  shape: readonly number[];
  source: string;
  bytes: Uint8Array<ArrayBuffer>;
}

const WIDTH: Record<Stored, number> = { float32: 4, float16: 2, int8: 1, int32: 4, bool: 1 };
/** What a weight may become, by how it is stored. */
const BECOMES: Record<Stored, string> = {
  float32: "float32",
  float16: "float32",
  int8: "float32",
  int32: "int32",
  bool: "bool",
};
const MOST_AXES = 6;

export function count(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Sizes of axes: whole numbers, none of them 0. */
export function isShape(value: unknown): value is number[] {
  return (
    Array.isArray(value) &&
    value.length <= MOST_AXES &&
    value.every((size) => Number.isSafeInteger(size) && size > 0) &&
    Number.isSafeInteger(count(value))
  );
}

/** Null for what is no description of a weight, or does not fit its own number of bytes. */
export function readEntry(value: unknown): WeightEntry | null {
  if (typeof value !== "object" || value === null) return null;
  const { dtype, shape, stored, scale = null, bytes } = value as Record<string, unknown>;
  if (typeof stored !== "string" || !Object.hasOwn(WIDTH, stored) || !isShape(shape)) return null;
  const kind = stored as Stored;
  if (dtype !== BECOMES[kind] || typeof bytes !== "number") return null;
  let expected = count(shape) * WIDTH[kind];
  if (kind === "int8") {
    const fits = (size: number, axis: number): boolean => size === 1 || size === shape[axis];
    if (!isShape(scale) || scale.length !== shape.length || !scale.every(fits)) return null;
    expected += 4 * count(scale);
  }
  if (bytes !== expected) return null;
  return { dtype, shape, stored: kind, scale: kind === "int8" ? (scale as number[]) : null, bytes };
}

export function weightOf(entry: WeightEntry, bytes: Uint8Array<ArrayBuffer>): Weight {
  const { dtype, shape, stored, scale } = entry;
  if (stored !== "int8" || !scale) return { dtype, shape, source: stored, bytes };
  return { dtype, shape, source: "float32", bytes: scaled(shape, scale, bytes) };
}

/** Each whole number times the scale of its channel. */
function scaled(
  shape: readonly number[],
  scaleShape: readonly number[],
  bytes: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const scales = floats(bytes, count(scaleShape));
  const rounded = new Int8Array(bytes.buffer, bytes.byteOffset + 4 * scales.length);
  const steps = stepsOf(scaleShape);
  const place = shape.map(() => 0);
  const result = new DataView(new ArrayBuffer(4 * rounded.length));
  let at = 0;
  for (let index = 0; index < rounded.length; index++) {
    result.setFloat32(4 * index, (rounded[index] ?? 0) * (scales[at] ?? 0), true);
    // On to the next place: the last axis first, as an odometer.
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const next = (place[axis] ?? 0) + 1;
      if (next < (shape[axis] ?? 1)) {
        place[axis] = next;
        at += steps[axis] ?? 0;
        break;
      }
      at -= (next - 1) * (steps[axis] ?? 0);
      place[axis] = 0;
    }
  }
  return new Uint8Array(result.buffer);
}

/** How far the scale moves with each axis; 0 where one scale holds for the whole axis. */
function stepsOf(scaleShape: readonly number[]): number[] {
  let step = 1;
  const steps: number[] = [];
  for (let axis = scaleShape.length - 1; axis >= 0; axis--) {
    const size = scaleShape[axis] ?? 1;
    steps[axis] = size === 1 ? 0 : step;
    step *= size;
  }
  return steps;
}

function floats(bytes: Uint8Array<ArrayBuffer>, length: number): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 4 * length);
  return Float32Array.from({ length }, (_, index) => view.getFloat32(4 * index, true));
}
