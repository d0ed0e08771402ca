/** Texts on the page that follow the language: written again when another one is chosen. */
import { onTexts, type Part } from "./tables";

/** A text that is asked for again whenever it has to be written. */
export class Words {
  /** `parts`: the text in pieces, between them what stands in its places. */
  constructor(readonly parts: () => readonly Part[]) {}

  toString(): string {
    return this.parts()
      .map((part) => (isNode(part) ? (part.textContent ?? "") : String(part)))
      .join("");
  }
}

/** Tests of plain functions run where there is no document. */
function isNode(part: Part): part is Node {
  return typeof Node === "function" && part instanceof Node;
}

type Slots = Map<string, Words>;

/** The text of a node has the slot "", its attributes have their own names. */
const slots = new WeakMap<Node, Slots>();
/** Nodes that are out of the document follow too; those that nobody holds are forgotten. */
let nodes: WeakRef<Node>[] = [];
let most = 512;

onTexts(() => {
  for (const node of alive()) {
    for (const [slot, words] of slots.get(node) ?? []) write(node, slot, words);
  }
});

/** Writes the words into a node and keeps them up to date. */
export function bind(node: Node, slot: string, words: Words): void {
  let known = slots.get(node);
  if (!known) {
    known = new Map();
    slots.set(node, known);
    nodes.push(new WeakRef(node));
    if (nodes.length > most) forget();
  }
  known.set(slot, words);
  write(node, slot, words);
}

/** A text of its own, to stand among other children. */
export function textNode(words: Words): Text {
  const node = document.createTextNode("");
  bind(node, "", words);
  return node;
}

/** Replaces what an element says; plain text no longer follows the language. */
export function setText(element: Element, text: Words | string): void {
  if (text instanceof Words) bind(element, "", text);
  else {
    slots.get(element)?.delete("");
    element.textContent = text;
  }
}

/** Replaces an attribute that people read or hear; null takes it away. */
export function setAttribute(element: Element, name: string, text: Words | string | null): void {
  if (text instanceof Words) bind(element, name, text);
  else {
    slots.get(element)?.delete(name);
    if (text === null) element.removeAttribute(name);
    else element.setAttribute(name, text);
  }
}

function write(node: Node, slot: string, words: Words): void {
  if (slot !== "") (node as Element).setAttribute(slot, String(words));
  else if (node instanceof Element) {
    node.replaceChildren(...words.parts().map((part) => (isNode(part) ? part : String(part))));
  } else node.textContent = String(words);
}

function alive(): Node[] {
  return nodes.flatMap((reference) => reference.deref() ?? []);
}

function forget(): void {
  nodes = nodes.filter((reference) => reference.deref() !== undefined);
  most = Math.max(512, 2 * nodes.length);
}
