/** Why the server does not keep a program, in a sentence. */
import { type Words, words } from "../language/later";
import type { StoreTrouble } from "./server_store";

export function troubleWords(kind: StoreTrouble | "no_store", minutes: number): Words {
  switch (kind) {
    case "offline":
      return words("share.trouble.offline");
    case "too_large":
      return words("share.trouble.too_large");
    case "too_often":
      return minutes > 0
        ? words("share.trouble.too_often", { count: minutes })
        : words("share.trouble");
    case "full":
      return words("share.trouble.full");
    default:
      return words("share.trouble");
  }
}
