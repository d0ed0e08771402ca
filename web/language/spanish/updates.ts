/** A newer version of the page, in Spanish. */
import type { updates as english } from "../english/updates";
import type { Translation } from "../types";

export const updates: Translation<typeof english> = {
  update: "Versión nueva",
  "update.here":
    "Hay una versión nueva. Recarga cuando quieras: tu texto se queda, Python empieza de cero.",
  "update.busy": "Hay una versión nueva. Recarga cuando termine tu programa.",
  "update.reload": "Recargar",
};
