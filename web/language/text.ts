/** Texts of everything that is there when the page opens. `later.ts` knows those of the rest. */
import type { ENGLISH } from "./english";
import { speaker } from "./speak";

export { setAttribute, setText, Words } from "./bound";
export { onTexts } from "./tables";

export const { t, words, fill } = speaker<typeof ENGLISH>();
