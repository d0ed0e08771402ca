/** Values with a richer form than text: pictures, tables and HTML. */
import { el, icon } from "../dom";
import { setAttribute, type Words, words } from "../language/text";
import type { MimeBundle } from "../protocol";
import { htmlFrame } from "./frame";

const TEXT = ["text/markdown", "text/latex", "application/json", "text/plain"];
/** Pictures smaller than this, such as a digit of 28 pixels, are shown larger. */
const TINY = 96;

function picture(source: string, description: Words | string, name: string): HTMLElement {
  const image = el("img", { alt: description, src: source });
  image.addEventListener("load", () => {
    if (image.naturalWidth < TINY) image.classList.add("tiny");
  });
  // The address holds the whole picture: saving it asks nobody.
  const save = el("a", { class: "button small save", href: source, download: name });
  setAttribute(save, "aria-label", words("output.save", { what: description }));
  const label = el("span", {}, name.endsWith(".svg") ? "SVG" : words("output.save.picture"));
  save.append(icon("download"), label);
  return el("div", { class: "rich with-save" }, image, save);
}

/** What the picture shows, from the text that comes with it. */
function description(data: MimeBundle): Words | string {
  const text = (data["text/plain"] ?? "").trim();
  return text === "" || text.length > 200 ? words("output.picture") : text;
}

/** The richest form that the page can show. */
export function richView(data: MimeBundle): HTMLElement {
  for (const type of ["image/png", "image/jpeg", "image/gif", "image/webp"]) {
    const base64 = data[type];
    if (base64)
      return picture(
        `data:${type};base64,${base64.replace(/\s/g, "")}`,
        description(data),
        `picture.${type.split("/")[1]}`,
      );
  }
  const svg = data["image/svg+xml"];
  // As an <img>, a drawing can neither run scripts nor load anything.
  if (svg)
    return picture(
      `data:image/svg+xml,${encodeURIComponent(svg)}`,
      description(data),
      "picture.svg",
    );
  const html = data["text/html"];
  if (html) return el("div", { class: "rich" }, htmlFrame(html));
  const type = TEXT.find((name) => data[name] !== undefined);
  return el("pre", { class: "stdout" }, type ? data[type] : "");
}
