/** The English texts of what is loaded when it is used. */
import { demos } from "./demos";
import { dialogs } from "./dialogs";
import { look } from "./look";
import { sharing } from "./sharing";
import { updates } from "./updates";

export const LATER = { ...dialogs, ...look, ...sharing, ...demos, ...updates } as const;
