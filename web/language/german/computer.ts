/** The Computer view, in German. */
import type { computer as english } from "../english/computer";
import type { Translation } from "../types";

export const computer: Translation<typeof english> = {
  "computer.label": "Was rechnet",
  "computer.choice": "Neue Modelle rechnen auf",
  "computer.choice.auto": "Auto",
  "computer.starting": "Python startet",
  "computer.starting.more": "Was rechnet, steht gleich fest.",
  "computer.Cpu": "Dein Prozessor (Cpu) rechnet",
  "computer.Wgpu": "Dein Grafikprozessor (Wgpu) rechnet",
  "computer.row.Cpu": "Prozessor (Cpu)",
  "computer.row.Wgpu": "Grafikprozessor (Wgpu)",
  "computer.looking": "Ein Grafikprozessor wird gesucht …",
  "computer.adapter": "Adapter: {adapter}.",
  "computer.adapter.software":
    "Adapter: {adapter}. Er ist nur nachgebildet, deshalb macht der Prozessor die Arbeit.",
  "computer.could": "Ein Grafikprozessor ist auch da ({adapter}); du kannst ihn wählen.",
  "computer.only_software":
    "Der Browser bietet nur einen nachgebildeten Grafikprozessor ({adapter}), und der ist langsamer.",
  "computer.no_gpu": "Der Browser bietet keinen Grafikprozessor.",
  "computer.reason.webgpu": "Dieser Browser bietet kein WebGPU.",
  "computer.reason.none": "Es wurde kein Grafikprozessor gefunden.",
  "computer.reason.silent": "Der Grafiktreiber antwortet nicht.",
  "computer.ready": "bereit",
  "computer.simd": "SIMD, ein Thread",
  "computer.threads": "SIMD, {count} Threads",
  "computer.software": "{adapter}, nachgebildet",
  "computer.unknown": "noch nicht nachgesehen",
  "computer.missing": "nicht vorhanden",
  "computer.step": "{time} für einen Trainingsschritt",
  "computer.chosen": "Gewählt für „{model}“",
  "computer.chosen.timed": "Ein Schritt dauert: Grafikprozessor {gpu}, Prozessor {cpu}.",
  "computer.chosen.small":
    "Die Schritte sind klein. Ein längeres Training wird auf beiden gemessen.",
  "computer.chosen.failed": "Der Grafikprozessor ist gescheitert: {problem}",
  "computer.tensors": {
    one: "{size} in {count} Tensor",
    other: "{size} in {count} Tensoren",
  },
  "computer.memory": "Speicher von Python",
  "computer.stop": "Stopp",
  "computer.stop.line": "in jeder Zeile",
  "computer.stop.step": "zwischen zwei Schritten",
  "computer.stop.why": "diese Seite hat keinen gemeinsamen Speicher",
  "computer.started": "Gestartet in",
  "computer.restored": "aus dem, was vom letzten Mal da war",
};
