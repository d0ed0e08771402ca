/** What the tables of texts are made of. */
import type { Words } from "./bound";

/** Forms by number, such as "one" and "other"; the number itself is called `count`. */
export type Plural = { readonly other: string } & {
  readonly [rule in Intl.LDMLPluralRule]?: string;
};
export type Entry = string | Plural;
export type Table = Readonly<Record<string, Entry>>;

/** The same texts in another language: a missing or a superfluous key does not compile. */
export type Translation<T> = { readonly [K in keyof T]: T[K] extends string ? string : Plural };

type NamesIn<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type PlacesIn<E> = E extends string
  ? NamesIn<E>
  : E extends { readonly other: infer S }
    ? NamesIn<S> | "count"
    : never;

/** What may stand in a text's `{place}`. Numbers are written as the language writes them. */
export type Value = string | number | Words;

/** The values that a text needs, from the places in its English form. */
export type Values<E, V = Value> = [PlacesIn<E>] extends [never]
  ? []
  : [values: Record<PlacesIn<E>, V>];
