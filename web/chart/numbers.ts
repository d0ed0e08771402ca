/** How numbers are written on the page. */
import { exponent, fixed, precise, whole } from "../language/numbers";
import { t } from "../language/text";

/** Four digits that matter; very small and very large values with an exponent. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return exponent(value, 2);
  if (Number.isInteger(value)) return whole(value);
  return fixed(value, size >= 100 ? 1 : size >= 10 ? 2 : 4);
}

/** A number beside an axis: no digits that say nothing. */
export function tickNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return exponent(value, 0);
  return precise(value, 4);
}

export function duration(seconds: number): string {
  if (seconds < 1) return t("number.under_a_second");
  if (seconds < 90) return t("number.seconds", { value: fixed(seconds, 0) });
  if (seconds < 5400) return t("number.minutes", { value: fixed(seconds / 60, 0) });
  return t("number.hours", { value: fixed(seconds / 3600, 1) });
}

export function milliseconds(value: number): string {
  if (value >= 1000) {
    return t("number.seconds", { value: fixed(value / 1000, value >= 10_000 ? 1 : 2) });
  }
  return t("number.milliseconds", { value: fixed(value, value >= 100 ? 0 : value >= 10 ? 1 : 2) });
}

export function bytes(value: number): string {
  if (value < 1024) return t("number.bytes", { value: whole(value) });
  const units = ["kilobytes", "megabytes", "gigabytes"] as const;
  const power = Math.min(3, Math.floor(Math.log2(value) / 10));
  const size = value / 1024 ** power;
  return t(`number.${units[power - 1] ?? "kilobytes"}`, {
    value: fixed(size, size >= 100 ? 0 : 1),
  });
}

/** "val_accuracy" as words: "accuracy". */
export function metricTitle(name: string): string {
  return name.replaceAll("_", " ");
}
