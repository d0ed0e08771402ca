/** Completion from the running session; from what is known without it while Python starts or is busy. */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completeAnyWord,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { CompletionReply } from "../protocol";
import { knownCompletion, STATIC_NAMES } from "./static_names";

export type Ask = (source: string, offset: number) => Promise<CompletionReply | null>;

const WORD = /[\w.]+$/;
const NAME = /^\w*$/;
const IMPORT = /^\s*(?:from|import)\s/;
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
  const { state, pos } = context;
  const word = context.matchBefore(/\w+/);
  const from = word?.from ?? pos;
  const known = await knownCompletion(state.doc.toString(), pos);
  if (context.aborted) return null;
  const isMember = state.sliceDoc(from - 1, from) === ".";
  if (isMember || IMPORT.test(state.doc.lineAt(pos).text)) return known && resultFromReply(known);
  if (!word && !context.explicit) return null;
  const inText = await completeAnyWord(context);
  const names = known ? (resultFromReply(known)?.options ?? []) : [];
  const seen = new Set([...STATIC_NAMES, ...names].map(({ label }) => label));
  const words = inText?.options.filter(({ label }) => !seen.has(label) && !/^\d/.test(label)) ?? [];
  return { from, options: [...STATIC_NAMES, ...names, ...words], validFor: NAME };
}

export function pythonSource(ask: Ask) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const before = context.matchBefore(WORD);
    if (!before && !context.explicit) return null;
    const reply = await ask(context.state.doc.toString(), context.pos).catch(() => null);
    if (context.aborted) return null;
    // A name that no run has bound yet may still be known to the table.
    return reply && reply.items.length > 0 ? resultFromReply(reply) : staticResult(context);
  };
}

export function completion(ask: Ask): Extension {
  return autocompletion({ override: [pythonSource(ask)], icons: false, maxRenderedOptions: 60 });
}
