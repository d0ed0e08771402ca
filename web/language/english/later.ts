/** The English texts of what is loaded when it is used. */
import { demos } from "./demos";
import { dialogs } from "./dialogs";
import { sharing } from "./sharing";
import { updates } from "./updates";

export const LATER = { ...dialogs, ...sharing, ...demos, ...updates } as const;
