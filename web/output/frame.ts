/**
 * HTML made by a program, in a frame of its own. The frame has no `allow-scripts`, so nothing in it
 * runs; `allow-same-origin` lets this page measure its height. Styles are carried over as objects,
 * because the content security policy refuses them as text.
 */
import { el } from "../dom";

const TALLEST = 480;

const LOOK = `
  :root { color-scheme: light dark; }
  body { margin: 0; color: CanvasText; background: transparent; font: 14px/1.5 system-ui, sans-serif; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid color-mix(in srgb, CanvasText 18%, transparent); text-align: left; }
  img, svg { max-width: 100%; }
`;

export function htmlFrame(html: string): HTMLIFrameElement {
  const frame = el("iframe", { sandbox: "allow-same-origin", title: "Result of the program" });
  const source = new DOMParser().parseFromString(html, "text/html");
  const styles = [...source.querySelectorAll("style")].map((style) => style.textContent ?? "");
  for (const element of source.querySelectorAll("style, script, base, meta, link"))
    element.remove();
  const inline = [...source.querySelectorAll<HTMLElement>("[style]")].map((element, index) => {
    const text = element.getAttribute("style") ?? "";
    element.removeAttribute("style");
    element.dataset.styleIndex = String(index);
    return text;
  });
  frame.srcdoc = source.documentElement.outerHTML;
  frame.addEventListener("load", () => {
    const inside = frame.contentDocument;
    const view = frame.contentWindow as (Window & typeof globalThis) | null;
    if (!inside || !view) return;
    const theme = document.documentElement.dataset.theme;
    if (theme) inside.documentElement.style.colorScheme = theme;
    inside.adoptedStyleSheets = [LOOK, ...styles].map((text) => {
      const sheet = new view.CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
    for (const element of inside.querySelectorAll<HTMLElement>("[data-style-index]")) {
      element.style.cssText = inline[Number(element.dataset.styleIndex)] ?? "";
    }
    frame.style.height = `${Math.min(TALLEST, inside.documentElement.scrollHeight + 4)}px`;
  });
  return frame;
}
