/** Spanish: the texts of the page as it opens. */
import type { ENGLISH } from "../english";
import { exampleTable } from "../examples";
import type { Translation } from "../types";
import { examples, groups } from "./examples";
import { links } from "./links";
import { output } from "./output";
import { page } from "./page";
import { programs } from "./programs";
import { views } from "./views";

export { phrases } from "./phrases";

const texts: Translation<typeof ENGLISH> = { ...page, ...programs, ...output, ...views, ...links };

export default { ...texts, ...exampleTable(examples, groups) };
