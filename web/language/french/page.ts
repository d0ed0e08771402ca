/** The frame of the page, in French. */
import type { page as english } from "../english/page";
import type { Translation } from "../types";

export const page: Translation<typeof english> = {
  "page.title": "p_vision : essayer",
  "page.description":
    "Écris du Python à la manière de Keras et entraîne le modèle dans ton navigateur, sur ton propre ordinateur.",
  "page.skip": "Aller au code",

  "picker.label": "Exemple",
  "picker.dialog": "Choisir un programme",
  "picker.search": "Chercher dans les exemples",
  "picker.search.example": "Chercher : dropout, chiffres, XOR…",
  "picker.new": "Nouveau programme",
  "picker.recover": "Récupérer",
  "picker.own": "Tes programmes",
  "picker.nothing":
    "Rien ne parle de « {question} ». Essaie un seul mot, par exemple le nom d’une couche.",
  "picker.found": { one: "{count} trouvé", other: "{count} trouvés" },
  "picker.edited": "modifié",

  run: "Exécuter",
  "run.hint": "Exécuter le programme ({keys})",
  "run.hint.queue": "Exécuter le programme après celui en cours ({keys})",
  stop: "Arrêter",
  "stop.force": "Forcer l’arrêt",
  "stop.hint": "Arrêter le programme ; les noms et les modèles restent",
  "stop.hint.waiting": "Ne pas exécuter le programme quand Python sera prêt",
  "stop.hint.force":
    "Mettre fin à Python et le relancer ; les noms et les modèles sont perdus, ton texte reste",
  restart: "Relancer",
  "restart.question": "Relancer Python ?",
  "restart.lost":
    "Tous les noms et tous les modèles entraînés seront oubliés. Ton texte reste tel qu’il est.",
  share: "Partager",
  cancel: "Annuler",
  close: "Fermer",
  ok: "OK",
  delete: "Supprimer",
  name: "Nom",

  "state.booting": "Démarre",
  "state.booting.waiting": "Démarre, ton programme vient ensuite",
  "state.ready": "Prêt",
  "state.running": "En cours",
  "state.running.left": "En cours, encore {time}",
  "state.preparing": "Préparation de la carte graphique : {ready} sur {all}",
  "state.stopping": "S’arrête",
  "state.crashed": "Python s’est terminé",
  "state.failed": "Démarrage impossible",
  "state.hint": "Montrer la sortie",

  views: "Vues",
  "views.training": "Vues de l’entraînement",
  "view.code": "Code",
  "view.output": "Sortie",
  "view.chart": "Courbes",
  "view.model": "Modèle",
  "view.variables": "Variables",
  "view.computer": "Ordinateur",
  "views.enlarge": "Cette vue sur toute la page",
  "views.shrink": "Revenir à côté du code",
  "divider.columns": "Largeur du code",
  "divider.rows": "Hauteur des vues de l’entraînement",

  settings: "Couleurs et langue",
  "settings.theme": "Couleurs",
  "settings.theme.system": "Comme le système",
  "settings.theme.light": "Clair",
  "settings.theme.dark": "Sombre",
  "settings.language": "Langue",
  "settings.language.failed":
    "Les textes n’ont pas pu être chargés. L’ordinateur est-il connecté ?",

  welcome:
    "Ce programme Python entraîne un réseau de neurones {where}. Exécute-le tel quel, ou change d’abord ce que tu veux.",
  "welcome.where": "dans ton navigateur, sur ton propre ordinateur",
  "note.close": "Fermer cette note",
};
