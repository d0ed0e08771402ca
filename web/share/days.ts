/** Days as people of each language write them. */
import { Words } from "../language/bound";
import { localeNow } from "../language/tables";

/** "21 February 2027" */
export function day(time: number): Words {
  return new Words(() => [new Date(time).toLocaleDateString(localeNow(), { dateStyle: "long" })]);
}
