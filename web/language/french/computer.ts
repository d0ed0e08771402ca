/** The Computer view, in French. */
import type { computer as english } from "../english/computer";
import type { Translation } from "../types";

export const computer: Translation<typeof english> = {
  "computer.label": "Ce qui calcule",
  "computer.choice": "Les nouveaux modèles calculent sur",
  "computer.choice.auto": "Auto",
  "computer.starting": "Python démarre",
  "computer.starting.more": "On saura dans un instant ce qui calcule.",
  "computer.Cpu": "Ton processeur (Cpu) calcule",
  "computer.Wgpu": "Ton processeur graphique (Wgpu) calcule",
  "computer.row.Cpu": "Processeur (Cpu)",
  "computer.row.Wgpu": "Processeur graphique (Wgpu)",
  "computer.looking": "Recherche d’un processeur graphique…",
  "computer.adapter": "Adaptateur : {adapter}.",
  "computer.adapter.software":
    "Adaptateur : {adapter}. Il est simulé, c’est donc le processeur qui fait le travail.",
  "computer.could": "Il y a aussi un processeur graphique ({adapter}) ; tu peux le choisir.",
  "computer.only_software":
    "Le navigateur n’offre qu’un processeur graphique simulé ({adapter}), qui est plus lent.",
  "computer.no_gpu": "Le navigateur n’offre pas de processeur graphique.",
  "computer.reason.webgpu": "Ce navigateur n’offre pas WebGPU.",
  "computer.reason.none": "Aucun processeur graphique n’a été trouvé.",
  "computer.reason.silent": "Le pilote graphique ne répond pas.",
  "computer.ready": "prêt",
  "computer.simd": "SIMD, un seul fil",
  "computer.threads": "SIMD, {count} fils",
  "computer.software": "{adapter}, simulé",
  "computer.unknown": "pas encore regardé",
  "computer.missing": "pas disponible",
  "computer.step": "{time} pour une étape d’entraînement",
  "computer.chosen": "Choisi pour « {model} »",
  "computer.chosen.timed": "Une étape prend : processeur graphique {gpu}, processeur {cpu}.",
  "computer.chosen.small":
    "Ses étapes sont petites. Un entraînement plus long est chronométré sur les deux.",
  "computer.chosen.failed": "Le processeur graphique a échoué : {problem}",
  "computer.tensors": {
    one: "{size} dans {count} tenseur",
    other: "{size} dans {count} tenseurs",
  },
  "computer.memory": "Mémoire de Python",
  "computer.stop": "Arrêt",
  "computer.stop.line": "à chaque ligne",
  "computer.stop.step": "entre deux étapes",
  "computer.stop.why": "cette page n’a pas de mémoire partagée",
  "computer.started": "Démarré en",
  "computer.restored": "avec ce qui restait de la dernière fois",
};
