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
  "link.too_long":
    "Dieser Link ist zu lang für ein Programm: {size} Millionen Zeichen. Er wurde nicht geöffnet.",
  "link.newer":
    "Dieser Link stammt von einer neueren Fassung dieser Seite. Lade die Seite neu, um sie zu bekommen.",
  "link.empty": "In diesem Link steckt kein Programm. Lass ihn dir noch einmal schicken.",
  "link.too_large":
    "Das Programm in diesem Link ist größer als {size} MB. Es wurde nicht geöffnet.",
  "link.damaged":
    "Dieser Link ist beschädigt: Vielleicht fehlt ein Stück. Kopiere ihn noch einmal ganz.",
  "link.gone":
    "Unter diesem Link liegt kein Programm: Es wurde gelöscht, seine Zeit ist um, oder der Link ist nicht vollständig. Bitte noch einmal darum.",
  "link.offline":
    "Der Server, der dieses Programm aufbewahrt, ist nicht erreichbar. Bist du online?",
  "link.trouble": "Der Server, der dieses Programm aufbewahrt, konnte es gerade nicht senden.",
  "link.model": "Das, das mit dem Programm kam. {what}",
};
