/** Inputs of a program, models that answer by themselves, the embedded page, in French. */
import type { demos as english } from "../english/demos";
import type { Translation } from "../types";

export const demos: Translation<typeof english> = {
  "demo.unknown": "Cette page ne connaît pas d’entrée nommée {kind}.",
  "demo.waiting": "La réponse viendra quand le programme sera terminé.",
  "demo.gone":
    "Python a été relancé et a oublié ceci. Exécute de nouveau le programme pour lui redonner vie.",
  "demo.pad":
    "Surface de dessin. Les flèches déplacent le crayon, Espace le pose ou le lève, Suppr efface.",
  "demo.pad.hint": "Dessine ici avec la souris, le doigt ou le stylet.",
  "demo.pad.clear": "Effacer",
  "demo.picture": "Choisis une image, ou dépose-la ici",
  "demo.picture.chosen": "L’image choisie",
  "demo.picture.stays": "Rien n’est envoyé : l’image reste ici.",
  "demo.picture.unreadable": "Ce fichier n’est pas une image que le navigateur sait lire.",
  "demo.camera": "Utiliser la caméra",
  "demo.camera.off": "Éteindre la caméra",
  "demo.camera.sees": "Ce que voit la caméra",
  "demo.camera.stays": "Les images restent sur cet ordinateur.",
  "demo.camera.none":
    "Le navigateur ne donne pas de caméra : il n’y en a pas, ou ce n’était pas permis.",
  "demo.text": "Texte",
  "demo.picture.of": "Une image de {height} sur {width}",

  "demo.about":
    "Un modèle entraîné répond ici, sur ton appareil. Aucun code n’est exécuté, et rien n’est envoyé.",
  "demo.code": "Ouvrir le code",
  "demo.none": "Ce lien ne contient pas de démo d’un modèle.",
  "demo.damaged":
    "Cette démo est abîmée : il en manque peut-être un morceau. Demande qu’on te la renvoie.",
  "demo.newer":
    "Cette démo vient d’une version plus récente de cette page. Recharge la page pour l’obtenir.",
  "demo.odd.input": "Cette démo a une entrée que cette page ne connaît pas.",
  "demo.odd.pictures": "Les images de cette démo ont une taille impossible.",
  "demo.odd.sliders": "Les curseurs de cette démo ont des limites impossibles.",
  "demo.odd.words": "Les mots de cette démo ont une forme que cette page ne connaît pas.",
  "demo.engine":
    "La partie de cette page qui calcule n’a pas pu être chargée. Vérifie la connexion et réessaie.",
  "demo.refused":
    "Les parties du modèle de cette démo ne vont pas ensemble ; il n’a donc pas été exécuté.",
  "demo.failed":
    "Le modèle de cette démo n’a pas pu être calculé ici : il lui faut peut-être plus de mémoire qu’il n’y en a.",
  "demo.slow": "Le modèle de cette démo a mis trop de temps à répondre et a été arrêté.",
  "demo.no_number": "La réponse du modèle n’est pas un nombre.",
  "demo.beside": "Son modèle entraîné est à côté du programme : {code} le lit.",

  "embed.title": "Programme p_vision",
  "embed.open": "Ouvrir dans p_vision",
  "embed.empty": "L’adresse de ce cadre ne contient pas de programme.",
  "embed.stopped": "Arrêté.",
  "embed.crashed": "Python s’est terminé. {why}",
};
