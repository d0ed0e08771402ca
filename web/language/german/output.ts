/** The output, the prompt and the start of Python, in German. */
import type { output as english } from "../english/output";
import type { Translation } from "../types";

export const output: Translation<typeof english> = {
  "output.label": "Ausgabe des Programms",
  "output.copy": "Kopieren",
  "output.copied": "Kopiert",
  "output.clear": "Leeren",
  "output.cleared": "Ausgabe geleert.",
  "output.newest": "Zum Neuesten",
  "output.left_out": {
    one: "{count} frühere Zeile wurde weggelassen.",
    other: "{count} frühere Zeilen wurden weggelassen.",
  },
  "output.began": "{file}, {time}",
  "output.ready": "Python ist bereit",
  "output.ready.more":
    "Hier erscheint, was dein Programm ausgibt. Die Eingabezeile darunter kennt dieselben Namen: Probier nach einem Lauf model.evaluate.",
  "output.picture": "Bild aus dem Programm",
  "output.frame": "Ergebnis des Programms",
  "output.save": "Speichern: {what}",
  "output.save.picture": "Bild",

  "run.stopped": "Angehalten. Namen und Modelle bleiben, wie sie sind.",
  "run.stopped.fit": "Angehalten. Das Modell behält, was es gelernt hat.",
  "run.stopped.fit.more": "Ruf noch einmal fit auf, dann lernt es von dort weiter.",
  "run.go_on": "Weiter trainieren",
  "run.page_ended":
    "Der Browser hat diese Seite beim letzten Mal beendet. Dein Text ist, wie er war; Namen und Modelle sind weg.",
  "run.finished": "Fertig nach {time}.",
  "run.loading": "{names} wird geladen …",
  "run.loading.failed": "{names} ließ sich nicht laden.",
  "run.loading.failed.matplotlib":
    "{names} ließ sich nicht laden. p_vision.show zeichnet auch ohne.",
  "run.restarted":
    "Python wurde neu gestartet. Namen und Modelle sind weg; dein Text ist, wie er war.",
  "run.no_answer":
    "Python hat auf „Stopp“ nicht reagiert und wurde deshalb beendet und neu gestartet. Namen und Modelle sind weg; dein Text ist, wie er war.",
  "run.crashed": "Python ist beendet. Dein Text ist sicher; drück „Neu starten“.",
  "run.crashed.why": "Python ist beendet. {why} Dein Text ist sicher; drück „Neu starten“.",
  "run.ready": "Python ist bereit.",
  "run.question": "Das Programm bittet um eine Zeile Text.",

  "ask.label": "Das Programm bittet um eine Zeile Text",
  "ask.answer": "Antworten",
  "error.line": "Zeile {line}",
  "error.where": "{name} in {line}",
  "error.way": "Wie das Programm dorthin kam",

  queue: "Wartet auf die Ausführung",
  "queue.next": "Als Nächstes",
  "queue.then": "Danach",
  "queue.remove": "{title} nicht ausführen",
  "queue.dropped": {
    one: "{count} wartendes Programm wurde zurückgenommen.",
    other: "{count} wartende Programme wurden zurückgenommen.",
  },

  "prompt.label": "Python-Eingabe",
  "prompt.example": "Python, zum Beispiel 1 + 1",

  boot: "Python startet",
  "boot.download": "Python herunterladen",
  "boot.python": "Python starten",
  "boot.packages": "p_vision auspacken",
  "boot.engine": "Rechenwerk starten",
  "boot.import": "p_vision importieren",
  "boot.amount": "{loaded} von {total}",
  "boot.failed": "Python ließ sich nicht starten",
  "boot.failed.why": "Python ließ sich nicht starten. Der Grund: {why}",
  "boot.slow":
    "Das dauert länger als sonst. Vielleicht ist die Verbindung langsam, oder etwas klemmt.",
  "boot.again": "Noch einmal versuchen",
};
