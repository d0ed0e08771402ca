/** Dialogs that are loaded when they are opened, in French. */
import type { dialogs as english } from "../english/dialogs";
import type { Translation } from "../types";

export const dialogs: Translation<typeof english> = {
  recover: "Récupérer",
  "recover.lead":
    "Des textes qui ont été remplacés par un original, un lien ou une autre version. En reprendre un crée un nouveau programme ; rien n’est perdu.",
  "recover.nothing":
    "Rien pour l’instant. Les textes remplacés par un original, un lien ou une autre version sont gardés ici.",
  "recover.back": "Reprendre",
  "recover.back.named": "Reprendre {title}, {time}",
  "recover.lines": { one: "{time}, {count} ligne", other: "{time}, {count} lignes" },

  shortcuts: "Clavier",
  "shortcuts.program": "Programme",
  "shortcuts.editing": "Édition",
  "shortcuts.prompt": "Invite",
  "shortcuts.run": "Exécuter le programme",
  "shortcuts.run.part": "Exécuter la sélection, ou l’instruction sous le curseur",
  "shortcuts.save": "Enregistrer, et copier le lien",
  "shortcuts.share": "Partager",
  "shortcuts.list": "Cette liste",
  "shortcuts.suggest": "Suggestions",
  "shortcuts.find": "Chercher et remplacer",
  "shortcuts.next": "Résultat suivant",
  "shortcuts.select": "Sélectionner aussi le prochain mot identique",
  "shortcuts.comment": "Mettre des lignes en commentaire, ou l’enlever",
  "shortcuts.move": "Déplacer des lignes",
  "shortcuts.undo": "Annuler",
  "shortcuts.indent": "Indenter, ou moins",
  "shortcuts.leave": "Quitter l’éditeur",
  "shortcuts.enter": "Exécuter la ligne",
  "shortcuts.line": "Une ligne de plus",
  "shortcuts.earlier": "Entrées précédentes",
  "shortcuts.search": "Chercher dans les entrées précédentes",
  "shortcuts.stop": "Arrêter le programme",
  "shortcuts.clear": "Vider la sortie",
  "shortcuts.then": "{first}, puis {second}",
  "key.up": "↑",
  "key.down": "↓",

  "files.lead":
    "Ce que le programme peut ouvrir par son nom. Dépose des fichiers n’importe où sur la page ; ils restent sur cet ordinateur.",
  "files.choose": "Choisis des fichiers, ou dépose-les ici",
  "files.busy": "Python démarre ou travaille ; la liste viendra quand il sera prêt.",
  "files.none": "Pas encore de fichiers.",
  "files.save": "Enregistrer",
  "files.save.named": "Enregistrer {name}",
  "files.remove": "Retirer",
  "files.remove.named": "Retirer {name}",
};
