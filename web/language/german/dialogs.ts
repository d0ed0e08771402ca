/** Dialogs that are loaded when they are opened, in German. */
import type { dialogs as english } from "../english/dialogs";
import type { Translation } from "../types";

export const dialogs: Translation<typeof english> = {
  recover: "Zurückholen",
  "recover.lead":
    "Texte, die durch ein Original, einen Link oder eine andere Fassung ersetzt wurden. Holst du einen zurück, wird er ein neues Programm; nichts geht verloren.",
  "recover.nothing":
    "Noch nichts. Hier bleiben Texte, die durch ein Original, einen Link oder eine andere Fassung ersetzt werden.",
  "recover.back": "Zurückholen",
  "recover.back.named": "{title} zurückholen, {time}",
  "recover.lines": { one: "{time}, {count} Zeile", other: "{time}, {count} Zeilen" },

  shortcuts: "Tastatur",
  "shortcuts.program": "Programm",
  "shortcuts.editing": "Bearbeiten",
  "shortcuts.prompt": "Eingabezeile",
  "shortcuts.run": "Programm ausführen",
  "shortcuts.run.part": "Auswahl ausführen, oder die Anweisung am Cursor",
  "shortcuts.save": "Speichern und den Link kopieren",
  "shortcuts.share": "Teilen",
  "shortcuts.list": "Diese Liste",
  "shortcuts.suggest": "Vorschläge",
  "shortcuts.find": "Suchen und ersetzen",
  "shortcuts.next": "Nächster Treffer",
  "shortcuts.select": "Auch das nächste gleiche Wort auswählen",
  "shortcuts.comment": "Zeilen zu Kommentaren machen, oder zurück",
  "shortcuts.move": "Zeilen verschieben",
  "shortcuts.undo": "Rückgängig",
  "shortcuts.indent": "Einrücken, oder weniger",
  "shortcuts.leave": "Editor verlassen",
  "shortcuts.enter": "Zeile ausführen",
  "shortcuts.line": "Noch eine Zeile",
  "shortcuts.earlier": "Frühere Eingaben",
  "shortcuts.search": "Frühere Eingaben durchsuchen",
  "shortcuts.stop": "Programm anhalten",
  "shortcuts.clear": "Ausgabe leeren",
  "shortcuts.then": "{first}, dann {second}",
  "key.up": "↑",
  "key.down": "↓",

  "files.lead":
    "Was das Programm mit Namen öffnen kann. Zieh Dateien irgendwo auf die Seite; sie bleiben auf diesem Computer.",
  "files.choose": "Dateien auswählen oder hierher ziehen",
  "files.busy": "Python startet oder ist beschäftigt; die Liste kommt, sobald es bereit ist.",
  "files.none": "Noch keine Dateien.",
  "files.save": "Speichern",
  "files.save.named": "{name} speichern",
  "files.remove": "Entfernen",
  "files.remove.named": "{name} entfernen",
};
