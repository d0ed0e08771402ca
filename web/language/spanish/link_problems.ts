/** Links that cannot be opened, and why, in Spanish. */
import type { linkProblems as english } from "../english/link_problems";
import type { Translation } from "../types";

export const linkProblems: Translation<typeof english> = {
  "link.too_long":
    "Este enlace es demasiado largo para un programa: {size} millones de caracteres. No se ha abierto.",
  "link.newer":
    "Este enlace se hizo con una versión más nueva de esta página. Recárgala para tenerla.",
  "link.empty": "En este enlace no hay ningún programa. Pide que te lo manden otra vez.",
  "link.too_large": "El programa de este enlace ocupa más de {size} MB. No se ha abierto.",
  "link.damaged": "Este enlace está dañado: quizá le falta un trozo. Cópialo otra vez, entero.",
  "link.gone":
    "No hay ningún programa en este enlace: se borró, su tiempo terminó o el enlace no está completo. Pídelo otra vez.",
  "link.offline": "No se puede llegar al servidor que guarda este programa. ¿Tienes conexión?",
  "link.trouble": "El servidor que guarda este programa no pudo enviarlo esta vez.",
};
