/** The editor's own panels, in German. */
import type { Phrases } from "../phrases";

export const phrases: Phrases = {
  Find: "Suchen",
  Replace: "Ersetzen",
  next: "weiter",
  previous: "zurück",
  all: "alle",
  "match case": "Groß/klein",
  "by word": "ganze Wörter",
  regexp: "Muster",
  replace: "ersetzen",
  "replace all": "alle ersetzen",
  close: "schließen",
  "current match": "dieser Treffer",
  "on line": "in Zeile",
  "replaced match on line $": "Treffer in Zeile $ ersetzt",
  "replaced $ matches": "$ Treffer ersetzt",
  "Go to line": "Zur Zeile",
  go: "los",
  Completions: "Vorschläge",
  "Control character": "Steuerzeichen",
  "Selection deleted": "Auswahl gelöscht",
  Diagnostics: "Fehler",
  "No diagnostics": "Keine Fehler",
};
