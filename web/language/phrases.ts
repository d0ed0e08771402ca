/** Words of the editor's own panels: CodeMirror brings them in English. */
export type Phrases = Readonly<
  Record<
    | "Find"
    | "Replace"
    | "next"
    | "previous"
    | "all"
    | "match case"
    | "by word"
    | "regexp"
    | "replace"
    | "replace all"
    | "close"
    | "current match"
    | "on line"
    | "replaced match on line $"
    | "replaced $ matches"
    | "Go to line"
    | "go"
    | "Completions"
    | "Control character"
    | "Selection deleted"
    | "Diagnostics"
    | "No diagnostics",
    string
  >
>;
