/** Names of the form in which a demo travels; `file.ts` reads what is in it. */

/** What the bytes are called in a link, on the server and in files. */
export const DEMO_TYPE = "application/vnd.p-vision.demo";
/** The name of the file beside a program; Python knows what to do with this ending. */
export const DEMO_FILE = "model.pvdemo";
