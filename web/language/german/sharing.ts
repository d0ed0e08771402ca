/** The Share dialog, in German. */
import type { sharing as english } from "../english/sharing";
import type { Translation } from "../types";

export const sharing: Translation<typeof english> = {
  "share.link": "Link",
  "share.link.copy": "Link kopieren",
  "share.copied": "Kopiert",
  "share.copied.said": "Kopiert.",
  "share.copy_by_hand": "Drück {keys}",
  "share.copy_by_hand.said":
    "Der Browser hat es nicht erlaubt. Wähl den Text aus und kopiere ihn selbst.",
  "share.backend": "Auch {backend} wählen, wie auf diesem Computer",
  "share.only_here":
    "Die Seite kommt von deinem eigenen Computer ({host}): Der Link öffnet sich nur dort.",
  "share.size": {
    one: "{count} Zeichen; alles steckt darin.",
    other: "{count} Zeichen; alles steckt darin.",
  },
  "share.model": "Das trainierte Modell",
  "share.model.none": "Weglassen: Wer das Programm öffnet, trainiert es neu",
  "share.model.offer": "{what} ({size})",
  "share.model.failed": "Das Modell ließ sich nicht schreiben und wurde weggelassen.",
  "share.way.link":
    "Alles steckt im Link selbst. Nichts verlässt diesen Computer; wer ihn öffnet, liest zuerst den Code und drückt dann auf „Ausführen“.",
  "share.way.link.model":
    "Alles steckt im Link selbst. Nichts verlässt diesen Computer; wer ihn öffnet, sieht das Modell gleich antworten, und der Code läuft erst nach einem Druck auf „Ausführen“.",
  "share.way.asking": "Der Server wird gefragt, ob er Programme aufbewahrt …",
  "share.way.asking.why": {
    one: "Mit {count} Zeichen würden Messenger den Link abschneiden. Als Datei lässt es sich auf jeden Fall verschicken.",
    other:
      "Mit {count} Zeichen würden Messenger den Link abschneiden. Als Datei lässt es sich auf jeden Fall verschicken.",
  },
  "share.way.preparing": "Das trainierte Modell wird geschrieben …",
  "share.way.offer": "Zu lang für einen Link allein",
  "share.way.offer.why": {
    one: "Mit {count} Zeichen würden Messenger den Link abschneiden. Dieser Server kann das Programm aufbewahren und dir einen kurzen geben.",
    other:
      "Mit {count} Zeichen würden Messenger den Link abschneiden. Dieser Server kann das Programm aufbewahren und dir einen kurzen geben.",
  },
  "share.way.privacy":
    "Bis zum {day} kann es öffnen, wer den Link hat, und lesen, wer diesen Server betreibt. Es steht auf keiner Liste, und du kannst es in diesem Browser früher löschen.",
  "share.way.keep": "Auf diesem Server aufbewahren",
  "share.way.keeping": "Wird gesendet…",
  "share.way.kept":
    "{host} bewahrt das Programm bis zum {day} auf. Öffnen kann es, wer den Link hat; man liest zuerst den Code und drückt dann auf „Ausführen“.",
  "share.way.kept.model":
    "{host} bewahrt das Programm bis zum {day} auf. Wer den Link hat, sieht das Modell gleich antworten; der Code läuft erst nach einem Druck auf „Ausführen“.",
  "share.way.file": "Als Datei weitergeben",
  "share.way.file.why": {
    one: "Mit {count} Zeichen würden Messenger den Link abschneiden, und diese Seite hat keinen Server, der Programme aufbewahrt.",
    other:
      "Mit {count} Zeichen würden Messenger den Link abschneiden, und diese Seite hat keinen Server, der Programme aufbewahrt.",
  },
  "share.way.file.on":
    "Nichts geht verloren: Eine Webseite in einer Datei zeigt das Programm und seine Ergebnisse in jedem Browser.",
  "share.way.save": "Als Webseite speichern",
  "share.way.long": "Den langen Link kopieren",
  "share.again": "Noch einmal versuchen",
  "share.trouble": "Der Server konnte das Programm gerade nicht aufbewahren.",
  "share.trouble.offline": "Der Server ist nicht erreichbar. Bist du online?",
  "share.trouble.too_large": "Das Programm ist größer als das, was dieser Server aufbewahrt.",
  "share.trouble.too_often": {
    one: "Dieser Server hat aus deinem Netz viele Programme bekommen. In {count} Minute nimmt er wieder welche.",
    other:
      "Dieser Server hat aus deinem Netz viele Programme bekommen. In {count} Minuten nimmt er wieder welche.",
  },
  "share.trouble.full": "Auf diesem Server ist kein Platz mehr.",
  "share.delete": "Vom Server löschen",
  "share.delete.question": "Der Link geht dann für niemanden mehr.",
  "share.delete.yes": "Löschen",
  "share.delete.no": "Behalten",
  "share.delete.failed": "Es wurde nicht gelöscht. {why}",
  "share.deleted": "Gelöscht. Der Link geht nicht mehr.",
  "share.kept": {
    one: "Dieser Server bewahrt {count} Programm von dir auf",
    other: "Dieser Server bewahrt {count} Programme von dir auf",
  },
  "share.kept.until": "bis {day}",
  "share.kept.said": "Aufbewahrt. Hier ist der kurze Link.",
  "share.qr": "QR-Code des Links",
  "share.qr.too_long": "Das Programm ist zu lang für einen QR-Code, den eine Kamera lesen könnte.",
  "share.qr.save": "QR-Code speichern",
  "share.qr.scan": "Zum Öffnen scannen",
  "share.qr.larger": "Größer",
  "share.file": "Als Datei",
  "share.python": "Python (.py)",
  "share.notebook": "Notebook (.ipynb)",
  "share.notebook.open": "In p_vision öffnen",
  "share.page": "In einer anderen Seite",
  "share.html": "HTML für eine andere Seite",
  "share.html.copy": "HTML kopieren",

  "share.page.still": "Webseite (.html)",
  "share.page.runs": "Webseite, die läuft (.html)",
  "share.page.hint":
    "Eine Webseite zeigt Code und Ergebnisse, wie sie sind, in jedem Browser. Die, die läuft, bringt Python mit und braucht kein Netz: etwa {size}.",
  "share.page.packing": "Teil {done} von {all} wird gepackt …",
  "share.page.saved": "Gespeichert als {name}, {size}.",
  "share.page.failed": "Ein Teil der Seite ließ sich nicht holen. Bist du online?",
  "standalone.saved": "Gespeichert aus dem p_vision-Playground am {day}.",
  "standalone.runs":
    "Ausführen geht hier ohne Netz: Python steckt in dieser Datei, und nichts verlässt sie.",
  "standalone.still": "Code und Ergebnisse sind, wie sie waren; im Playground läuft das Programm.",
  "standalone.drop":
    "Code und Ergebnisse sind, wie sie waren. Damit das Programm läuft, zieh diese Datei auf {site}.",
  "standalone.model": "Sein trainiertes Modell speichern. {what}",
  "standalone.nothing": "Das Programm war beim Speichern noch nicht gelaufen.",
  "standalone.curve": "Kurve von {name}",
};
