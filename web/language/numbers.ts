/** Numbers, times and dates as the chosen language writes them. */
import { localeNow, onTexts } from "./tables";

const formats = new Map<string, Intl.NumberFormat>();
onTexts(() => formats.clear());

function format(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  let found = formats.get(key);
  if (!found) {
    found = new Intl.NumberFormat(localeNow(), options);
    formats.set(key, found);
  }
  return found;
}

/** 60000 becomes "60,000". */
export function whole(value: number): string {
  return format("whole", { maximumFractionDigits: 0 }).format(value);
}

/** With exactly so many digits after the sign. */
export function fixed(value: number, digits: number): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return format(`fixed ${digits}`, { ...options, useGrouping: false }).format(value);
}

/** At most so many digits that matter. */
export function precise(value: number, digits: number): string {
  const options = { maximumSignificantDigits: digits, useGrouping: false };
  return format(`precise ${digits}`, options).format(value);
}

/** 0.00001 becomes "1.0e-5". */
export function exponent(value: number, digits: number): string {
  const [mantissa = "", power = ""] = value.toExponential(digits).split("e");
  return `${fixed(Number(mantissa), digits)}e${power}`;
}

/** 0.5 becomes "50%". */
export function percent(value: number): string {
  return format("percent", { style: "percent" }).format(value);
}

/** "14:05" */
export function clock(time: number): string {
  return new Date(time).toLocaleTimeString(localeNow(), { hour: "2-digit", minute: "2-digit" });
}

export function dateAndTime(time: number): string {
  return new Date(time).toLocaleString(localeNow(), { dateStyle: "medium", timeStyle: "short" });
}
