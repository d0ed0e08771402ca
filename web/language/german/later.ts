/** German: the texts of what is loaded when it is used. */
import type { LATER } from "../english/later";
import type { Translation } from "../types";
import { computer } from "./computer";
import { demos } from "./demos";
import { dialogs } from "./dialogs";
import { linkProblems } from "./link_problems";
import { look } from "./look";
import { sharing } from "./sharing";
import { updates } from "./updates";

const texts: Translation<typeof LATER> = {
  ...dialogs,
  ...look,
  ...computer,
  ...linkProblems,
  ...sharing,
  ...demos,
  ...updates,
};

export default texts;
