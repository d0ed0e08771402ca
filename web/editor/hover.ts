/** What a name means: under the mouse, or at the cursor by Shift+F1. */
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { type EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from "@codemirror/view";
import { announce, el } from "../dom";
import type { HoverReply } from "../protocol";
import { knownHover } from "./static_names";

export type AskHover = (source: string, offset: number) => Promise<HoverReply | null>;

const DELAY = 350;

const setTooltip = StateEffect.define<Tooltip | null>();

/** The tooltip that was asked for by keyboard; it goes when the cursor moves on. */
const field = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, transaction) {
    for (const effect of transaction.effects) if (effect.is(setTooltip)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : tooltip;
  },
  provide: (self) => showTooltip.from(self),
});

function view(reply: HoverReply): HTMLElement {
  const box = el("div", { class: "cm-signature" }, el("code", {}, el("b", {}, reply.title)));
  if (reply.signature !== "") box.firstElementChild?.append(reply.signature);
  if (reply.documentation !== "") box.append(el("p", {}, reply.documentation));
  return box;
}

async function replyAt(editor: EditorView, ask: AskHover, place: number) {
  const source = editor.state.doc.toString();
  const live = await ask(source, place).catch(() => null);
  return live ?? (await knownHover(source, place));
}

export function hovers(ask: AskHover): Extension {
  const atMouse = hoverTooltip(
    async (editor, place): Promise<Tooltip | null> => {
      const reply = await replyAt(editor, ask, place);
      if (!reply) return null;
      const create = () => ({ dom: view(reply) });
      return { pos: reply.from, end: reply.to, above: true, create };
    },
    { hoverTime: DELAY },
  );
  const atCursor = (editor: EditorView): boolean => {
    const { doc, selection } = editor.state;
    void replyAt(editor, ask, selection.main.head).then((reply) => {
      if (!reply || editor.state.doc !== doc) return;
      const tooltip = { pos: reply.from, above: true, create: () => ({ dom: view(reply) }) };
      editor.dispatch({ effects: setTooltip.of(tooltip) });
      announce(`${reply.title}${reply.signature}. ${reply.documentation}`);
    });
    return true;
  };
  const close = (editor: EditorView): boolean => {
    if (editor.state.field(field) === null) return false;
    editor.dispatch({ effects: setTooltip.of(null) });
    return true;
  };
  const keys = [
    { key: "Shift-F1", run: atCursor, preventDefault: true },
    { key: "Escape", run: close },
  ];
  return [field, atMouse, keymap.of(keys)];
}
