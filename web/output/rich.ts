/** Values with a richer form than text: pictures, tables, formulas and HTML. */
import { el, icon } from "../dom";
import { setAttribute, type Words, words } from "../language/text";
import type { MimeBundle } from "../protocol";
import { htmlFrame } from "./frame";

const TEXT = ["application/json", "text/plain"];
/** Pictures smaller than this, such as a digit of 28 pixels, are shown larger. */
const TINY = 96;

/** Forms that are drawn by what is loaded with the first of them. */
const LATER: Record<string, (content: string, data: MimeBundle) => Promise<HTMLElement>> = {
  "application/vnd.p_vision.table+json": async (json, data) =>
    (await import("../rich/table")).tableView(json, data),
  "application/vnd.p_vision.array+json": async (json, data) =>
    (await import("../rich/array")).arrayView(json, data),
  "text/markdown": async (text) => (await import("../rich/markdown")).markdownView(text),
  "text/latex": async (text) => {
    const { latexMarkdown, markdownView } = await import("../rich/markdown");
    return markdownView(latexMarkdown(text));
  },
};

function picture(
  source: string,
  description: Words | string,
  name: string,
  data: MimeBundle,
): HTMLElement {
  const image = el("img", { alt: description, src: source });
  // Other drawings may be black on nothing, which needs white behind it.
  image.classList.toggle("grounded", data["image/svg+xml"]?.includes('class="ground"') ?? false);
  image.addEventListener("load", () => {
    if (image.naturalWidth < TINY) image.classList.add("tiny");
  });
  // The address holds the whole picture: saving it asks nobody.
  const save = el("a", { class: "button small save", href: source, download: name });
  setAttribute(save, "aria-label", words("output.save", { what: description }));
  const label = el("span", {}, name.endsWith(".svg") ? "SVG" : words("output.save.picture"));
  save.append(icon("download"), label);
  const row = el("div", { class: "saves" }, save);
  if (data["image/svg+xml"]) {
    void import("../rich/saves").then(({ addSaves }) => addSaves(row, data, String(description)));
  }
  return el("div", { class: "rich with-save" }, image, row);
}

/** What the picture shows, from the text that comes with it. */
function description(data: MimeBundle): Words | string {
  const text = (data["text/plain"] ?? "").trim();
  return text === "" || text.length > 200 ? words("output.picture") : text;
}

/** Holds the place of what is being loaded; plain text where that fails. */
function later(data: MimeBundle, view: Promise<HTMLElement>): HTMLElement {
  const place = el("div", {});
  const show = (element: HTMLElement): void => {
    place.replaceChildren(element);
    place.dispatchEvent(new Event("grown", { bubbles: true }));
  };
  view.then(show, () => show(plain(data)));
  return place;
}

function plain(data: MimeBundle): HTMLElement {
  const type = [...TEXT, ...Object.keys(data)].find((name) => data[name] !== undefined);
  return el("pre", { class: "stdout" }, type ? data[type] : "");
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
        data,
      );
  }
  const svg = data["image/svg+xml"];
  // As an <img>, a drawing can neither run scripts nor load anything.
  if (svg)
    return picture(
      `data:image/svg+xml,${encodeURIComponent(svg)}`,
      description(data),
      "picture.svg",
      data,
    );
  const html = data["text/html"];
  if (html) return el("div", { class: "rich" }, htmlFrame(html));
  for (const [type, draw] of Object.entries(LATER)) {
    const content = data[type];
    if (content !== undefined) return later(data, draw(content, data));
  }
  return plain(data);
}
