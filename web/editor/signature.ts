/** While a call is being typed: its parameters, the current one marked. */
import { type EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import {
  type EditorView,
  showTooltip,
  type Tooltip,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { el } from "../dom";
import type { SignatureReply } from "../protocol";
import { knownSignature } from "./static_names";

export type AskSignature = (source: string, offset: number) => Promise<SignatureReply | null>;

const PAUSE = 120;
/** Open calls are looked for only this far back. */
const FAR = 2_000;

const setTooltip = StateEffect.define<Tooltip | null>();

const field = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, transaction) {
    for (const effect of transaction.effects) if (effect.is(setTooltip)) return effect.value;
    return transaction.docChanged && tooltip
      ? { ...tooltip, pos: transaction.changes.mapPos(tooltip.pos) }
      : tooltip;
  },
  provide: (self) => showTooltip.from(self),
});

/** Where the innermost open call before `offset` has its bracket; -1 outside of calls. */
export function openBracket(text: string, offset: number): number {
  let depth = 0;
  for (let index = offset - 1; index >= 0 && index > offset - FAR; index--) {
    const character = text[index];
    if (character === ")" || character === "]" || character === "}") depth++;
    else if (character === "[" || character === "{" || character === "(") {
      if (depth === 0)
        return character === "(" && /[\w)\]]/.test(text[index - 1] ?? "") ? index : -1;
      depth--;
    }
  }
  return -1;
}

/** Where a parameter, which may be called "*args", stands in a signature; -1 where it does not. */
export function placeOf(parameter: string, signature: string): number {
  const name = parameter.replace(/^\*+/, "");
  if (!/^\w+$/.test(name)) return -1;
  const found = signature.search(new RegExp(`(?<=[(\\s*])${name}\\b`));
  return found < 0 ? -1 : found - (parameter.length - name.length);
}

function tooltipView(reply: SignatureReply): HTMLElement {
  const active = reply.parameters[reply.active] ?? "";
  const at = placeOf(active, reply.signature);
  const code = el("code", {}, reply.name);
  if (at < 0) code.append(reply.signature);
  else {
    code.append(
      reply.signature.slice(0, at),
      el("b", {}, active),
      reply.signature.slice(at + active.length),
    );
  }
  const view = el("div", { class: "cm-signature" }, code);
  const sentence = reply.documentation.split("\n")[0]?.trim();
  if (sentence) view.append(el("p", {}, sentence));
  return view;
}

function place(state: EditorState): number {
  const { main } = state.selection;
  return main.empty ? openBracket(state.doc.toString(), main.head) : -1;
}

async function signatureAt(ask: AskSignature, source: string, opened: number, offset: number) {
  const live = await ask(source, offset).catch(() => null);
  return live?.signature ? live : knownSignature(source, opened, offset);
}

export function signatures(ask: AskSignature): Extension {
  const plugin = ViewPlugin.fromClass(
    class {
      private timer: ReturnType<typeof setTimeout> | undefined;

      update(update: ViewUpdate): void {
        if (!update.docChanged && !update.selectionSet && !update.focusChanged) return;
        clearTimeout(this.timer);
        const typed = update.docChanged || update.startState.field(field) !== null;
        if (typed) this.timer = setTimeout(() => void this.refresh(update.view), PAUSE);
      }

      destroy(): void {
        clearTimeout(this.timer);
      }

      private async refresh(view: EditorView): Promise<void> {
        const { state } = view;
        const pos = view.hasFocus ? place(state) : -1;
        const offset = state.selection.main.head;
        const reply = pos < 0 ? null : await signatureAt(ask, state.doc.toString(), pos, offset);
        if (view.state !== state && view.state.doc !== state.doc) return;
        const tooltip: Tooltip | null = reply?.signature
          ? { pos, above: true, create: () => ({ dom: tooltipView(reply) }) }
          : null;
        if (tooltip !== view.state.field(field)) view.dispatch({ effects: setTooltip.of(tooltip) });
      }
    },
  );
  return [field, plugin];
}
