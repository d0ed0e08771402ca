/** A drawing of Python's with the forms in which it can be saved. */
import { el, icon } from "../dom";
import { download } from "../download";
import { t } from "../language/later";
import { pngFromSvg } from "../svg_picture";
import type { DrawingForms } from "./graph_types";

export function drawingView(forms: DrawingForms, filename: string): HTMLElement {
  const svg = forms["image/svg+xml"] ?? "";
  const words = forms["text/plain"] ?? "";
  // As an <img>, a drawing can neither run scripts nor load anything.
  const source = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  const image = el("img", { src: source, alt: words, lang: "en" });
  return el("figure", { class: "drawing" }, image, saveButtons(forms, filename, words));
}

/** One button for each form: SVG, PNG and, where there are numbers behind it, CSV. */
export function saveButtons(forms: DrawingForms, filename: string, what: string): HTMLElement {
  const svg = forms["image/svg+xml"];
  const csv = forms["text/csv"];
  const row = el("div", { class: "saves" });
  const add = (form: string, action: () => void): void => {
    const button = el("button", { type: "button", class: "button quiet small save" });
    button.append(icon("download"), form);
    button.setAttribute("aria-label", t("look.save", { form, what }));
    button.addEventListener("click", action);
    row.append(button);
  };
  if (svg) {
    add("SVG", () => download(new Blob([svg], { type: "image/svg+xml" }), `${filename}.svg`));
    add("PNG", async () => {
      const picture = await pngFromSvg(svg);
      if (picture) download(picture, `${filename}.png`);
    });
  }
  if (csv) add("CSV", () => download(new Blob([csv], { type: "text/csv" }), `${filename}.csv`));
  return row;
}
