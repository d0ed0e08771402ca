/** Completion from the running session; from the static list while Python starts or is busy. */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completeAnyWord,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { CompletionReply } from "../protocol";
import { STATIC_NAMES } from "./static_names";

export type Ask = (source: string, offset: number) => Promise<CompletionReply | null>;

const WORD = /[\w.]+$/;
const NAME = /^\w*$/;
const TYPES: Record<string, string> = { module: "namespace", parameter: "variable" };

/** CodeMirror's form of the session's answer. */
export function resultFromReply(reply: CompletionReply): CompletionResult | null {
  if (reply.items.length === 0) return null;
  const options: Completion[] = reply.items.map(({ label, kind, detail }, index) => ({
    label,
    detail,
    type: TYPES[kind] ?? kind,
    // The session puts what fits best first.
    boost: Math.max(-99, -index),
  }));
  return { from: reply.from, options, validFor: NAME };
}

async function staticResult(context: CompletionContext): Promise<CompletionResult | null> {
  const word = context.matchBefore(/\w+/);
  const before = word ? context.state.sliceDoc(word.from - 1, word.from) : "";
  if (before === "." || (!word && !context.explicit)) return null;
  const inText = await completeAnyWord(context);
  const known = new Set(STATIC_NAMES.map(({ label }) => label));
  const words =
    inText?.options.filter(({ label }) => !known.has(label) && !/^\d/.test(label)) ?? [];
  return { from: word?.from ?? context.pos, options: [...STATIC_NAMES, ...words], validFor: NAME };
}

export function pythonSource(ask: Ask) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const before = context.matchBefore(WORD);
    if (!before && !context.explicit) return null;
    const reply = await ask(context.state.doc.toString(), context.pos).catch(() => null);
    if (context.aborted) return null;
    return reply ? resultFromReply(reply) : staticResult(context);
  };
}

export function completion(ask: Ask): Extension {
  return autocompletion({ override: [pythonSource(ask)], icons: false, maxRenderedOptions: 60 });
}
