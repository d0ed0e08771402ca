/** The English texts of the page as it opens. Their keys are the keys of every language. */
import { links } from "./links";
import { output } from "./output";
import { page } from "./page";
import { programs } from "./programs";
import { views } from "./views";

export const ENGLISH = { ...page, ...programs, ...output, ...views, ...links } as const;
