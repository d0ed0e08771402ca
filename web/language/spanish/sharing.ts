/** The Share dialog, in Spanish. */
import type { sharing as english } from "../english/sharing";
import type { Translation } from "../types";

export const sharing: Translation<typeof english> = {
  "share.link": "Enlace",
  "share.link.copy": "Copiar el enlace",
  "share.copied": "Copiado",
  "share.copied.said": "Copiado.",
  "share.copy_by_hand": "Pulsa {keys}",
  "share.copy_by_hand.said": "El navegador no lo ha permitido. Selecciona el texto y cópialo tú.",
  "share.backend": "Elegir también {backend}, como en este ordenador",
  "share.only_here": "La página viene de tu propio ordenador ({host}): el enlace solo se abre ahí.",
  "share.size": {
    one: "{count} carácter; todo va dentro.",
    other: "{count} caracteres; todo va dentro.",
  },
  "share.model": "El modelo entrenado",
  "share.model.none": "Sin él: quien abra el programa lo entrena de nuevo",
  "share.model.offer": "{what} ({size})",
  "share.model.failed": "No se pudo escribir el modelo, así que se dejó fuera.",
  "share.way.link":
    "Todo está en el propio enlace. Nada sale de este ordenador; quien lo abre lee primero el código y pulsa «Ejecutar».",
  "share.way.link.model":
    "Todo está en el propio enlace. Nada sale de este ordenador; quien lo abre ve responder al modelo enseguida, y el código solo se ejecuta al pulsar «Ejecutar».",
  "share.way.asking": "Preguntando a este servidor si guarda programas…",
  "share.way.asking.why": {
    one: "Con {count} carácter, los mensajeros cortarían el enlace. Como archivo se puede enviar en cualquier caso.",
    other:
      "Con {count} caracteres, los mensajeros cortarían el enlace. Como archivo se puede enviar en cualquier caso.",
  },
  "share.way.preparing": "Escribiendo el modelo entrenado…",
  "share.way.offer": "Demasiado largo para un simple enlace",
  "share.way.offer.why": {
    one: "Con {count} letra, los mensajeros cortarían el enlace. Este servidor puede guardar el programa y darte uno corto.",
    other:
      "Con {count} letras, los mensajeros cortarían el enlace. Este servidor puede guardar el programa y darte uno corto.",
  },
  "share.way.privacy":
    "Hasta el {day} puede abrirlo quien tenga el enlace, y leerlo quien lleva este servidor. No está en ninguna lista, y puedes borrarlo antes en este navegador.",
  "share.way.keep": "Guardarlo en este servidor",
  "share.way.keeping": "Enviando…",
  "share.way.kept":
    "{host} guarda el programa hasta el {day}. Puede abrirlo quien tenga el enlace: primero lee el código y luego pulsa «Ejecutar».",
  "share.way.kept.model":
    "{host} guarda el programa hasta el {day}. Quien tiene el enlace ve responder al modelo enseguida; el código solo se ejecuta al pulsar «Ejecutar».",
  "share.way.file": "Para enviar como archivo",
  "share.way.file.why": {
    one: "Con {count} letra, los mensajeros cortarían el enlace, y esta página no tiene un servidor que guarde programas.",
    other:
      "Con {count} letras, los mensajeros cortarían el enlace, y esta página no tiene un servidor que guarde programas.",
  },
  "share.way.file.on":
    "No se pierde nada: una página web en un solo archivo muestra el programa y sus resultados en cualquier navegador.",
  "share.way.save": "Guardar como página web",
  "share.way.long": "Copiar el enlace largo",
  "share.again": "Intentar de nuevo",
  "share.trouble": "El servidor no pudo guardar el programa esta vez.",
  "share.trouble.offline": "No se puede llegar al servidor. ¿Tienes conexión?",
  "share.trouble.too_large": "El programa es más grande de lo que guarda este servidor.",
  "share.trouble.too_often": {
    one: "Este servidor ha recibido muchos programas de tu red. En {count} minuto acepta más.",
    other: "Este servidor ha recibido muchos programas de tu red. En {count} minutos acepta más.",
  },
  "share.trouble.full": "No queda sitio en este servidor.",
  "share.delete": "Borrar del servidor",
  "share.delete.question": "El enlace dejará de funcionar para todos.",
  "share.delete.yes": "Borrar",
  "share.delete.no": "Conservar",
  "share.delete.failed": "No se borró. {why}",
  "share.deleted": "Borrado. El enlace ya no funciona.",
  "share.kept": {
    one: "Este servidor guarda {count} programa tuyo",
    other: "Este servidor guarda {count} programas tuyos",
  },
  "share.kept.until": "hasta el {day}",
  "share.kept.said": "Guardado. Aquí está el enlace corto.",
  "share.qr": "Código QR del enlace",
  "share.qr.too_long":
    "El programa es demasiado largo para un código QR que pueda leer una cámara.",
  "share.qr.save": "Guardar el código QR",
  "share.qr.scan": "Escanéalo para abrirlo",
  "share.qr.larger": "Más grande",
  "share.file": "Como archivo",
  "share.python": "Python (.py)",
  "share.notebook": "Cuaderno (.ipynb)",
  "share.notebook.open": "Abrir en p_vision",
  "share.page": "Dentro de otra página",
  "share.html": "HTML para otra página",
  "share.html.copy": "Copiar el HTML",

  "share.page.still": "Página web (.html)",
  "share.page.runs": "Página web que se ejecuta (.html)",
  "share.page.hint":
    "Una página web muestra el código y los resultados tal cual, en cualquier navegador. La que se ejecuta lleva Python consigo y no necesita red: unos {size}.",
  "share.page.packing": "Parte {done} de {all}…",
  "share.page.saved": "Guardado como {name}, {size}.",
  "share.page.failed": "No se pudo traer una parte de la página. ¿Tienes conexión?",
  "standalone.saved": "Guardado desde el playground de p_vision el {day}.",
  "standalone.runs": "Aquí se ejecuta sin red: Python está en este archivo y nada sale de él.",
  "standalone.still":
    "El código y los resultados están tal cual; el playground ejecuta el programa.",
  "standalone.drop":
    "El código y los resultados están tal cual. Para ejecutar el programa, suelta este archivo en {site}.",
  "standalone.model": "Guardar su modelo entrenado. {what}",
  "standalone.nothing": "El programa aún no se había ejecutado.",
  "standalone.curve": "Curva de {name}",
};
