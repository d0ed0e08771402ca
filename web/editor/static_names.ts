/** What completion knows before Python is ready: the language itself, and p_vision from its table. */
import type { Completion } from "@codemirror/autocomplete";
import type { CompletionReply, HoverReply, SignatureReply } from "../protocol";
import type { KnownNames } from "./known_names";

const KEYWORDS =
  "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield True False None";
const FUNCTIONS =
  "abs all any bool dict enumerate float format getattr hasattr input int isinstance len list map max min next open print range repr reversed round set sorted str sum super tuple type zip";

function names(text: string, type: string): Completion[] {
  return text.split(" ").map((label) => ({ label, type }));
}

export const STATIC_NAMES: readonly Completion[] = [
  ...names(KEYWORDS, "keyword"),
  ...names(FUNCTIONS, "function"),
];

let table: Promise<KnownNames | null> | null = null;

/** Null where the table cannot be loaded; the next question tries again. */
function known(): Promise<KnownNames | null> {
  table ??= import("./known_names")
    .then(({ KnownNames }) => KnownNames.load())
    .catch(() => {
      table = null;
      return null;
    });
  return table;
}

export async function knownCompletion(
  source: string,
  offset: number,
): Promise<CompletionReply | null> {
  return (await known())?.complete(source, offset) ?? null;
}

/** `opened`: where the bracket of the call stands. */
export async function knownSignature(
  source: string,
  opened: number,
  offset: number,
): Promise<SignatureReply | null> {
  return (await known())?.signature(source, opened, offset) ?? null;
}

export async function knownHover(source: string, offset: number): Promise<HoverReply | null> {
  return (await known())?.hover(source, offset) ?? null;
}
