/** The prompt under the output: a small editor with history, completion and several lines. */
import "../editor/adopted_styles";
import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  completionKeymap,
  completionStatus,
  startCompletion,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentMore } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { indentUnit } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";
import { type Ask, pythonSource } from "../editor/completion";
import { languageExtension } from "../editor/language";
import { look } from "../editor/look";
import { type AskSignature, signatures } from "../editor/signature";
import { t } from "../language/text";
import type { History } from "./history";
import { entryOf, isUnfinished, nextIndent } from "./unfinished";

export interface PromptOptions {
  parent: HTMLElement;
  history: History;
  complete: Ask;
  signature: AskSignature;
  /** Runs a complete entry; false: Python wants more lines. */
  onEnter: (code: string) => Promise<boolean>;
  onInterrupt: () => void;
  onClear: () => void;
}

export class Prompt {
  readonly view: EditorView;
  private searching = false;

  constructor(private readonly options: PromptOptions) {
    this.view = new EditorView({ parent: options.parent, state: this.state() });
  }

  private set(text: string): true {
    const { view } = this;
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: text },
      selection: { anchor: text.length },
      scrollIntoView: true,
    });
    return true;
  }

  private enter(): boolean {
    const { view, options } = this;
    const code = view.state.doc.toString();
    const atEnd = view.state.selection.main.head === code.length;
    if (code.trim() === "") return this.set("");
    if (!atEnd && code.includes("\n")) return this.newLine();
    if (isUnfinished(code)) return this.newLine();
    this.set("");
    void options.onEnter(entryOf(code)).then((complete) => {
      if (complete) options.history.add(code.trimEnd());
      else if (view.state.doc.length === 0) this.set(`${code}\n${nextIndent(code)}`);
    });
    return true;
  }

  private newLine(): true {
    const { view } = this;
    const { head } = view.state.selection.main;
    const insert = `\n${nextIndent(view.state.sliceDoc(0, head))}`;
    view.dispatch(view.state.replaceSelection(insert), { scrollIntoView: true });
    return true;
  }

  private up(): boolean {
    const { state } = this.view;
    if (
      completionStatus(state) !== null ||
      state.doc.lineAt(state.selection.main.head).number > 1
    ) {
      return false;
    }
    const entry = this.options.history.previous(state.doc.toString());
    return entry === null ? true : this.set(entry);
  }

  private down(): boolean {
    const { state } = this.view;
    const line = state.doc.lineAt(state.selection.main.head).number;
    if (completionStatus(state) !== null || line < state.doc.lines) return false;
    const entry = this.options.history.next();
    return entry === null ? true : this.set(entry);
  }

  private tab(view: EditorView): boolean {
    if (acceptCompletion(view)) return true;
    const { head } = view.state.selection.main;
    const before = view.state.doc
      .lineAt(head)
      .text.slice(0, head - view.state.doc.lineAt(head).from);
    // In an empty prompt Tab goes on to the next control, as everywhere on the page.
    if (view.state.doc.length === 0) return false;
    return before.trim() === "" ? indentMore(view) : startCompletion(view);
  }

  /** Ctrl-C stops the program, but copies where something is selected. */
  private interrupt(view: EditorView): boolean {
    if (!view.state.selection.main.empty) return false;
    if (view.state.doc.length > 0) this.set("");
    this.options.onInterrupt();
    return true;
  }

  private clear(): true {
    this.options.onClear();
    return true;
  }

  private search(view: EditorView): boolean {
    this.searching = true;
    return startCompletion(view);
  }

  private source() {
    const live = pythonSource(this.options.complete);
    return async (context: CompletionContext): Promise<CompletionResult | null> => {
      if (!this.searching) return live(context);
      this.searching = false;
      const typed = context.state.doc.toString().toLowerCase();
      const options = this.options.history
        .newest()
        .filter((entry) => entry.toLowerCase().includes(typed))
        .slice(0, 50)
        .map((entry) => ({
          label: entry,
          displayLabel: entry.split("\n")[0] ?? entry,
          apply: () => void this.set(entry),
        }));
      return { from: 0, options, filter: false };
    };
  }

  private state(): EditorState {
    const { options } = this;
    return EditorState.create({
      extensions: [
        keymap.of([
          { key: "Enter", run: (view) => acceptCompletion(view) || this.enter() },
          { key: "Shift-Enter", run: () => this.newLine() },
          { key: "Mod-Enter", run: () => this.enter() },
          { key: "ArrowUp", run: () => this.up() },
          { key: "ArrowDown", run: () => this.down() },
          { key: "Tab", run: (view) => this.tab(view) },
          { key: "Ctrl-r", run: (view) => this.search(view), preventDefault: true },
          { key: "Ctrl-c", run: (view) => this.interrupt(view) },
          { key: "Ctrl-l", run: () => this.clear(), preventDefault: true },
        ]),
        history(),
        drawSelection(),
        indentUnit.of("    "),
        closeBrackets(),
        python(),
        autocompletion({ override: [this.source()], icons: false, maxRenderedOptions: 60 }),
        signatures(options.signature),
        EditorView.theme({
          ".cm-content": { padding: "0" },
          ".cm-line": { padding: "0" },
          ".cm-scroller": { lineHeight: "inherit" },
        }),
        look,
        EditorView.lineWrapping,
        keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ tabindex: "0" }),
        languageExtension(() => [
          placeholder(t("prompt.example")),
          EditorView.contentAttributes.of({ "aria-label": t("prompt.label") }),
        ]),
      ],
    });
  }
}
