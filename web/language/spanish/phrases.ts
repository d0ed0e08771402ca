/** The editor's own panels, in Spanish. */
import type { Phrases } from "../phrases";

export const phrases: Phrases = {
  Find: "Buscar",
  Replace: "Reemplazar",
  next: "siguiente",
  previous: "anterior",
  all: "todos",
  "match case": "mayúsculas",
  "by word": "palabras enteras",
  regexp: "patrón",
  replace: "reemplazar",
  "replace all": "reemplazar todo",
  close: "cerrar",
  "current match": "este resultado",
  "on line": "en la línea",
  "replaced match on line $": "resultado reemplazado en la línea $",
  "replaced $ matches": "$ resultados reemplazados",
  "Go to line": "Ir a la línea",
  go: "ir",
  Completions: "Sugerencias",
  "Control character": "Carácter de control",
  "Selection deleted": "Selección borrada",
  Diagnostics: "Errores",
  "No diagnostics": "Sin errores",
};
