/** Sentences of Python's documentation: names and formulas stand in backticks there. */
import { el } from "../dom";

export function withCode(text: string): (HTMLElement | string)[] {
  return text
    .split(/``([^`]+)``|`([^`]+)`/)
    .map((part, index) => (index % 3 === 0 ? (part ?? "") : part && el("code", {}, part)))
    .filter((part) => part !== undefined && part !== "") as (HTMLElement | string)[];
}
