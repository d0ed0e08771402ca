/** A text as numbers: what Keras's TextVectorization does, for a model that answers without it. */

export interface Tokens {
  /** The vocabulary, without the places for padding and unknown words. */
  words: string[];
  standardize: "lower_and_strip_punctuation" | "lower" | "strip_punctuation" | null;
  split: "whitespace" | "character" | null;
  /** How many neighbouring words count as one; null for single words. */
  ngrams: number[] | null;
  /** Numbers of the words in order, or a row with a place for each word. */
  mode: "int" | "multi_hot" | "count";
  /** Later words are left out; null for no such limit. */
  cut: number | null;
  /** How many numbers the model takes. */
  length: number;
}

const PUNCTUATION = /[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~']/g;
/** Python's white space: not the same as JavaScript's. */
const SPACE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: four of them separate words
  /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const LONGEST = 10_000;

/** The numbers for one text, as many as the model takes. */
export function tokenNumbers(text: string, tokens: Tokens): number[] {
  const { mode, cut, length } = tokens;
  const found = parts(text.slice(0, LONGEST), tokens).slice(0, cut ?? undefined);
  // 0 is padding and 1 unknown; a row without order needs no padding.
  const first = mode === "int" ? 2 : 1;
  const places = new Map(tokens.words.map((word, index) => [word, index + first]));
  const place = (word: string): number =>
    places.get(word) ?? (word === "" && first === 2 ? 0 : first - 1);
  const row = new Array<number>(length).fill(0);
  if (mode === "int") {
    found.slice(0, length).forEach((word, index) => {
      row[index] = place(word);
    });
  } else {
    for (const word of found) {
      const at = place(word);
      if (at < length) row[at] = mode === "count" ? (row[at] ?? 0) + 1 : 1;
    }
  }
  return row;
}

function parts(text: string, { standardize, split, ngrams }: Tokens): string[] {
  let plain = text;
  if (standardize?.startsWith("lower")) plain = plain.toLowerCase();
  if (standardize?.endsWith("strip_punctuation")) plain = plain.replace(PUNCTUATION, "");
  const words =
    split === "whitespace"
      ? plain.split(SPACE).filter((word) => word !== "")
      : split === "character"
        ? [...plain]
        : [plain];
  if (!ngrams) return words;
  return ngrams.flatMap((size) =>
    words.slice(size - 1).map((_, start) => words.slice(start, start + size).join(" ")),
  );
}
