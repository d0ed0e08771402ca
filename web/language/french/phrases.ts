/** The editor's own panels, in French. */
import type { Phrases } from "../phrases";

export const phrases: Phrases = {
  Find: "Chercher",
  Replace: "Remplacer",
  next: "suivant",
  previous: "précédent",
  all: "tous",
  "match case": "casse",
  "by word": "mots entiers",
  regexp: "motif",
  replace: "remplacer",
  "replace all": "tout remplacer",
  close: "fermer",
  "current match": "ce résultat",
  "on line": "à la ligne",
  "replaced match on line $": "résultat remplacé à la ligne $",
  "replaced $ matches": "$ résultats remplacés",
  "Go to line": "Aller à la ligne",
  go: "aller",
  Completions: "Suggestions",
  "Control character": "Caractère de contrôle",
  "Selection deleted": "Sélection supprimée",
  Diagnostics: "Erreurs",
  "No diagnostics": "Aucune erreur",
};
