/** The frame of the page, in German. */
import type { page as english } from "../english/page";
import type { Translation } from "../types";

export const page: Translation<typeof english> = {
  "page.title": "p_vision: ausprobieren",
  "page.description":
    "Schreib Python wie in Keras und trainiere das Modell im Browser, auf deinem eigenen Computer.",
  "page.skip": "Zum Code springen",

  "picker.label": "Beispiel",
  "picker.dialog": "Ein Programm auswählen",
  "picker.search": "Beispiele durchsuchen",
  "picker.search.example": "Suche: Dropout, Ziffern, XOR …",
  "picker.new": "Neues Programm",
  "picker.recover": "Zurückholen",
  "picker.own": "Deine Programme",
  "picker.nothing":
    "Zu „{question}“ gibt es nichts. Versuch es mit einem einzigen Wort, etwa dem Namen einer Schicht.",
  "picker.found": { one: "{count} Treffer", other: "{count} Treffer" },
  "picker.edited": "geändert",

  run: "Ausführen",
  "run.hint": "Programm ausführen ({keys})",
  "run.hint.queue": "Programm nach dem laufenden ausführen ({keys})",
  stop: "Stopp",
  "stop.force": "Abbrechen",
  "stop.hint": "Programm anhalten; Namen und Modelle bleiben",
  "stop.hint.waiting": "Programm nicht ausführen, wenn Python bereit ist",
  "stop.hint.force":
    "Python beenden und neu starten; Namen und Modelle gehen verloren, dein Text bleibt",
  restart: "Neu starten",
  "restart.question": "Python neu starten?",
  "restart.lost":
    "Alle Namen und alle trainierten Modelle werden vergessen. Dein Text bleibt, wie er ist.",
  share: "Teilen",
  cancel: "Abbrechen",
  close: "Schließen",
  ok: "OK",
  delete: "Löschen",
  name: "Name",

  "state.booting": "Startet",
  "state.booting.waiting": "Startet, dein Programm kommt als Nächstes",
  "state.ready": "Bereit",
  "state.running": "Läuft",
  "state.running.left": "Läuft, noch {time}",
  "state.preparing": "Grafikkarte wird vorbereitet: {ready} von {all}",
  "state.stopping": "Hält an",
  "state.crashed": "Python ist beendet",
  "state.failed": "Start misslungen",
  "state.hint": "Ausgabe zeigen",

  views: "Ansichten",
  "views.training": "Ansichten des Trainings",
  "view.code": "Code",
  "view.output": "Ausgabe",
  "view.chart": "Kurven",
  "view.model": "Modell",
  "view.variables": "Variablen",
  "view.computer": "Computer",
  "views.enlarge": "Diese Ansicht auf der ganzen Seite",
  "views.shrink": "Zurück neben den Code",
  "divider.columns": "Breite des Codes",
  "divider.rows": "Höhe der Trainingsansichten",

  settings: "Farben und Sprache",
  "settings.theme": "Farben",
  "settings.theme.system": "Wie das System",
  "settings.theme.light": "Hell",
  "settings.theme.dark": "Dunkel",
  "settings.language": "Sprache",
  "settings.language.failed":
    "Die Texte ließen sich nicht laden. Ist der Computer mit dem Netz verbunden?",

  welcome:
    "Dieses Python-Programm trainiert ein neuronales Netz {where}. Führ es aus, wie es ist, oder ändere vorher, was du willst.",
  "welcome.where": "in deinem Browser, auf deinem eigenen Computer",
  "note.close": "Hinweis schließen",
};
