/** The output and the curves as they are now, as elements that need nothing of this page. */
import { el } from "../../dom";
import { t } from "../../language/later";

/** What only works while the page is alive. */
const ALIVE = "button, form, video, .save, .jump, input[type=file], script, link, meta, base";
/** What the page says of itself: no result of the program. */
const OF_THE_PAGE = ".boot, .empty";
const ADDRESSES = ["src", "href", "xlink:href", "action", "formaction", "srcset", "poster"];

/** Everything in the output, then the curves of the chart; nothing where nothing has run. */
export function savedResults(): HTMLElement[] {
  const log = document.getElementById("log");
  const shown = [...(log?.children ?? [])].filter((child) => child instanceof HTMLElement);
  const results = shown.filter((child) => !child.matches(OF_THE_PAGE));
  const saved = results.map((child) => still(child)).filter((child) => !isEmpty(child));
  return [...saved, ...curves()];
}

function isEmpty(element: HTMLElement): boolean {
  return element.textContent?.trim() === "" && !element.querySelector("img, svg, iframe, hr");
}

/** A copy without what is alive; drawings become pictures. */
function still(element: HTMLElement): HTMLElement {
  const copy = element.cloneNode(true) as HTMLElement;
  const originals = [...element.querySelectorAll<HTMLElement>("canvas, iframe, input, select")];
  const copies = [...copy.querySelectorAll<HTMLElement>("canvas, iframe, input, select")];
  originals.forEach((original, index) => {
    const other = copies[index];
    if (!other) return;
    if (original instanceof HTMLCanvasElement) other.replaceWith(pictureOf(original));
    else if (original instanceof HTMLIFrameElement) other.replaceWith(frameOf(original));
    else if (original instanceof HTMLInputElement) {
      other.setAttribute("value", original.value);
      other.setAttribute("disabled", "");
    } else other.setAttribute("disabled", "");
  });
  // A button inside a sentence is one of its words.
  for (const word of copy.querySelectorAll(".text-button")) {
    word.replaceWith(word.textContent ?? "");
  }
  for (const part of copy.querySelectorAll(ALIVE)) part.remove();
  for (const part of [copy, ...copy.querySelectorAll("*")]) clean(part);
  return copy;
}

/** Nothing in the copy may act, or be fetched from somewhere. */
function clean(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    const isAddress = ADDRESSES.includes(name.toLowerCase());
    const away = isAddress && !/^(data:(image|text\/plain)|#)/.test(value);
    if (name.startsWith("on") || away || name === "id" || name === "tabindex") {
      element.removeAttribute(name);
    }
  }
}

function pictureOf(canvas: HTMLCanvasElement): HTMLImageElement {
  const { width } = canvas.getBoundingClientRect();
  const alt = canvas.getAttribute("aria-label") ?? t("output.picture");
  return el("img", { src: canvas.toDataURL(), alt, width: Math.round(width) || undefined });
}

/** A table or page made by the program: again in a frame in which nothing runs. */
function frameOf(frame: HTMLIFrameElement): HTMLIFrameElement {
  const inside = frame.contentDocument;
  const sheets = [...(inside?.adoptedStyleSheets ?? [])].flatMap(({ cssRules }) => [...cssRules]);
  const page = inside?.documentElement.cloneNode(true) as HTMLElement | undefined;
  for (const styled of page?.querySelectorAll<HTMLElement>("[data-style]") ?? []) {
    styled.setAttribute("style", styled.dataset.style ?? "");
  }
  const look = el("style", {}, sheets.map(({ cssText }) => cssText).join("\n"));
  page?.querySelector("head")?.append(look);
  const height = Math.round(frame.getBoundingClientRect().height) || 240;
  const title = frame.title;
  return el("iframe", { sandbox: "", title, height, srcdoc: page?.outerHTML ?? "" });
}

/** The chart's curves, on the ground that their colours are made for. */
function curves(): HTMLElement[] {
  const panel = document.getElementById("chart-panel");
  const charts = [...(panel?.querySelectorAll<HTMLElement>(".chart[data-metric]") ?? [])];
  return charts.flatMap((chart) => {
    const canvas = chart.querySelector("canvas");
    if (!canvas || canvas.width === 0) return [];
    const name = chart.dataset.metric ?? "";
    const picture = pictureOf(onGround(canvas, panel as HTMLElement));
    picture.alt = t("standalone.curve", { name });
    const { width } = canvas.getBoundingClientRect();
    if (width > 0) picture.width = Math.round(width);
    return [el("figure", {}, el("figcaption", {}, name), picture)];
  });
}

function onGround(canvas: HTMLCanvasElement, panel: HTMLElement): HTMLCanvasElement {
  const sheet = el("canvas", { width: canvas.width, height: canvas.height });
  const pen = sheet.getContext("2d");
  if (!pen) return canvas;
  pen.fillStyle = getComputedStyle(panel).backgroundColor;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.drawImage(canvas, 0, 0);
  return sheet;
}
