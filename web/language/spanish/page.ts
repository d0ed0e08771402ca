/** The frame of the page, in Spanish. */
import type { page as english } from "../english/page";
import type { Translation } from "../types";

export const page: Translation<typeof english> = {
  "page.title": "p_vision: a probar",
  "page.description":
    "Escribe Python al estilo de Keras y entrena el modelo en tu navegador, en tu propio ordenador.",
  "page.skip": "Ir al código",

  "picker.label": "Ejemplo",
  "picker.dialog": "Elegir un programa",
  "picker.search": "Buscar en los ejemplos",
  "picker.search.example": "Buscar: dropout, cifras, XOR…",
  "picker.new": "Programa nuevo",
  "picker.recover": "Recuperar",
  "picker.own": "Tus programas",
  "picker.nothing":
    "No hay nada sobre «{question}». Prueba con una sola palabra, como el nombre de una capa.",
  "picker.found": { one: "{count} encontrado", other: "{count} encontrados" },
  "picker.edited": "cambiado",

  run: "Ejecutar",
  "run.hint": "Ejecutar el programa ({keys})",
  "run.hint.queue": "Ejecutar el programa después del que está en marcha ({keys})",
  stop: "Parar",
  "stop.force": "Forzar parada",
  "stop.hint": "Parar el programa; los nombres y los modelos se quedan",
  "stop.hint.waiting": "No ejecutar el programa cuando Python esté listo",
  "stop.hint.force":
    "Terminar Python y empezar de nuevo; los nombres y los modelos se pierden, tu texto se queda",
  restart: "Reiniciar",
  "restart.question": "¿Reiniciar Python?",
  "restart.lost":
    "Se olvidan todos los nombres y todos los modelos entrenados. Tu texto se queda como está.",
  share: "Compartir",
  cancel: "Cancelar",
  close: "Cerrar",
  ok: "Vale",
  delete: "Borrar",
  name: "Nombre",

  "state.booting": "Arrancando",
  "state.booting.waiting": "Arrancando, después va tu programa",
  "state.ready": "Listo",
  "state.running": "En marcha",
  "state.running.left": "En marcha, quedan {time}",
  "state.preparing": "Preparando la tarjeta gráfica: {ready} de {all}",
  "state.stopping": "Parando",
  "state.crashed": "Python ha terminado",
  "state.failed": "No pudo arrancar",
  "state.hint": "Mostrar la salida",

  views: "Vistas",
  "views.training": "Vistas del entrenamiento",
  "view.code": "Código",
  "view.output": "Salida",
  "view.chart": "Curvas",
  "view.model": "Modelo",
  "view.variables": "Variables",
  "view.computer": "Equipo",
  "views.enlarge": "Esta vista en toda la página",
  "views.shrink": "Volver junto al código",
  "divider.columns": "Anchura del código",
  "divider.rows": "Altura de las vistas del entrenamiento",

  settings: "Colores e idioma",
  "settings.theme": "Colores",
  "settings.theme.system": "Como el sistema",
  "settings.theme.light": "Claro",
  "settings.theme.dark": "Oscuro",
  "settings.language": "Idioma",
  "settings.language.failed": "No se pudieron cargar los textos. ¿Hay conexión?",

  welcome:
    "Este programa de Python entrena una red neuronal {where}. Ejecútalo tal cual, o cambia antes lo que quieras.",
  "welcome.where": "en tu navegador, en tu propio ordenador",
  "note.close": "Cerrar esta nota",
};
