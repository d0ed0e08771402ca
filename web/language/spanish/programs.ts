/** Programs and their files, in Spanish. */
import type { programs as english } from "../english/programs";
import type { Translation } from "../types";

export const programs: Translation<typeof english> = {
  "program.mine": "Mi programa",
  "program.change": "Cambiar el nombre de este programa o borrarlo",
  "program.this": "Este programa",
  "program.deleted": "Un programa borrado se puede volver a sacar de «Recuperar».",
  "program.file": "Programa",

  "file.list": "Archivos",
  "file.new": "Archivo nuevo",
  "file.change": "Cambiar el nombre o borrar",
  "file.change.this": "Cambiar el nombre de este archivo o borrarlo",
  "file.change.named": "Cambiar el nombre de {name} o borrarlo",
  "file.main": "El archivo que se ejecuta",
  "file.beside": "Está junto a {main}: impórtalo, o léelo con open().",
  "file.deleted": "{name} se ha borrado",
  "file.back": "Recuperar {name}",
  "file.name.empty": "Un archivo necesita un nombre.",
  "file.name.long": "Un nombre puede tener {count} caracteres como máximo.",
  "file.name.signs": "Usa letras, cifras, puntos, guiones y guiones bajos.",
  "file.name.taken": "Ya hay un archivo que se llama {name}.",

  saved: "Guardado en este navegador",
  "saved.not": "Sin guardar: este navegador no lo permite. Descarga tu texto.",
  format: "Formatear",
  "format.hint": "Ordenar el código ({keys})",
  "format.done": "Formateado",
  "format.same": "Ya está en orden",
  "format.broken": "Python aún no puede leer esto, así que no se ha formateado",
  "format.failed": "No se pudo cargar la herramienta de formato",

  original: "Original",
  download: "Descargar",

  "editor.label": "Código de Python. Con Escape y luego Tabulador sales del editor.",
  "editor.label.file": "{name}. Con Escape y luego Tabulador sales del editor.",
  keys: "Teclas",
  "keys.run": "{keys} ejecutar",
  "keys.run.part": "{keys} ejecutar esta línea",
  "keys.leave": "{first} y luego {second}: salir del editor",

  "touch.keys": "Teclas para el código",
  "touch.indent": "Tab",
  "touch.dedent": "Menos sangría",
  "touch.left": "Izquierda",
  "touch.up": "Arriba",
  "touch.down": "Abajo",
  "touch.right": "Derecha",
  "touch.undo": "Deshacer",

  "bring.open": "Archivos para el programa",
  "bring.drop": "Suelta los archivos: el programa puede abrirlos por su nombre",
  "bring.too_large": "{name} es demasiado grande para una página: {size}.",
  "bring.here": "{name} ({size}) ya está aquí: {code}.",
  "bring.here.now":
    "{name} ({size}) ya está aquí: {code}. Es demasiado grande para guardarlo después de esta visita.",
};
