/** The graph as a file: SVG with its colours inside, or PNG. */
import { MARGIN } from "./graph_drawing";

const STYLED = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "font-family",
  "font-size",
  "font-weight",
];

/** A drawing that needs nothing of this page. */
export function standalone(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const [x = 0, y = 0, width = 0, height = 0] = (drawing.getAttribute("viewBox") ?? "")
    .split(" ")
    .map(Number);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const originals = drawing.querySelectorAll<SVGElement>("*");
  copy.querySelectorAll<SVGElement>("*").forEach((element, index) => {
    const original = originals[index];
    if (!original) return;
    const style = getComputedStyle(original);
    for (const name of STYLED) {
      const value = style.getPropertyValue(name);
      if (value !== "" && value !== "none" && !element.matches("g, defs, marker")) {
        element.setAttribute(name, value);
      }
    }
    if (style.fill === "none") element.setAttribute("fill", "none");
    clean(element);
  });
  clean(copy);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const place = { x, y, width, height, fill: groundColour(drawing) };
  for (const [name, value] of Object.entries(place)) ground.setAttribute(name, String(value));
  copy.prepend(ground);
  return new XMLSerializer().serializeToString(copy);
}

/** What only this page understands. */
function clean(element: SVGElement): void {
  for (const name of ["class", "role", "tabindex", "aria-expanded"]) element.removeAttribute(name);
}

function groundColour(drawing: SVGSVGElement): string {
  const panel = drawing.closest(".panel") ?? document.body;
  return getComputedStyle(panel).backgroundColor;
}

/** Twice as fine as on the screen, but no larger than browsers can draw. */
export function scaleFor(width: number, height: number): number {
  return Math.min(2, 8_000 / Math.max(width, height, MARGIN));
}
