/** Inputs of a program, models that answer by themselves, the embedded page, in German. */
import type { demos as english } from "../english/demos";
import type { Translation } from "../types";

export const demos: Translation<typeof english> = {
  "demo.unknown": "Eine Eingabe namens {kind} kennt diese Seite nicht.",
  "demo.waiting": "Die Antwort kommt, wenn das Programm zu Ende ist.",
  "demo.gone":
    "Python wurde neu gestartet und hat das hier vergessen. Führ das Programm noch einmal aus, dann lebt es wieder.",
  "demo.pad":
    "Zeichenfläche. Die Pfeiltasten bewegen den Stift, die Leertaste setzt ihn auf oder hebt ihn ab, Entf löscht.",
  "demo.pad.hint": "Zeichne hier mit Maus, Finger oder Stift.",
  "demo.pad.clear": "Löschen",
  "demo.picture": "Wähl ein Bild aus, oder zieh eines hierher",
  "demo.picture.chosen": "Das ausgewählte Bild",
  "demo.picture.stays": "Nichts wird hochgeladen: Das Bild bleibt hier.",
  "demo.picture.unreadable": "Diese Datei ist kein Bild, das der Browser lesen kann.",
  "demo.camera": "Kamera benutzen",
  "demo.camera.off": "Kamera ausschalten",
  "demo.camera.sees": "Was die Kamera sieht",
  "demo.camera.stays": "Die Bilder bleiben auf diesem Computer.",
  "demo.camera.refused":
    "Die Kamera wurde nicht erlaubt. Am Zeichen neben der Adresse der Seite kannst du sie erlauben; drücke dann noch einmal den Knopf.",
  "demo.camera.frame":
    "Die Seite rundherum gibt die Kamera nicht weiter. Öffne das hier in p_vision, um sie zu benutzen.",
  "demo.camera.missing": "An diesem Gerät ist keine Kamera.",
  "demo.camera.taken":
    "Die Kamera lässt sich nicht benutzen: Vielleicht hat sie gerade ein anderes Programm.",
  "demo.camera.insecure":
    "Browser geben die Kamera nur Seiten, die sicher übertragen werden (https).",
  "demo.camera.ended": "Die Kamera wurde ausgeschaltet oder abgezogen.",
  "demo.camera.none": "Der Browser hat kein Bild einer Kamera gegeben.",
  "demo.text": "Text",
  "demo.picture.of": "Ein Bild von {height} mal {width}",

  "demo.about":
    "Hier antwortet ein trainiertes Modell, auf deinem Gerät. Kein Code läuft, und nichts wird verschickt.",
  "demo.weights.float32": "Genaue Gewichte: Die Antworten sind die des trainierten Modells",
  "demo.weights.float16": "Gewichte mit halber Genauigkeit",
  "demo.weights.int8": "Gewichte als 8-Bit-Zahlen",
  "demo.cost": "{weights}: Die Antworten weichen bei {inputs} höchstens um {difference} ab",
  "demo.cost.samples": { one: "{count} Beispiel", other: "{count} Beispielen" },
  "demo.cost.asked": { one: "der letzten Eingabe", other: "den letzten {count} Eingaben" },
  "demo.cost.made_up": { one: "{count} erfundenen Eingabe", other: "{count} erfundenen Eingaben" },
  "demo.cost.changed": {
    one: "{cost}; {count} davon bekommt eine andere Klasse",
    other: "{cost}; {count} davon bekommen eine andere Klasse",
  },
  "demo.code": "Code öffnen",
  "demo.none": "In diesem Link steckt keine Demo eines Modells.",
  "demo.damaged":
    "Diese Demo ist beschädigt: Vielleicht fehlt ein Stück. Lass sie dir noch einmal schicken.",
  "demo.newer":
    "Diese Demo stammt von einer neueren Fassung dieser Seite. Lade die Seite neu, um sie zu bekommen.",
  "demo.odd.input": "Diese Demo hat eine Eingabe, die diese Seite nicht kennt.",
  "demo.odd.pictures": "Die Bilder dieser Demo haben eine unmögliche Größe.",
  "demo.odd.sliders": "Die Regler dieser Demo haben unmögliche Grenzen.",
  "demo.odd.words": "Die Wörter dieser Demo haben eine Form, die diese Seite nicht kennt.",
  "demo.engine":
    "Der Teil dieser Seite, der rechnet, ließ sich nicht laden. Prüf die Verbindung und versuch es noch einmal.",
  "demo.refused":
    "Das Modell in dieser Demo passt nicht zusammen; deshalb wurde es nicht ausgeführt.",
  "demo.failed":
    "Das Modell in dieser Demo ließ sich hier nicht berechnen: Vielleicht braucht es mehr Speicher, als da ist.",
  "demo.slow": "Das Modell in dieser Demo brauchte zu lange für eine Antwort und wurde angehalten.",
  "demo.no_number": "Die Antwort des Modells ist keine Zahl.",
  "demo.beside": "Sein trainiertes Modell liegt neben dem Programm: {code} liest es.",

  "embed.title": "p_vision-Programm",
  "embed.open": "In p_vision öffnen",
  "embed.empty": "In der Adresse dieses Rahmens steckt kein Programm.",
  "embed.stopped": "Angehalten.",
  "embed.crashed": "Python ist beendet. {why}",
};
