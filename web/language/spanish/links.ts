/** Links that were opened, in Spanish. */
import type { links as english } from "../english/links";
import type { Translation } from "../types";

export const links: Translation<typeof english> = {
  "link.came": "{title} ha llegado con un enlace y aún no se ha ejecutado.",
  "link.came.copy":
    "{title} ha llegado con un enlace y aún no se ha ejecutado. Ya lo habías cambiado aquí: {copy}.",
  "link.copy": "abrir tu versión",
  "link.said": "{title} ha llegado con un enlace. No se ha ejecutado nada.",
  "link.untitled": "Un programa compartido",
  "link.copied": "Guardado. Enlace copiado.",
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
  "link.model": "El que vino con el programa. {what}",
};
