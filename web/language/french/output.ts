/** The output, the prompt and the start of Python, in French. */
import type { output as english } from "../english/output";
import type { Translation } from "../types";

export const output: Translation<typeof english> = {
  "output.label": "Sortie du programme",
  "output.copy": "Copier",
  "output.copied": "Copié",
  "output.clear": "Vider",
  "output.cleared": "Sortie vidée.",
  "output.newest": "Aller au plus récent",
  "output.left_out": {
    one: "{count} ligne plus ancienne n’est pas montrée.",
    other: "{count} lignes plus anciennes ne sont pas montrées.",
  },
  "output.began": "{file}, {time}",
  "output.ready": "Python est prêt",
  "output.ready.more":
    "Ce que ton programme affiche apparaît ici. L’invite en dessous connaît les mêmes noms : essaie model.evaluate après une exécution.",
  "output.picture": "Image faite par le programme",
  "output.frame": "Résultat du programme",
  "output.save": "Enregistrer : {what}",
  "output.save.picture": "Image",

  "run.stopped": "Arrêté. Les noms et les modèles restent tels qu’ils sont.",
  "run.stopped.fit": "Arrêté. Le modèle garde ce qu’il a appris.",
  "run.stopped.fit.more": "Appelle encore une fois fit : il continue à partir de là.",
  "run.go_on": "Continuer l’entraînement",
  "run.page_ended":
    "Le navigateur a fermé cette page la dernière fois. Ton texte est comme avant ; les noms et les modèles sont perdus.",
  "run.finished": "Terminé en {time}.",
  "run.loading": "Chargement de {names}…",
  "run.loading.failed": "Impossible de charger {names}.",
  "run.loading.failed.matplotlib":
    "Impossible de charger {names}. p_vision.show sait dessiner sans.",
  "run.restarted":
    "Python a été relancé. Ses noms et ses modèles ont disparu ; ton texte est comme avant.",
  "run.no_answer":
    "Python n’a pas répondu à « Arrêter » ; il a donc été interrompu et relancé. Ses noms et ses modèles ont disparu ; ton texte est comme avant.",
  "run.crashed": "Python s’est terminé. Ton texte est en sécurité ; appuie sur « Relancer ».",
  "run.crashed.why":
    "Python s’est terminé. {why} Ton texte est en sécurité ; appuie sur « Relancer ».",
  "run.ready": "Python est prêt.",
  "run.question": "Le programme demande une ligne de texte.",

  "ask.label": "Le programme demande une ligne de texte",
  "ask.answer": "Répondre",
  "error.line": "ligne {line}",
  "error.where": "{name} à la {line}",
  "error.way": "Comment le programme en est arrivé là",

  queue: "En attente d’exécution",
  "queue.next": "Ensuite",
  "queue.then": "Puis",
  "queue.remove": "Ne pas exécuter {title}",
  "queue.dropped": {
    one: "{count} programme en attente a été retiré.",
    other: "{count} programmes en attente ont été retirés.",
  },

  "prompt.label": "Invite de Python",
  "prompt.example": "Du Python, par exemple 1 + 1",

  boot: "Python démarre",
  "boot.download": "Télécharger Python",
  "boot.python": "Démarrer Python",
  "boot.packages": "Déballer p_vision",
  "boot.engine": "Démarrer le moteur de calcul",
  "boot.import": "Importer p_vision",
  "boot.amount": "{loaded} sur {total}",
  "boot.failed": "Python n’a pas pu démarrer",
  "boot.failed.why": "Python n’a pas pu démarrer. La raison : {why}",
  "boot.slow":
    "C’est plus long que d’habitude. La connexion est peut-être lente, ou quelque chose est bloqué.",
  "boot.again": "Réessayer",
};
