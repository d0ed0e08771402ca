/** The output, the prompt and the start of Python, in Spanish. */
import type { output as english } from "../english/output";
import type { Translation } from "../types";

export const output: Translation<typeof english> = {
  "output.label": "Salida del programa",
  "output.copy": "Copiar",
  "output.copied": "Copiado",
  "output.clear": "Vaciar",
  "output.cleared": "Salida vaciada.",
  "output.newest": "Ir a lo más nuevo",
  "output.left_out": {
    one: "Se ha quitado {count} línea anterior.",
    other: "Se han quitado {count} líneas anteriores.",
  },
  "output.began": "{file}, {time}",
  "output.ready": "Python está listo",
  "output.ready.more":
    "Aquí aparece lo que escribe tu programa. La línea de abajo conoce los mismos nombres: prueba model.evaluate después de ejecutarlo.",
  "output.picture": "Imagen hecha por el programa",
  "output.frame": "Resultado del programa",
  "output.save": "Guardar: {what}",
  "output.save.picture": "Imagen",

  "run.stopped": "Parado. Los nombres y los modelos se quedan como están.",
  "run.stopped.fit": "Parado. El modelo conserva lo que ha aprendido.",
  "run.stopped.fit.more": "Llama otra vez a fit y seguirá desde ahí.",
  "run.go_on": "Seguir entrenando",
  "run.page_ended":
    "El navegador cerró esta página la última vez. Tu texto está como estaba; los nombres y los modelos se han perdido.",
  "run.finished": "Terminado en {time}.",
  "run.loading": "Cargando {names}…",
  "run.loading.failed": "No se pudo cargar {names}.",
  "run.loading.failed.matplotlib":
    "No se pudo cargar {names}. p_vision.show también dibuja sin eso.",
  "run.restarted":
    "Python se ha reiniciado. Sus nombres y modelos ya no están; tu texto sigue como estaba.",
  "run.no_answer":
    "Python no respondió a «Parar», así que se terminó y se reinició. Sus nombres y modelos ya no están; tu texto sigue como estaba.",
  "run.crashed": "Python ha terminado. Tu texto está a salvo; pulsa «Reiniciar».",
  "run.crashed.why": "Python ha terminado. {why} Tu texto está a salvo; pulsa «Reiniciar».",
  "run.ready": "Python está listo.",
  "run.question": "El programa pide una línea de texto.",

  "ask.label": "El programa pide una línea de texto",
  "ask.answer": "Responder",
  "error.line": "línea {line}",
  "error.where": "{name} en la {line}",
  "error.way": "Cómo llegó el programa hasta ahí",

  queue: "En espera",
  "queue.next": "A continuación",
  "queue.then": "Después",
  "queue.remove": "No ejecutar {title}",
  "queue.dropped": {
    one: "Se ha retirado {count} programa en espera.",
    other: "Se han retirado {count} programas en espera.",
  },

  "prompt.label": "Línea de Python",
  "prompt.example": "Python, por ejemplo 1 + 1",

  boot: "Python está arrancando",
  "boot.download": "Descargar Python",
  "boot.python": "Arrancar Python",
  "boot.packages": "Desempaquetar p_vision",
  "boot.engine": "Arrancar el motor de cálculo",
  "boot.import": "Importar p_vision",
  "boot.amount": "{loaded} de {total}",
  "boot.failed": "Python no pudo arrancar",
  "boot.failed.why": "Python no pudo arrancar. El motivo: {why}",
  "boot.slow": "Está tardando más de lo normal. Quizá la conexión es lenta, o algo se ha atascado.",
  "boot.again": "Probar otra vez",
};
