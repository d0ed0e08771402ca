/** Links that cannot be opened, and why, in French. */
import type { linkProblems as english } from "../english/link_problems";
import type { Translation } from "../types";

export const linkProblems: Translation<typeof english> = {
  "link.too_long":
    "Ce lien est trop long pour un programme : {size} millions de caractères. Il n’a pas été ouvert.",
  "link.newer":
    "Ce lien vient d’une version plus récente de cette page. Recharge la page pour l’obtenir.",
  "link.empty": "Ce lien ne contient pas de programme. Demande qu’on te le renvoie.",
  "link.too_large": "Le programme de ce lien dépasse {size} Mo. Il n’a pas été ouvert.",
  "link.damaged":
    "Ce lien est abîmé : il en manque peut-être un morceau. Copie-le encore une fois en entier.",
  "link.gone":
    "Il n’y a aucun programme à ce lien : il a été supprimé, son temps est écoulé, ou le lien n’est pas complet. Redemande-le.",
  "link.offline": "Le serveur qui garde ce programme est injoignable. Es-tu en ligne ?",
  "link.trouble": "Le serveur qui garde ce programme n’a pas pu l’envoyer cette fois-ci.",
};
