/**
 * HTML made by a program, in a frame of its own. The frame has no `allow-scripts`, so nothing in it
 * runs; `allow-same-origin` lets this page measure its height. Styles are carried over as objects,
 * because the content security policy refuses them as text.
 */
import { el } from "../dom";
import { words } from "../language/text";

const TALLEST = 480;

const LOOK = `
  :root { color-scheme: light dark; }
  body { margin: 0; color: CanvasText; background: transparent; font: 14px/1.5 system-ui, sans-serif; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid color-mix(in srgb, CanvasText 18%, transparent); text-align: left; }
  img, svg { max-width: 100%; }
`;

/** Style elements and attributes under names that the policy does not look at. */
function withoutStyles(html: string): string {
  return html
    .replace(/<style\b[^>]*>/gi, "<textarea data-styles>")
    .replace(/<\/style>/gi, "</textarea>")
    .replace(/(<[^<>]*\s)style(\s*=)/gi, "$1data-style$2");
}

export function htmlFrame(html: string): HTMLIFrameElement {
  const frame = el("iframe", { sandbox: "allow-same-origin", title: words("output.frame") });
  const source = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  const styles = [...source.querySelectorAll<HTMLTextAreaElement>("textarea[data-styles]")].map(
    (element) => element.defaultValue,
  );
  const unwanted = "textarea[data-styles], script, base, meta, link";
  for (const element of source.querySelectorAll(unwanted)) element.remove();
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
    for (const element of inside.querySelectorAll<HTMLElement>("[data-style]")) {
      element.style.cssText = element.dataset.style ?? "";
    }
    frame.style.height = `${Math.min(TALLEST, inside.documentElement.scrollHeight + 4)}px`;
    frame.dispatchEvent(new Event("grown", { bubbles: true }));
  });
  return frame;
}
