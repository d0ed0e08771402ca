/** Programs and their files, in French. */
import type { programs as english } from "../english/programs";
import type { Translation } from "../types";

export const programs: Translation<typeof english> = {
  "program.mine": "Mon programme",
  "program.change": "Renommer ou supprimer ce programme",
  "program.this": "Ce programme",
  "program.deleted": "Un programme supprimé se retrouve sous « Récupérer ».",
  "program.file": "Programme",

  "file.list": "Fichiers",
  "file.new": "Nouveau fichier",
  "file.change": "Renommer ou supprimer",
  "file.change.this": "Renommer ou supprimer ce fichier",
  "file.change.named": "Renommer ou supprimer {name}",
  "file.main": "Le fichier qui est exécuté",
  "file.beside": "Il se trouve à côté de {main} : importe-le, ou lis-le avec open().",
  "file.deleted": "{name} a été supprimé",
  "file.back": "Récupérer {name}",
  "file.name.empty": "Un fichier a besoin d’un nom.",
  "file.name.long": "Un nom peut avoir {count} caractères au plus.",
  "file.name.signs": "Prends des lettres, des chiffres, des points, des tirets.",
  "file.name.taken": "Il y a déjà un fichier nommé {name}.",

  saved: "Enregistré dans ce navigateur",
  "saved.not": "Pas enregistré : ce navigateur l’interdit. Télécharge ton texte.",
  format: "Mettre en forme",
  "format.hint": "Mettre le code en forme ({keys})",
  "format.done": "Mis en forme",
  "format.same": "Il est déjà en forme",
  "format.broken": "Python ne peut pas encore lire ce code : il n’a pas été mis en forme",
  "format.failed": "L’outil de mise en forme n’a pas pu être chargé",

  original: "Original",
  download: "Télécharger",

  "editor.label": "Code Python. Échap puis Tab permet de quitter l’éditeur.",
  "editor.label.file": "{name}. Échap puis Tab permet de quitter l’éditeur.",
  keys: "Touches",
  "keys.run": "{keys} exécuter",
  "keys.run.part": "{keys} exécuter cette ligne",
  "keys.leave": "{first} puis {second} : quitter l’éditeur",

  "touch.keys": "Touches pour le code",
  "touch.indent": "Tab",
  "touch.dedent": "Moins de retrait",
  "touch.left": "Gauche",
  "touch.up": "Haut",
  "touch.down": "Bas",
  "touch.right": "Droite",
  "touch.undo": "Annuler",

  "bring.open": "Fichiers pour le programme",
  "bring.drop": "Dépose les fichiers : le programme peut les ouvrir par leur nom",
  "bring.too_large": "{name} est trop grand pour une page : {size}.",
  "bring.here": "{name} ({size}) est là : {code}.",
  "bring.here.now":
    "{name} ({size}) est là : {code}. Il est trop grand pour être gardé après cette visite.",
};
