/** The Share dialog, in French. */
import type { sharing as english } from "../english/sharing";
import type { Translation } from "../types";

export const sharing: Translation<typeof english> = {
  "share.link": "Lien",
  "share.link.copy": "Copier le lien",
  "share.copied": "Copié",
  "share.copied.said": "Copié.",
  "share.copy_by_hand": "Appuie sur {keys}",
  "share.copy_by_hand.said":
    "Le navigateur ne l’a pas permis. Sélectionne le texte et copie-le toi-même.",
  "share.backend": "Choisir aussi {backend}, comme sur cet ordinateur",
  "share.only_here": "La page vient de ton propre ordinateur ({host}) : le lien ne s’ouvre que là.",
  "share.size": {
    one: "{count} caractère ; tout est dedans.",
    other: "{count} caractères ; tout est dedans.",
  },
  "share.model": "Le modèle entraîné",
  "share.model.none": "Sans lui : qui ouvre le programme l’entraîne de nouveau",
  "share.model.offer": "{what} ({size})",
  "share.model.failed": "Le modèle n’a pas pu être écrit ; il a été laissé de côté.",
  "share.way.link":
    "Tout est dans le lien lui-même. Rien ne quitte cet ordinateur ; qui l’ouvre lit d’abord le code, puis appuie sur « Exécuter ».",
  "share.way.link.model":
    "Tout est dans le lien lui-même. Rien ne quitte cet ordinateur ; qui l’ouvre voit le modèle répondre aussitôt, et le code ne s’exécute que si l’on appuie sur « Exécuter ».",
  "share.way.asking": "On demande à ce serveur s’il garde des programmes…",
  "share.way.asking.why": {
    one: "Avec {count} caractère, les messageries couperaient le lien. En fichier, il s’envoie dans tous les cas.",
    other:
      "Avec {count} caractères, les messageries couperaient le lien. En fichier, il s’envoie dans tous les cas.",
  },
  "share.way.preparing": "Écriture du modèle entraîné…",
  "share.way.offer": "Trop long pour un simple lien",
  "share.way.offer.why": {
    one: "Avec {count} signe, les messageries couperaient le lien. Ce serveur peut garder le programme et t’en donner un court.",
    other:
      "Avec {count} signes, les messageries couperaient le lien. Ce serveur peut garder le programme et t’en donner un court.",
  },
  "share.way.privacy":
    "Jusqu’au {day}, qui a le lien peut l’ouvrir, et ceux qui gèrent ce serveur peuvent le lire. Il ne figure sur aucune liste, et tu peux le supprimer plus tôt dans ce navigateur.",
  "share.way.keep": "Le garder sur ce serveur",
  "share.way.keeping": "Envoi…",
  "share.way.kept":
    "{host} garde le programme jusqu’au {day}. Qui a le lien peut l’ouvrir : on lit d’abord le code, puis on appuie sur « Exécuter ».",
  "share.way.kept.model":
    "{host} garde le programme jusqu’au {day}. Qui a le lien voit le modèle répondre aussitôt ; le code ne s’exécute que si l’on appuie sur « Exécuter ».",
  "share.way.file": "À envoyer comme fichier",
  "share.way.file.why": {
    one: "Avec {count} signe, les messageries couperaient le lien, et cette page n’a pas de serveur qui garde des programmes.",
    other:
      "Avec {count} signes, les messageries couperaient le lien, et cette page n’a pas de serveur qui garde des programmes.",
  },
  "share.way.file.on":
    "Rien n’est perdu : une page web en un seul fichier montre le programme et ses résultats dans tout navigateur.",
  "share.way.save": "Enregistrer comme page web",
  "share.way.long": "Copier le lien long",
  "share.again": "Réessayer",
  "share.trouble": "Le serveur n’a pas pu garder le programme cette fois-ci.",
  "share.trouble.offline": "Le serveur est injoignable. Es-tu en ligne ?",
  "share.trouble.too_large": "Le programme est plus grand que ce que ce serveur garde.",
  "share.trouble.too_often": {
    one: "Ce serveur a reçu beaucoup de programmes de ton réseau. Dans {count} minute, il en reprendra.",
    other:
      "Ce serveur a reçu beaucoup de programmes de ton réseau. Dans {count} minutes, il en reprendra.",
  },
  "share.trouble.full": "Il n’y a plus de place sur ce serveur.",
  "share.delete": "Supprimer du serveur",
  "share.delete.question": "Le lien ne marchera plus pour personne.",
  "share.delete.yes": "Supprimer",
  "share.delete.no": "Garder",
  "share.delete.failed": "Il n’a pas été supprimé. {why}",
  "share.deleted": "Supprimé. Le lien ne marche plus.",
  "share.kept": {
    one: "Ce serveur garde {count} programme à toi",
    other: "Ce serveur garde {count} programmes à toi",
  },
  "share.kept.until": "jusqu’au {day}",
  "share.kept.said": "Gardé. Voici le lien court.",
  "share.qr": "Code QR du lien",
  "share.qr.too_long":
    "Le programme est trop long pour un code QR qu’un appareil photo pourrait lire.",
  "share.qr.save": "Enregistrer le code QR",
  "share.qr.scan": "À scanner pour l’ouvrir",
  "share.qr.larger": "Plus grand",
  "share.file": "En fichier",
  "share.python": "Python (.py)",
  "share.notebook": "Notebook (.ipynb)",
  "share.notebook.open": "Ouvrir dans p_vision",
  "share.page": "Dans une autre page",
  "share.html": "HTML pour une autre page",
  "share.html.copy": "Copier le HTML",

  "share.page.still": "Page web (.html)",
  "share.page.runs": "Page web qui s’exécute (.html)",
  "share.page.hint":
    "Une page web montre le code et les résultats tels quels, dans tout navigateur. Celle qui s’exécute emporte Python et n’a besoin d’aucun réseau : environ {size}.",
  "share.page.packing": "Partie {done} sur {all}…",
  "share.page.saved": "Enregistré sous {name}, {size}.",
  "share.page.failed": "Une partie de la page n’a pas pu être chargée. Es-tu en ligne ?",
  "standalone.saved": "Enregistré depuis le playground p_vision le {day}.",
  "standalone.runs":
    "Exécuter marche ici sans réseau : Python est dans ce fichier, et rien n’en sort.",
  "standalone.still":
    "Le code et les résultats sont tels quels ; le playground exécute le programme.",
  "standalone.drop":
    "Le code et les résultats sont tels quels. Pour exécuter le programme, dépose ce fichier sur {site}.",
  "standalone.model": "Enregistrer son modèle entraîné. {what}",
  "standalone.nothing": "Le programme n’avait pas encore été exécuté.",
  "standalone.curve": "Courbe de {name}",
};
