/** What an editor says in words: written again when another language is chosen. */
import { Compartment, EditorState, type Extension, StateEffect } from "@codemirror/state";
import { type EditorView, ViewPlugin } from "@codemirror/view";
import { onTexts, phrasesNow } from "../language/tables";

const live = new Set<EditorView>();
const refreshed = StateEffect.define<null>();

onTexts(() => {
  for (const view of live) view.dispatch({ effects: refreshed.of(null) });
});

/** `own`: what this editor says besides CodeMirror's own words, such as its name. */
export function languageExtension(own: () => Extension): Extension {
  const words = new Compartment();
  const now = (): Extension => [EditorState.phrases.of(phrasesNow()), own()];
  const follow = EditorState.transactionExtender.of((transaction) =>
    transaction.effects.some((effect) => effect.is(refreshed))
      ? { effects: words.reconfigure(now()) }
      : null,
  );
  // A file that was out of sight comes back with the words it had.
  const member = ViewPlugin.define((view) => {
    live.add(view);
    queueMicrotask(() => live.has(view) && view.dispatch({ effects: refreshed.of(null) }));
    return { destroy: () => live.delete(view) };
  });
  return [words.of(now()), follow, member];
}
