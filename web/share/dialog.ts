/** The Share dialog: a link, its QR code, files, and a frame for other pages. */
import { announce, el, icon } from "../dom";
import { download } from "../download";
import { embedAddress, embedSnippet, isOnlyHere, pageAddress } from "./address";
import { linkFragment, type SharedProgram } from "./link";
import { notebook } from "./notebook";
import { qrCode } from "./qr";

/** Links up to here go through every messenger and mail program we know of. */
const SAFE_LENGTH = 8_000;
/** More squares than this are too small for a camera at a normal distance. */
const READABLE = 1_800;

export type Shareable = Omit<SharedProgram, "title"> & { title: string; mainFile: string };

export class ShareDialog {
  private readonly dialog = el("dialog", {
    class: "dialog wide",
    id: "share-dialog",
    "aria-labelledby": "share-title",
  });
  private readonly title = el("input", {
    type: "text",
    class: "field",
    id: "share-name",
    maxlength: "80",
    autocomplete: "off",
  });
  private readonly link = el("input", {
    type: "text",
    class: "field mono",
    id: "share-link",
    readonly: true,
    "aria-label": "Link",
  });
  private readonly size = el("p", { class: "hint" });
  private readonly picture = el("figure", { class: "qr" });
  private readonly backend = el("input", { type: "checkbox", id: "share-backend" });
  private readonly backendRow = el("label", { class: "check-row" }, this.backend, el("span"));
  private readonly snippet = el("textarea", {
    class: "field mono",
    id: "share-snippet",
    readonly: true,
    rows: "3",
    "aria-label": "HTML for another page",
  });
  private program: Shareable = { title: "", files: [], settings: {}, mainFile: "program.py" };
  private fragment = "";

  constructor() {
    this.title.addEventListener("input", () => void this.refresh());
    this.backend.addEventListener("change", () => void this.refresh());
    this.link.addEventListener("focus", () => this.link.select());
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
    this.dialog.append(...this.content());
    document.body.append(this.dialog);
  }

  async open(program: Shareable): Promise<void> {
    this.program = program;
    this.title.value = program.title;
    const { backend } = program.settings;
    this.dialog.classList.remove("large-code");
    this.backendRow.hidden = backend === undefined;
    this.backend.checked = backend !== undefined;
    const words = this.backendRow.querySelector("span");
    if (words) words.textContent = `Also choose ${backend}, as on this computer`;
    await this.refresh();
    this.dialog.showModal();
    this.link.focus();
  }

  private get address(): string {
    return pageAddress(location) + this.fragment;
  }

  private async refresh(): Promise<void> {
    const { files, settings } = this.program;
    const title = this.title.value.trim() || this.program.title;
    const chosen = this.backend.checked ? settings : {};
    this.fragment = await linkFragment({ title, files, settings: chosen });
    const { address } = this;
    this.link.value = address;
    const count = address.length.toLocaleString("en");
    const long = `This link has ${count} letters. Some messengers cut such links: better send the file.`;
    const here = `The page is served from your own computer (${location.hostname}): the link opens only there.`;
    this.size.textContent = isOnlyHere(location.hostname)
      ? here
      : address.length > SAFE_LENGTH
        ? long
        : `${count} letters; everything is in them.`;
    this.size.classList.toggle("warn", address.length > SAFE_LENGTH);
    this.snippet.value = embedSnippet(embedAddress(location) + this.fragment, title);
    this.drawCode(address);
  }

  private drawCode(address: string): void {
    const code = address.length <= READABLE ? qrCode(address, "QR code of the link") : null;
    if (!code) {
      const words = "The program is too long for a QR code that a camera could read.";
      this.picture.replaceChildren(el("figcaption", {}, words));
      return;
    }
    const save = el(
      "button",
      { type: "button", class: "button quiet small" },
      icon("download"),
      "SVG",
    );
    save.setAttribute("aria-label", "Save the QR code");
    save.addEventListener("click", () =>
      download(new Blob([code.outerHTML], { type: "image/svg+xml" }), "link.svg"),
    );
    const large = el("button", { type: "button", class: "button quiet small" }, "Larger");
    large.setAttribute("aria-pressed", "false");
    large.addEventListener("click", () => {
      const on = this.dialog.classList.toggle("large-code");
      large.setAttribute("aria-pressed", String(on));
    });
    this.picture.replaceChildren(
      code,
      el("figcaption", {}, el("span", {}, "Scan to open it"), large, save),
    );
  }

  private content(): HTMLElement[] {
    const close = el(
      "button",
      { type: "button", class: "button quiet icon-only", "aria-label": "Close" },
      icon("close"),
    );
    close.addEventListener("click", () => this.dialog.close());
    const main = (): string => this.program.mainFile;
    const stem = (): string => main().replace(/\.py$/, "");
    const text = (): string => this.program.files[0]?.text ?? "";
    const title = (): string => this.title.value.trim() || this.program.title;
    return [
      el("div", { class: "dialog-head" }, el("h2", { id: "share-title" }, "Share"), close),
      el(
        "p",
        { class: "lead" },
        "The link holds the program itself. Nothing is uploaded; whoever opens it reads the code first and presses Run.",
      ),
      el("label", { class: "labelled" }, el("span", {}, "Name"), this.title),
      el(
        "div",
        { class: "copy-row" },
        this.link,
        copyButton("Copy link", () => this.link.value, true),
      ),
      this.size,
      this.backendRow,
      el(
        "div",
        { class: "share-ways" },
        this.picture,
        el(
          "div",
          { class: "share-files" },
          el("h3", {}, "As a file"),
          el(
            "div",
            { class: "button-row" },
            fileButton("Python (.py)", () => download(text(), main())),
            fileButton("Notebook (.ipynb)", () => {
              const content = notebook(title(), this.program.files, this.address);
              const type = "application/x-ipynb+json";
              download(new Blob([content], { type }), `${stem()}.ipynb`);
            }),
          ),
          el("h3", {}, "Inside another page"),
          this.snippet,
          copyButton("Copy HTML", () => this.snippet.value, false),
        ),
      ),
    ];
  }
}

function fileButton(label: string, action: () => void): HTMLElement {
  const button = el("button", { type: "button", class: "button small" }, icon("download"), label);
  button.addEventListener("click", action);
  return button;
}

function copyButton(label: string, text: () => string, primary: boolean): HTMLElement {
  const words = el("span", {}, label);
  const kind = primary ? "button primary" : "button small";
  const button = el("button", { type: "button", class: kind }, icon("copy"), words);
  button.addEventListener("click", async () => {
    const done = await copyText(text());
    words.textContent = done ? "Copied" : "Press Ctrl+C";
    announce(done ? "Copied." : "The browser did not allow it. Select the text and copy it.");
    setTimeout(() => {
      words.textContent = label;
    }, 2_000);
  });
  return button;
}

/** False where the browser forbids it, as some do in frames. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
