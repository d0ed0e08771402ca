/** Links that cannot be opened, and why, in German. */
import type { linkProblems as english } from "../english/link_problems";
import type { Translation } from "../types";

export const linkProblems: Translation<typeof english> = {
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
};
