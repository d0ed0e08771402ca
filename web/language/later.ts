/**
 * Texts of what is loaded when it is used: dialogs, inputs, the embedded page. A module that
 * imports this one begins when its texts are there.
 */
import { addTexts } from "./choose";
import type { ENGLISH } from "./english";
import { LATER } from "./english/later";
import { speaker } from "./speak";

export { setAttribute, setText, Words } from "./bound";
export { onTexts } from "./tables";

await addTexts(LATER);

export const { t, words, fill } = speaker<typeof ENGLISH & typeof LATER>();
