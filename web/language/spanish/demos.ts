/** Inputs of a program, models that answer by themselves, the embedded page, in Spanish. */
import type { demos as english } from "../english/demos";
import type { Translation } from "../types";

export const demos: Translation<typeof english> = {
  "demo.unknown": "Esta página no conoce ninguna entrada llamada {kind}.",
  "demo.waiting": "La respuesta llegará cuando termine el programa.",
  "demo.gone":
    "Python se ha reiniciado y ya no se acuerda de esto. Ejecuta otra vez el programa para darle vida.",
  "demo.pad":
    "Superficie de dibujo. Las flechas mueven el lápiz, Espacio lo baja o lo levanta, Supr borra.",
  "demo.pad.hint": "Dibuja aquí con el ratón, el dedo o el lápiz.",
  "demo.pad.clear": "Borrar",
  "demo.picture": "Elige una imagen, o suéltala aquí",
  "demo.picture.chosen": "La imagen elegida",
  "demo.picture.stays": "No se sube nada: la imagen se queda aquí.",
  "demo.picture.unreadable": "Este archivo no es una imagen que el navegador sepa leer.",
  "demo.camera": "Usar la cámara",
  "demo.camera.off": "Apagar la cámara",
  "demo.camera.sees": "Lo que ve la cámara",
  "demo.camera.stays": "Las imágenes se quedan en este ordenador.",
  "demo.camera.refused":
    "La cámara no se ha permitido. Con el signo junto a la dirección de la página puedes permitirla; después pulsa otra vez el botón.",
  "demo.camera.frame":
    "La página que rodea a esta no cede la cámara. Abre esto en p_vision para usarla.",
  "demo.camera.missing": "Este dispositivo no tiene cámara.",
  "demo.camera.taken": "La cámara no se puede usar: quizá la tiene otro programa.",
  "demo.camera.insecure":
    "Los navegadores solo dan la cámara a páginas servidas de forma segura (https).",
  "demo.camera.ended": "La cámara se ha apagado o desconectado.",
  "demo.camera.none": "El navegador no ha dado ninguna imagen de cámara.",
  "demo.text": "Texto",
  "demo.picture.of": "Una imagen de {height} por {width}",

  "demo.about":
    "Aquí responde un modelo entrenado, en tu dispositivo. No se ejecuta código ni se envía nada.",
  "demo.weights.float32": "Pesos exactos: las respuestas son las del modelo entrenado",
  "demo.weights.float16": "Pesos con media precisión",
  "demo.weights.int8": "Pesos como números de 8 bits",
  "demo.cost": "{weights}: las respuestas difieren como mucho en {difference} con {inputs}",
  "demo.cost.samples": { one: "{count} ejemplo", other: "{count} ejemplos" },
  "demo.cost.asked": { one: "la última entrada", other: "las últimas {count} entradas" },
  "demo.cost.made_up": { one: "{count} entrada inventada", other: "{count} entradas inventadas" },
  "demo.cost.changed": {
    one: "{cost}; {count} de ellas cambia de clase",
    other: "{cost}; {count} de ellas cambian de clase",
  },
  "demo.code": "Abrir el código",
  "demo.none": "En este enlace no hay ninguna demo de un modelo.",
  "demo.damaged": "Esta demo está dañada: quizá le falta un trozo. Pide que te la manden otra vez.",
  "demo.newer":
    "Esta demo se hizo con una versión más nueva de esta página. Recárgala para tenerla.",
  "demo.odd.input": "Esta demo tiene una entrada que esta página no conoce.",
  "demo.odd.pictures": "Las imágenes de esta demo tienen un tamaño imposible.",
  "demo.odd.sliders": "Los deslizadores de esta demo tienen límites imposibles.",
  "demo.odd.words": "Las palabras de esta demo tienen una forma que esta página no conoce.",
  "demo.engine":
    "No se pudo cargar la parte de esta página que calcula. Mira la conexión y prueba otra vez.",
  "demo.refused": "Las partes del modelo de esta demo no encajan, así que no se ha ejecutado.",
  "demo.failed":
    "El modelo de esta demo no se pudo calcular aquí: quizá necesita más memoria de la que hay.",
  "demo.slow": "El modelo de esta demo tardó demasiado en responder y se paró.",
  "demo.no_number": "La respuesta del modelo no es un número.",
  "demo.beside": "Su modelo entrenado está junto al programa: {code} lo lee.",

  "embed.title": "Programa de p_vision",
  "embed.open": "Abrir en p_vision",
  "embed.empty": "En la dirección de este marco no hay ningún programa.",
  "embed.stopped": "Parado.",
  "embed.crashed": "Python ha terminado. {why}",
};
