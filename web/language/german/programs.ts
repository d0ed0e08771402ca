/** Programs and their files, in German. */
import type { programs as english } from "../english/programs";
import type { Translation } from "../types";

export const programs: Translation<typeof english> = {
  "program.mine": "Mein Programm",
  "program.change": "Dieses Programm umbenennen oder löschen",
  "program.this": "Dieses Programm",
  "program.deleted": "Ein gelöschtes Programm lässt sich unter „Zurückholen“ wiederfinden.",
  "program.file": "Programm",

  "file.list": "Dateien",
  "file.new": "Neue Datei",
  "file.change": "Umbenennen oder löschen",
  "file.change.this": "Diese Datei umbenennen oder löschen",
  "file.change.named": "{name} umbenennen oder löschen",
  "file.main": "Diese Datei wird ausgeführt",
  "file.beside": "Sie liegt neben {main}: importiere sie, oder lies sie mit open().",
  "file.deleted": "{name} wurde gelöscht",
  "file.back": "{name} zurückholen",
  "file.name.empty": "Eine Datei braucht einen Namen.",
  "file.name.long": "Ein Name darf höchstens {count} Zeichen haben.",
  "file.name.signs": "Nimm Buchstaben, Ziffern, Punkte, Binde- und Unterstriche.",
  "file.name.taken": "Eine Datei namens {name} gibt es schon.",

  saved: "Gespeichert in diesem Browser",
  "saved.not": "Nicht gespeichert: Dieser Browser verbietet es. Lade deinen Text herunter.",
  format: "Formatieren",
  "format.hint": "Den Code in Form bringen ({keys})",
  "format.done": "Formatiert",
  "format.same": "Er ist schon in Form",
  "format.broken": "Python kann das noch nicht lesen, darum wurde es nicht formatiert",
  "format.failed": "Das Programm zum Formatieren konnte nicht geladen werden",

  original: "Original",
  download: "Herunterladen",

  "editor.label": "Python-Code. Mit Escape und dann Tab verlässt du den Editor.",
  "editor.label.file": "{name}. Mit Escape und dann Tab verlässt du den Editor.",
  keys: "Tasten",
  "keys.run": "{keys} ausführen",
  "keys.run.part": "{keys} diese Zeile ausführen",
  "keys.leave": "{first}, dann {second}: Editor verlassen",

  "touch.keys": "Tasten für den Code",
  "touch.indent": "Tab",
  "touch.dedent": "Weniger einrücken",
  "touch.left": "Links",
  "touch.up": "Hoch",
  "touch.down": "Runter",
  "touch.right": "Rechts",
  "touch.undo": "Rückgängig",

  "bring.open": "Dateien für das Programm",
  "bring.drop": "Lass die Dateien los: Das Programm kann sie beim Namen öffnen",
  "bring.too_large": "{name} ist zu groß für eine Webseite: {size}.",
  "bring.here": "{name} ({size}) ist da: {code}.",
  "bring.here.now":
    "{name} ({size}) ist da: {code}. Die Datei ist zu groß, um über diesen Besuch hinaus zu bleiben.",
};
