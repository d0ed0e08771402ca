/** A newer version of the page, in German. */
import type { updates as english } from "../english/updates";
import type { Translation } from "../types";

export const updates: Translation<typeof english> = {
  update: "Neue Fassung",
  "update.here":
    "Eine neue Fassung ist da. Lade neu, wann du willst: Dein Text bleibt, Python beginnt von vorn.",
  "update.busy": "Eine neue Fassung ist da. Lade neu, wenn dein Programm zu Ende ist.",
  "update.reload": "Neu laden",
};
