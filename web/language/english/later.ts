/** The English texts of what is loaded when it is used. */
import { computer } from "./computer";
import { demos } from "./demos";
import { dialogs } from "./dialogs";
import { linkProblems } from "./link_problems";
import { look } from "./look";
import { sharing } from "./sharing";
import { updates } from "./updates";

export const LATER = {
  ...dialogs,
  ...look,
  ...computer,
  ...linkProblems,
  ...sharing,
  ...demos,
  ...updates,
} as const;
