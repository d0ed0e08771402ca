/** Small ways to make and find elements; text always goes in as text, never as HTML. */

import { setAttribute, textNode, Words } from "./language/bound";

type Properties = Record<string, string | number | boolean | Words | EventListener | undefined>;
type Child = Node | Words | string | null | undefined;

/** Makes an element. Functions become listeners of what their key says after "on"; words follow the language. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (value instanceof Words) setAttribute(element, name, value);
    else if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child != null) element.append(child instanceof Words ? textNode(child) : child);
  }
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** An icon of the sprite in index.html, hidden from screen readers. */
export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** The element with this id; a missing one is a mistake in index.html. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html has no element with the id "${id}".`);
  return element as T;
}

/** `aria-disabled` instead of `disabled`: the button keeps the keyboard's focus. */
export function setEnabled(button: HTMLElement, enabled: boolean): void {
  button.setAttribute("aria-disabled", String(!enabled));
}

/** Calls `action` on clicks while the button is enabled. */
export function onPress(button: HTMLElement, action: () => void): void {
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") !== "true") action();
  });
}

/** A sentence that was read aloud is not found again by someone who looks around. */
const SPOKEN = 10_000;

/** Reads a short sentence to people who use a screen reader. */
export function announce(text: Words | string): void {
  // An element for each sentence: the next one does not swallow it.
  const sentence = el("span", {}, `${text} `);
  byId("announcer").append(sentence);
  setTimeout(() => sentence.remove(), SPOKEN);
}
