/**
 * Markdown with formulas as HTML: marked reads the text, temml makes MathML of TeX, and the frame
 * for HTML shows it, in which nothing of it can run.
 */
import { Marked } from "marked";
import { el } from "../dom";
import { htmlFrame } from "../output/frame";

const LOOK = `<style>
  h1, h2, h3 { margin: 0.6em 0 0.3em; line-height: 1.25; }
  h1 { font-size: 1.35em; } h2 { font-size: 1.2em; } h3 { font-size: 1.05em; }
  p, ul, ol, pre, blockquote, table { margin: 0.4em 0; }
  ul, ol { padding-left: 1.6em; }
  code, pre { font-family: ui-monospace, monospace; font-size: 0.92em; }
  pre { overflow: auto; }
  blockquote { padding-left: 0.9em; border-left: 3px solid color-mix(in srgb, CanvasText 25%, transparent); }
  math[display="block"] { margin: 0.5em 0; }
  math { font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", math; }
</style>`;

/** Display formulas first: their signs contain those of the others. */
const MATHS = /\$\$([\s\S]+?)\$\$|\$(?!\s)((?:\\.|[^$\\\n])+?)(?<!\s)\$(?!\d)/g;
/** Where dollar signs are only dollar signs. */
const CODE = /(```[\s\S]*?```|`[^`\n]*`)/;

/** Where a formula stood; letters that Markdown leaves alone. */
function mark(number: number): string {
  return `\u{e000}${number}\u{e001}`;
}

export async function markdownHtml(text: string): Promise<string> {
  const formulas: { tex: string; display: boolean }[] = [];
  const kept = text
    .split(CODE)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replace(MATHS, (_, display?: string, inline?: string) => {
            formulas.push({ tex: display ?? inline ?? "", display: display !== undefined });
            return mark(formulas.length - 1);
          }),
    )
    .join("");
  const html = await new Marked({ gfm: true }).parse(kept);
  if (formulas.length === 0) return html;
  const { default: temml } = await import("temml");
  return html.replace(/\u{e000}(\d+)\u{e001}/gu, (_, number: string) => {
    const formula = formulas[Number(number)];
    if (!formula) return "";
    const options = { displayMode: formula.display, throwOnError: false };
    return temml.renderToString(formula.tex, options);
  });
}

/** Text between dollar signs, or bare TeX as `_repr_latex_` may give it. */
export function latexMarkdown(text: string): string {
  return text.includes("$") ? text : `$$${text}$$`;
}

export async function markdownView(text: string): Promise<HTMLElement> {
  return el("div", { class: "rich" }, htmlFrame(LOOK + (await markdownHtml(text))));
}
