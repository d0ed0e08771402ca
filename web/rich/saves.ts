/** A picture's further forms: an SVG drawing as PNG, and the numbers behind it. */
import { el } from "../dom";
import { download } from "../download";
import { t } from "../language/later";
import type { MimeBundle } from "../protocol";
import { pngFromSvg } from "../svg_picture";

/** Puts the buttons behind the one that is there. */
export function addSaves(row: HTMLElement, data: MimeBundle, what: string): void {
  const add = (form: string, action: () => void): void => {
    const button = el("button", { type: "button", class: "button small" }, form);
    button.setAttribute("aria-label", t("look.save", { form, what }));
    button.addEventListener("click", action);
    row.append(button);
  };
  const svg = data["image/svg+xml"];
  if (svg) {
    add("PNG", async () => {
      const picture = await pngFromSvg(svg);
      if (picture) download(picture, "picture.png");
    });
  }
  const csv = data["text/csv"];
  if (csv) add("CSV", () => download(new Blob([csv], { type: "text/csv" }), "picture.csv"));
}
