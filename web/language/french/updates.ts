/** A newer version of the page, in French. */
import type { updates as english } from "../english/updates";
import type { Translation } from "../types";

export const updates: Translation<typeof english> = {
  update: "Nouvelle version",
  "update.here":
    "Une nouvelle version est là. Recharge quand tu veux : ton texte reste, Python repart de zéro.",
  "update.busy": "Une nouvelle version est là. Recharge quand ton programme sera terminé.",
  "update.reload": "Recharger",
};
