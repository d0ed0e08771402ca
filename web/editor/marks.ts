/**
 * Marks in the text: where a run failed, and, quietly, where Python could not read what is being
 * written. Both go as soon as the text is changed.
 */
import {
  type Diagnostic,
  diagnosticCount,
  lintGutter,
  lintKeymap,
  setDiagnostics,
} from "@codemirror/lint";
import type { EditorState, Extension, Text } from "@codemirror/state";
import { type EditorView, keymap, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type { ErrorReport, SyntaxProblem } from "../protocol";

/** Null while Python starts or is busy. */
export type AskCheck = (source: string) => Promise<{ problem: SyntaxProblem | null } | null>;

/** So long after the last key. */
const PAUSE = 900;

type Place = Pick<ErrorReport, "line" | "column" | "endLine" | "endColumn">;

/** The range of a place in the text; null where it lies outside. */
export function rangeOf(doc: Text, place: Place): { from: number; to: number } | null {
  if (place.line < 1 || place.line > doc.lines) return null;
  const line = doc.line(place.line);
  const last = doc.line(Math.min(Math.max(place.endLine, place.line), doc.lines));
  const indent = line.text.length - line.text.trimStart().length;
  const from =
    place.column > 0 ? Math.min(line.from + place.column - 1, line.to) : line.from + indent;
  const end = place.endColumn > 0 ? Math.min(last.from + place.endColumn - 1, last.to) : line.to;
  return { from, to: Math.max(from, end) };
}

/** Marks the place of an error; null takes all marks away. */
export function markError(view: EditorView, error: ErrorReport | null): void {
  const place = error && rangeOf(view.state.doc, error);
  const message = error?.message ? `${error.name}: ${error.message}` : (error?.name ?? "");
  const marks: Diagnostic[] = place ? [{ ...place, severity: "error", message }] : [];
  view.dispatch(setDiagnostics(view.state, marks));
}

function syntaxMarks(state: EditorState, problem: SyntaxProblem | null): Diagnostic[] {
  const place = problem && rangeOf(state.doc, problem);
  if (!problem || !place) return [];
  // A place at the end of a line has no letter to stand under.
  const from =
    place.from === place.to
      ? Math.max(state.doc.lineAt(place.from).from, place.from - 1)
      : place.from;
  return [{ from, to: place.to, severity: "warning", message: problem.message }];
}

export function marks(check: AskCheck | null): Extension {
  const plugin = ViewPlugin.fromClass(
    class {
      private timer: ReturnType<typeof setTimeout> | undefined;
      private gone = false;

      constructor(private readonly view: EditorView) {}

      update(update: ViewUpdate): void {
        if (!update.docChanged) return;
        clearTimeout(this.timer);
        // A view cannot be changed while it is being updated.
        if (diagnosticCount(update.state) > 0) queueMicrotask(() => this.show(null));
        if (check) this.timer = setTimeout(() => void this.look(check), PAUSE);
      }

      destroy(): void {
        this.gone = true;
        clearTimeout(this.timer);
      }

      private show(problem: SyntaxProblem | null): void {
        const { view } = this;
        if (!this.gone) view.dispatch(setDiagnostics(view.state, syntaxMarks(view.state, problem)));
      }

      private async look(ask: AskCheck): Promise<void> {
        const { doc } = this.view.state;
        const answer = await ask(doc.toString()).catch(() => null);
        if (answer?.problem && this.view.state.doc === doc) this.show(answer.problem);
      }
    },
  );
  const gutter = lintGutter({
    markerFilter: (found) => found.filter(({ severity }) => severity === "error"),
  });
  return [gutter, plugin, keymap.of(lintKeymap)];
}
