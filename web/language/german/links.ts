/** Links that were opened, in German. */
import type { links as english } from "../english/links";
import type { Translation } from "../types";

export const links: Translation<typeof english> = {
  "link.came": "{title} kam mit einem Link und wurde noch nicht ausgeführt.",
  "link.came.copy":
    "{title} kam mit einem Link und wurde noch nicht ausgeführt. Du hast es hier schon einmal geändert: {copy}.",
  "link.copy": "deine Fassung öffnen",
  "link.said": "{title} kam mit einem Link. Nichts wurde ausgeführt.",
  "link.untitled": "Ein geteiltes Programm",
  "link.copied": "Gespeichert. Link kopiert.",
  "link.model": "Das, das mit dem Programm kam. {what}",
};
