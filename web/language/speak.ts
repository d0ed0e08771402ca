/** The ways to say something, for one table of texts. */
import { setText, Words } from "./bound";
import { type Part, partsOf } from "./tables";
import type { Value, Values } from "./types";

export interface Speaker<T> {
  /** The text as it is now: for what is drawn again anyway, and for what is only heard. */
  t<K extends keyof T & string>(key: K, ...values: Values<T[K]>): string;
  /** A text that follows the language, for `el`, `setText` and `setAttribute`. */
  words<K extends keyof T & string>(key: K, ...values: Values<T[K]>): Words;
  /** Fills an element with a text that has elements, such as buttons, in its places. */
  fill<K extends keyof T & string>(
    element: Element,
    key: K,
    ...values: Values<T[K], Value | Node>
  ): void;
}

export function speaker<T>(): Speaker<T> {
  const say = (key: string, values: Readonly<Record<string, Part>> = {}): Words =>
    new Words(() => partsOf(key, values));
  return {
    t: (key, ...[values]) => String(say(key, values)),
    words: (key, ...[values]) => say(key, values),
    fill: (element, key, ...[values]) => setText(element, say(key, values)),
  };
}
