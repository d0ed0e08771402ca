/** Links that were opened, in French. */
import type { links as english } from "../english/links";
import type { Translation } from "../types";

export const links: Translation<typeof english> = {
  "link.came": "{title} est arrivé par un lien et n’a pas encore été exécuté.",
  "link.came.copy":
    "{title} est arrivé par un lien et n’a pas encore été exécuté. Tu l’avais déjà modifié ici : {copy}.",
  "link.copy": "ouvrir ta version",
  "link.said": "{title} est arrivé par un lien. Rien n’a été exécuté.",
  "link.untitled": "Un programme partagé",
  "link.copied": "Enregistré. Lien copié.",
  "link.model": "Celui qui est venu avec le programme. {what}",
};
