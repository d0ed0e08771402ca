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
  "link.model": "El que vino con el programa. {what}",
};
