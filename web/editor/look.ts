/** Colours and measures of the code, all from tokens.css, so that both themes share one definition. */
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const frame = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "transparent", fontSize: "var(--code-size)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", overscrollBehavior: "contain" },
  ".cm-content": { padding: "0.75rem 0", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0 1rem 0 0.5rem" },
  ".cm-cursor": { borderLeft: "2px solid var(--accent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection":
    { backgroundColor: "var(--code-selection) !important" },
  ".cm-gutters": {
    backgroundColor: "var(--surface)",
    border: "none",
    color: "var(--ink-faint)",
    paddingLeft: "0.5rem",
  },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2rem", padding: "0 0.4rem" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "var(--code-line)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--ink)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--accent-wash)",
    outline: "1px solid var(--accent)",
  },
  ".cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket": {
    backgroundColor: "var(--danger-wash)",
  },
  ".cm-placeholder": { color: "var(--ink-faint)" },
});

const popups = EditorView.theme({
  ".cm-tooltip": {
    backgroundColor: "var(--surface-raised)",
    border: "1px solid var(--line)",
    borderRadius: "var(--radius-small)",
    boxShadow: "var(--shadow)",
    color: "var(--ink)",
    overflow: "hidden",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "15rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.2rem 0.75rem", lineHeight: "1.5" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--accent-wash)",
    color: "var(--ink)",
  },
  ".cm-completionMatchedText": {
    color: "var(--accent)",
    fontWeight: "650",
    textDecoration: "none",
  },
  ".cm-completionDetail": { color: "var(--ink-soft)", fontStyle: "normal", marginLeft: "1rem" },
  ".cm-completionIcon": { display: "none" },
  ".cm-tooltip-lint": { fontFamily: "var(--sans)", fontSize: "var(--text-small)" },
  ".cm-diagnostic": { borderLeft: "3px solid var(--danger)", padding: "0.5rem 0.75rem" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--danger) 1px",
    textUnderlineOffset: "0.25em",
  },
  // Quiet: it is only being written.
  ".cm-lintRange-warning": {
    backgroundImage: "none",
    textDecoration: "underline dotted var(--warm) 1.5px",
    textUnderlineOffset: "0.25em",
  },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warm)" },
  ".cm-lint-marker-error": {
    content: '""',
    width: "0.55rem",
    height: "0.55rem",
    margin: "0.5em auto",
    borderRadius: "50%",
    backgroundColor: "var(--danger)",
  },
  ".cm-gutter-lint": { width: "0.9rem" },
  ".cm-signature": { padding: "0.4rem 0.75rem", maxWidth: "36rem", whiteSpace: "pre-wrap" },
  ".cm-signature b": { color: "var(--accent)" },
  ".cm-signature p": { color: "var(--ink-soft)", fontFamily: "var(--sans)", marginTop: "0.25rem" },
  ".cm-panels": {
    backgroundColor: "var(--surface-soft)",
    color: "var(--ink)",
    fontFamily: "var(--sans)",
  },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-panel.cm-search": { padding: "0.5rem 2.5rem 0.5rem 1rem", fontSize: "var(--text-small)" },
  ".cm-panel.cm-search label": { fontSize: "inherit" },
  ".cm-textfield": {
    backgroundColor: "var(--surface)",
    border: "1px solid var(--line-strong)",
    borderRadius: "0.35rem",
    color: "var(--ink)",
    fontFamily: "inherit",
    fontSize: "inherit",
  },
  ".cm-panel.cm-search [name=close]": {
    fontSize: "1.25rem",
    padding: "0.25rem 0.5rem",
    color: "inherit",
  },
  ".cm-button": {
    color: "var(--ink)",
    fontFamily: "inherit",
    backgroundImage: "none",
    backgroundColor: "var(--surface)",
    border: "1px solid var(--line)",
    borderRadius: "0.35rem",
    fontSize: "inherit",
  },
  ".cm-searchMatch": { backgroundColor: "var(--warm-wash)", outline: "1px solid var(--warm)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--code-selection)" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.self], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null, tags.escape], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
  {
    tag: [tags.definition(tags.function(tags.variableName)), tags.definition(tags.className)],
    color: "var(--code-name)",
    fontWeight: "600",
  },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName)],
    color: "var(--code-name)",
  },
  { tag: tags.meta, color: "var(--code-name)" },
]);

export const look: Extension = [frame, popups, syntaxHighlighting(colours)];
