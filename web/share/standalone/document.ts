/** The page in one file as a document: code and results, readable before and without any script. */
import { modelWords } from "../../demo/cost";
import { el } from "../../dom";
import { t } from "../../language/later";
import { languageNow } from "../../language/tables";
import { day } from "../days";
import type { SharedProgram } from "../shared_program";

export interface StandalonePage {
  program: SharedProgram;
  results: HTMLElement[];
  /** Back to the playground with everything; null where no link is long enough. */
  link: string | null;
  /** The playground itself. */
  site: string;
  runs: boolean;
}

const ICONS = ["download", "check", "restart", "undo", "close", "down"];

/** The element `html`, without scripts and styles. */
export function standaloneDocument(page: StandalonePage): HTMLElement {
  const { program, runs, site } = page;
  const head = el(
    "head",
    {},
    el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    el("meta", { name: "color-scheme", content: "light dark" }),
    el("meta", { name: "referrer", content: "no-referrer" }),
    el("title", {}, program.title),
  );
  const body = el(
    "body",
    { class: "embed standalone" },
    el("header", {}, bar(page), about(page)),
    el(
      "main",
      { class: "embed-parts", id: "embed-parts", "data-view": "both" },
      code(program),
      output(page),
    ),
    el("p", { class: "visually-hidden", id: "announcer", role: "status", "aria-live": "polite" }),
    runs ? icons() : null,
  );
  return el("html", { lang: languageNow(), "data-site": site }, head, body);
}

function bar({ program, link, runs }: StandalonePage): HTMLElement {
  const button = (id: string, label: string, look: string): HTMLElement =>
    el("button", { type: "button", class: `button small ${look}`, id, hidden: true }, label);
  return el(
    "div",
    { class: "embed-bar" },
    el("h1", { class: "embed-title", id: "embed-title" }, program.title),
    el("p", { class: "embed-note", id: "embed-note" }),
    runs ? button("run-button", t("run"), "primary") : null,
    runs ? button("stop-button", t("stop"), "") : null,
    link || runs
      ? el(
          "a",
          {
            class: "button quiet small",
            id: "open-link",
            rel: "noopener",
            href: link ?? undefined,
            hidden: !link,
          },
          t("embed.open"),
        )
      : null,
  );
}

function about({ program, link, site, runs }: StandalonePage): HTMLElement {
  const saved = t("standalone.saved", { day: String(day(Date.now())) });
  const line = el("p", { class: "standalone-about" }, saved, " ");
  if (runs) line.append(t("standalone.runs"));
  else if (link) line.append(t("standalone.still"));
  else {
    const [before = "", after = ""] = t("standalone.drop", { site: "\u0000" }).split("\u0000");
    line.append(before, el("a", { href: site, rel: "noopener" }, site), after);
  }
  if (program.model && !runs) line.append(" ", modelLink(program));
  return line;
}

/** The bytes of the model, to be saved out of the file. */
function modelLink({ model }: SharedProgram): HTMLElement {
  const bytes = model?.bytes ?? new Uint8Array();
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  const href = `data:application/octet-stream;base64,${btoa(binary)}`;
  const what = t("standalone.model", { what: model ? modelWords(model) : "" });
  return el("a", { href, download: "model.pvdemo" }, what);
}

function code({ files }: SharedProgram): HTMLElement {
  const listings = files.flatMap(({ name, text }) => [
    el("h2", {}, name),
    el("pre", { class: "listing" }, text),
  ]);
  const place = el("div", { class: "editor listings", id: "editor", tabindex: "0" }, ...listings);
  return el("section", { class: "panel code-panel", "aria-label": t("view.code") }, place);
}

function output({ results, runs }: StandalonePage): HTMLElement {
  const nothing = el("p", { class: "note" }, t("standalone.nothing"));
  const shown = results.length > 0 ? results : [nothing];
  const label = t("output.label");
  return el(
    "section",
    { class: "panel output-panel", "aria-label": t("view.output") },
    el("section", { class: "log", id: "log", tabindex: "0", "aria-label": label }, ...shown),
    runs
      ? el(
          "button",
          { type: "button", class: "button small jump", id: "jump-button", hidden: true },
          t("output.newest"),
        )
      : null,
  );
}

/** The signs that the running page uses, out of this page's own sprite. */
function icons(): SVGSVGElement {
  const sprite = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  sprite.setAttribute("class", "visually-hidden");
  sprite.setAttribute("aria-hidden", "true");
  for (const name of ICONS) {
    const symbol = document.getElementById(`icon-${name}`);
    if (symbol) sprite.append(symbol.cloneNode(true));
  }
  return sprite;
}
