/** Numbers that a model or a function gave, in their best form: bars, a picture or text. */
import { t } from "../language/later";
import type { WidgetReply } from "../protocol";

type Names = readonly string[] | null;

const MOST_BARS = 20;
const MOST_WRITTEN = 60;

/** `values` in rows of the last axis, as `shape` says. */
export function outcomeOf(
  values: Float64Array,
  shape: readonly number[],
  names: Names,
): WidgetReply {
  let sizes = [...shape];
  while (sizes.length > 1 && sizes[0] === 1) sizes = sizes.slice(1);
  if (sizes.length === 1 && values.length > 1 && areChances(values)) return bars(values, names);
  const [height = 0, width = 0] = sizes;
  if ((sizes.length === 2 || sizes.length === 3) && Math.min(height, width) > 2) {
    return picture(values, sizes);
  }
  const [only] = values;
  if (values.length === 1 && only !== undefined) {
    if (names?.length === 2 && only >= 0 && only <= 1) {
      return bars(Float64Array.of(1 - only, only), names);
    }
    return { kind: "text", text: fourDigits(only) };
  }
  const written = [...values.subarray(0, MOST_WRITTEN)].map(fourDigits).join(", ");
  const more = values.length > MOST_WRITTEN ? ", …" : "";
  return { kind: "text", text: `[${written}${more}]` };
}

function areChances(values: Float64Array): boolean {
  let sum = 0;
  for (const value of values) {
    if (!(value >= 0 && value <= 1)) return false;
    sum += value;
  }
  return Math.abs(sum - 1) < 1e-3;
}

function bars(values: Float64Array, names: Names): WidgetReply {
  const all = [...values].map((value, index) => ({
    label: names?.[index] ?? String(index),
    value,
  }));
  const most = new Set([...all].sort((a, b) => b.value - a.value).slice(0, MOST_BARS));
  return { kind: "bars", bars: all.filter((bar) => most.has(bar)) };
}

/** Of several pictures the first; brightness as `p_vision.show` has it. */
function picture(values: Float64Array, sizes: readonly number[]): WidgetReply {
  const [first = 1, second = 1, third = 1] = sizes;
  const text = t("demo.picture.of", { height: first, width: second });
  if (sizes.length === 2) {
    return {
      kind: "pixels",
      height: first,
      width: second,
      channels: 1,
      pixels: shades(values),
      text,
    };
  }
  if (third === 1 || third === 3) {
    const pixels = shades(values);
    return { kind: "pixels", height: first, width: second, channels: third, pixels, text };
  }
  const pixels = shades(values).subarray(0, second * third);
  return { kind: "pixels", height: second, width: third, channels: 1, pixels, text };
}

/** Numbers from 0 to 1 or to 255 keep their meaning; others go from their least to their greatest. */
function shades(values: Float64Array): Uint8ClampedArray<ArrayBuffer> {
  const clean = values.map((value) => (Number.isFinite(value) ? value : 0));
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of clean) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low >= 0 && high <= 1) [low, high] = [0, 1];
  else if (low >= 0 && high <= 255) [low, high] = [0, 255];
  return Uint8ClampedArray.from(clean, (value) => ((value - low) / (high - low || 1)) * 255);
}

/** Four digits that matter, and no more behind the point than that. */
export function fourDigits(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6))
    return value.toExponential(3).replace(/\.?0+e/, "e");
  return String(size >= 1000 ? Math.round(value) : Number(value.toPrecision(4)));
}
