/** The Computer view, in Spanish. */
import type { computer as english } from "../english/computer";
import type { Translation } from "../types";

export const computer: Translation<typeof english> = {
  "computer.label": "Qué calcula",
  "computer.choice": "Los modelos nuevos calculan en",
  "computer.choice.auto": "Auto",
  "computer.starting": "Python está arrancando",
  "computer.starting.more": "Enseguida se sabrá qué calcula.",
  "computer.Cpu": "Calcula tu procesador (Cpu)",
  "computer.Wgpu": "Calcula tu procesador gráfico (Wgpu)",
  "computer.row.Cpu": "Procesador (Cpu)",
  "computer.row.Wgpu": "Procesador gráfico (Wgpu)",
  "computer.looking": "Buscando un procesador gráfico…",
  "computer.adapter": "Adaptador: {adapter}.",
  "computer.adapter.software":
    "Adaptador: {adapter}. Es simulado, así que el trabajo lo hace el procesador.",
  "computer.could": "También hay un procesador gráfico ({adapter}); puedes elegirlo.",
  "computer.only_software":
    "El navegador solo ofrece un procesador gráfico simulado ({adapter}), que es más lento.",
  "computer.no_gpu": "El navegador no ofrece ningún procesador gráfico.",
  "computer.reason.webgpu": "Este navegador no ofrece WebGPU.",
  "computer.reason.none": "No se encontró ningún procesador gráfico.",
  "computer.reason.silent": "El controlador gráfico no responde.",
  "computer.ready": "listo",
  "computer.simd": "SIMD, un solo hilo",
  "computer.threads": "SIMD, {count} hilos",
  "computer.software": "{adapter}, simulado",
  "computer.unknown": "aún sin mirar",
  "computer.missing": "no disponible",
  "computer.step": "{time} por paso de entrenamiento",
  "computer.chosen": "Elegido para «{model}»",
  "computer.chosen.timed": "Un paso tarda: procesador gráfico {gpu}, procesador {cpu}.",
  "computer.chosen.small": "Sus pasos son pequeños. Un entrenamiento más largo se mide en los dos.",
  "computer.chosen.failed": "El procesador gráfico falló: {problem}",
  "computer.tensors": {
    one: "{size} en {count} tensor",
    other: "{size} en {count} tensores",
  },
  "computer.memory": "Memoria de Python",
  "computer.stop": "Parada",
  "computer.stop.line": "en cualquier línea",
  "computer.stop.step": "entre dos pasos",
  "computer.stop.why": "esta página no tiene memoria compartida",
  "computer.started": "Arrancó en",
  "computer.restored": "con lo que quedó de la última vez",
};
