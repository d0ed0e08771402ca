/** Dialogs that are loaded when they are opened, in Spanish. */
import type { dialogs as english } from "../english/dialogs";
import type { Translation } from "../types";

export const dialogs: Translation<typeof english> = {
  recover: "Recuperar",
  "recover.lead":
    "Textos que se cambiaron por un original, un enlace u otra versión. Al recuperar uno se crea un programa nuevo; no se pierde nada.",
  "recover.nothing":
    "Todavía nada. Aquí se guardan los textos que se cambian por un original, un enlace u otra versión.",
  "recover.back": "Recuperar",
  "recover.back.named": "Recuperar {title}, {time}",
  "recover.lines": { one: "{time}, {count} línea", other: "{time}, {count} líneas" },

  shortcuts: "Teclado",
  "shortcuts.program": "Programa",
  "shortcuts.editing": "Edición",
  "shortcuts.prompt": "Línea de Python",
  "shortcuts.run": "Ejecutar el programa",
  "shortcuts.run.part": "Ejecutar la selección, o la instrucción donde está el cursor",
  "shortcuts.save": "Guardar y copiar el enlace",
  "shortcuts.share": "Compartir",
  "shortcuts.list": "Esta lista",
  "shortcuts.suggest": "Sugerencias",
  "shortcuts.find": "Buscar y reemplazar",
  "shortcuts.next": "Siguiente resultado",
  "shortcuts.select": "Seleccionar también la siguiente palabra igual",
  "shortcuts.comment": "Poner líneas como comentario, o al revés",
  "shortcuts.move": "Mover líneas",
  "shortcuts.undo": "Deshacer",
  "shortcuts.indent": "Más sangría, o menos",
  "shortcuts.leave": "Salir del editor",
  "shortcuts.enter": "Ejecutar la línea",
  "shortcuts.line": "Otra línea",
  "shortcuts.earlier": "Entradas anteriores",
  "shortcuts.search": "Buscar en las entradas anteriores",
  "shortcuts.stop": "Parar el programa",
  "shortcuts.clear": "Vaciar la salida",
  "shortcuts.then": "{first} y luego {second}",
  "key.up": "↑",
  "key.down": "↓",

  "files.lead":
    "Lo que el programa puede abrir por su nombre. Suelta archivos en cualquier parte de la página; se quedan en este ordenador.",
  "files.choose": "Elige archivos, o suéltalos aquí",
  "files.busy": "Python está arrancando u ocupado; la lista saldrá cuando esté listo.",
  "files.none": "Todavía no hay archivos.",
  "files.save": "Guardar",
  "files.save.named": "Guardar {name}",
  "files.remove": "Quitar",
  "files.remove.named": "Quitar {name}",
};
