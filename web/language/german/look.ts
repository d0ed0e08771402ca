/** The graph of a model, and what its layers do, in German. */
import type { look as english } from "../english/look";
import type { Translation } from "../types";

export const look: Translation<typeof english> = {
  "look.graph":
    "Schaubild von {model}. Die Pfeiltasten gehen von Schicht zu Schicht, Enter öffnet eine.",
  "look.graph.short": "Schaubild des Modells",
  "look.form": "Das Modell zeigen als",
  "look.form.graph": "Schaubild",
  "look.models": "Modell",
  "look.parameters": { one: "{count} Parameter", other: "{count} Parameter" },
  "look.parameters.share": "{count} ({share} % des Modells)",
  "look.frozen": "lernt nicht mit",
  "look.unbuilt.short": "noch nicht gebaut",
  "look.note.unbuilt":
    "Formen und Parameter stehen fest nach Input(shape=...) oder nach den ersten Daten.",
  "look.note.free":
    "Was von Schicht zu Schicht fließt, weiß nur der Code dieses Modells; die Schichten stehen in der Reihenfolge, in der sie entstanden sind.",
  "look.block": "Block {number}",
  "look.block.said": "{title}, {size}. Enter öffnet ihn.",
  "look.close": "{title}, {size}. Enter schließt ihn.",
  "look.said.shape": "gibt {shape}",
  "look.said.after": "nach {names}",
  "look.unfold": "Alle Blöcke öffnen",
  "look.fold": "Alle Blöcke schließen",
  "look.larger": "Größer",
  "look.smaller": "Kleiner",
  "look.save": "Als {form} speichern: {what}",
  "look.column.after": "Nach",

  "look.layer": "Schicht {name}",
  "look.busy": "Die Antwort kommt, wenn das Programm zu Ende ist.",
  "look.given": "Bekommt",
  "look.gives": "Gibt",
  "look.weights": "Was sie gelernt hat",
  "look.large": "Zu groß, um hier gezeigt zu werden.",
  "look.config": "Wie sie gemacht wurde",
  "look.inside.show": "Ihre Schichten im Schaubild zeigen",
  "look.inside.hide": "Ihre Schichten im Schaubild zuklappen",
  "look.answer": "Was sie antwortet",
  "look.sample.data": "Daten",
  "look.sample.of": "{name} ({count} Zeilen)",
  "look.sample.noise": "ausgedachte Zahlen",
  "look.sample.number": "Zeile",
  "look.sample.before": "Zeile davor",
  "look.sample.next": "Nächste Zeile",
  "look.sample.given": "Was ins Modell hineingeht",
  "look.sample.truth": "richtige Antwort {truth}",
  "look.sample.gives": "Was {name} daraus macht",
};
