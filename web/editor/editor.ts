/** The code editor: CodeMirror with Python, and nothing of the rest of the page. */
import "./adopted_styles";
import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import {
  defaultKeymap,
  history,
  historyKeymap,
  indentWithTab,
  isolateHistory,
} from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
} from "@codemirror/view";
import { t } from "../language/text";
import type { ErrorReport } from "../protocol";
import { type Ask, completion } from "./completion";
import { type AskHover, hovers } from "./hover";
import { languageExtension } from "./language";
import { look } from "./look";
import { type AskCheck, markError, marks } from "./marks";
import { type AskSignature, signatures } from "./signature";
import { codeAtCursor } from "./statement";

export interface EditorOptions {
  parent: HTMLElement;
  complete: Ask;
  signature: AskSignature;
  hover?: AskHover;
  check?: AskCheck;
  onRun: () => void;
  /** Shift-Enter: the selection or the statement under the cursor. */
  onRunPart: (code: string) => void;
  onFormat?: () => void;
  onChange: (text: string) => void;
}

export class Editor {
  readonly view: EditorView;

  constructor(private readonly options: EditorOptions) {
    this.view = new EditorView({ parent: options.parent, state: this.state("") });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Shows another document, with an empty undo history. */
  open(text: string, filename = "program.py"): void {
    this.view.setState(this.state(text, filename));
  }

  /** Shows a document again as it was left. */
  restore(state: EditorState): void {
    this.view.setState(state);
  }

  /** Replaces the text; undo brings the old one back. */
  replace(text: string): void {
    const { view } = this;
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: text },
      annotations: isolateHistory.of("full"),
    });
    view.focus();
  }

  goToLine(line: number): void {
    const { doc } = this.view.state;
    const { from } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    this.view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    });
    this.view.focus();
  }

  /** Marks the place of an error; null takes the mark away. */
  mark(error: ErrorReport | null): void {
    markError(this.view, error);
  }

  /** Brings the code in order in one step of undo; the cursor stays at its place. */
  async format(): Promise<"done" | "same" | "broken"> {
    const { formatting } = await import("./format");
    const { doc } = this.view.state;
    const changes = await formatting(doc.toString());
    // Whoever typed meanwhile is not disturbed.
    if (changes === null || this.view.state.doc !== doc) return "broken";
    if (changes.length === 0) return "same";
    this.view.dispatch({ changes, annotations: isolateHistory.of("full"), scrollIntoView: true });
    return "done";
  }

  private askToFormat(): true {
    this.options.onFormat?.();
    return true;
  }

  private run(): true {
    this.options.onRun();
    return true;
  }

  private runPart(): true {
    const { code, next } = codeAtCursor(this.view.state);
    if (code.trim() !== "") this.options.onRunPart(code);
    if (next !== null) {
      this.view.dispatch({ selection: { anchor: next }, scrollIntoView: true });
    }
    return true;
  }

  private state(text: string, filename = "program.py"): EditorState {
    const { options } = this;
    const isPython = filename.endsWith(".py");
    return EditorState.create({
      doc: text,
      extensions: [
        keymap.of([
          { key: "Mod-Enter", run: () => this.run() },
          { key: "Shift-Enter", run: () => this.runPart() },
          { key: "Mod-Shift-f", run: () => this.askToFormat(), preventDefault: true },
        ]),
        marks((isPython && options.check) || null),
        lineNumbers(),
        highlightActiveLineGutter(),
        highlightActiveLine(),
        highlightSpecialChars(),
        highlightSelectionMatches(),
        history(),
        EditorState.allowMultipleSelections.of(true),
        drawSelection(),
        rectangularSelection(),
        indentUnit.of("    "),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        isPython
          ? [
              python(),
              completion(options.complete),
              signatures(options.signature),
              hovers(options.hover ?? (() => Promise.resolve(null))),
            ]
          : EditorView.lineWrapping,
        look,
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...completionKeymap,
          indentWithTab,
        ]),
        EditorView.contentAttributes.of({ tabindex: "0" }),
        languageExtension(() =>
          EditorView.contentAttributes.of({
            "aria-label": isPython ? t("editor.label") : t("editor.label.file", { name: filename }),
          }),
        ),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onChange(update.state.doc.toString());
        }),
      ],
    });
  }
}
