/** A QR code as a drawing: dark on white in both themes, because cameras expect it so. */
import { correction, generate } from "lean-qr";

const QUIET = 4;
const SVG = "http://www.w3.org/2000/svg";

/** Null where the text is too long for any code. */
export function qrCode(text: string, description: string): SVGSVGElement | null {
  let code: ReturnType<typeof generate>;
  try {
    // Little correction makes larger squares, which cameras read from further away.
    code = generate(text, { minCorrectionLevel: correction.L });
  } catch {
    return null;
  }
  const side = code.size + 2 * QUIET;
  let path = "";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (code.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
    }
  }
  const svg = document.createElementNS(SVG, "svg");
  const set = (element: Element, attributes: Record<string, string>): void => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  };
  set(svg, {
    viewBox: `0 0 ${side} ${side}`,
    role: "img",
    "aria-label": description,
    "shape-rendering": "crispEdges",
    xmlns: SVG,
  });
  const ground = document.createElementNS(SVG, "rect");
  set(ground, { width: String(side), height: String(side), fill: "#fff" });
  const squares = document.createElementNS(SVG, "path");
  set(squares, { d: path, fill: "#000" });
  svg.append(ground, squares);
  return svg;
}
