/** What Shift-Enter runs: the selection, or the whole top-level statement around the cursor. */
import { ensureSyntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";

export interface CodePart {
  code: string;
  /** Where the cursor goes afterwards: the next statement; null leaves it. */
  next: number | null;
}

export function codeAtCursor(state: EditorState): CodePart {
  const { main } = state.selection;
  if (!main.empty) return { code: state.sliceDoc(main.from, main.to), next: null };
  const line = state.doc.lineAt(main.head);
  const tree = ensureSyntaxTree(state, state.doc.length, 100);
  if (!tree) return { code: line.text.trim(), next: afterLine(state, line.number) };
  let node = tree.resolveInner(line.from + line.text.search(/\S|$/), 1);
  while (node.parent && node.parent.name !== "Script") node = node.parent;
  if (node.name === "Script" || node.name === "Comment") {
    return { code: "", next: afterLine(state, line.number) };
  }
  const first = state.doc.lineAt(node.from);
  // A block's node may reach to the start of the line after it.
  const last = state.doc.lineAt(Math.max(node.from, node.to - 1));
  return { code: state.sliceDoc(first.from, last.to), next: afterLine(state, last.number) };
}

/** The start of the next line with something on it. */
function afterLine(state: EditorState, number: number): number | null {
  for (let next = number + 1; next <= state.doc.lines; next++) {
    const line = state.doc.line(next);
    if (line.text.trim() !== "") return line.from;
  }
  return null;
}
