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
  "demo.camera.refused":
    "La caméra n’a pas été autorisée. Le signe à côté de l’adresse de la page permet de l’autoriser ; appuie ensuite de nouveau sur le bouton.",
  "demo.camera.frame":
    "La page qui entoure celle-ci ne transmet pas la caméra. Ouvre ceci dans p_vision pour l’utiliser.",
  "demo.camera.missing": "Cet appareil n’a pas de caméra.",
  "demo.camera.taken":
    "La caméra ne peut pas être utilisée : un autre programme l’occupe peut-être.",
  "demo.camera.insecure":
    "Les navigateurs ne donnent la caméra qu’aux pages servies de façon sûre (https).",
  "demo.camera.ended": "La caméra a été éteinte ou débranchée.",
  "demo.camera.none": "Le navigateur n’a donné aucune image de caméra.",
  "demo.text": "Texte",
  "demo.picture.of": "Une image de {height} sur {width}",

  "demo.about":
    "Un modèle entraîné répond ici, sur ton appareil. Aucun code n’est exécuté, et rien n’est envoyé.",
  "demo.weights.float32": "Poids exacts : les réponses sont celles du modèle entraîné",
  "demo.weights.float16": "Poids en demi-précision",
  "demo.weights.int8": "Poids en nombres de 8 bits",
  "demo.cost": "{weights} : les réponses diffèrent d’au plus {difference} sur {inputs}",
  "demo.cost.samples": { one: "{count} exemple", other: "{count} exemples" },
  "demo.cost.asked": { one: "la dernière entrée", other: "les {count} dernières entrées" },
  "demo.cost.made_up": { one: "{count} entrée inventée", other: "{count} entrées inventées" },
  "demo.cost.changed": {
    one: "{cost} ; {count} d’entre elles change de classe",
    other: "{cost} ; {count} d’entre elles changent de classe",
  },
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
