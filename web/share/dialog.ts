/** The Share dialog: a link, its QR code, files, and a frame for other pages. */
import { announce, el, icon } from "../dom";
import { download } from "../download";
import { APPLE } from "../editor/keyboard_exit";
import { setAttribute, setText, t, type Words, words } from "../language/later";
import { embedAddress, embedSnippet, isOnlyHere, pageAddress } from "./address";
import { linkFragment, type SharedProgram } from "./link";
import { notebook } from "./notebook";
import { qrCode } from "./qr";

const COPY_KEYS = APPLE ? "Cmd+C" : "Ctrl+C";
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
    "aria-label": words("share.link"),
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
    "aria-label": words("share.html"),
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
    const label = this.backendRow.querySelector("span");
    if (label) setText(label, words("share.backend", { backend: backend ?? "" }));
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
    const count = address.length;
    const size = words(count > SAFE_LENGTH ? "share.long" : "share.size", { count });
    const host = location.hostname;
    setText(this.size, isOnlyHere(host) ? words("share.only_here", { host }) : size);
    this.size.classList.toggle("warn", address.length > SAFE_LENGTH);
    this.snippet.value = embedSnippet(embedAddress(location) + this.fragment, title);
    this.drawCode(address);
  }

  private drawCode(address: string): void {
    const code = address.length <= READABLE ? qrCode(address, t("share.qr")) : null;
    if (!code) {
      this.picture.replaceChildren(el("figcaption", {}, words("share.qr.too_long")));
      return;
    }
    const save = el(
      "button",
      { type: "button", class: "button quiet small" },
      icon("download"),
      "SVG",
    );
    setAttribute(save, "aria-label", words("share.qr.save"));
    save.addEventListener("click", () =>
      download(new Blob([code.outerHTML], { type: "image/svg+xml" }), "link.svg"),
    );
    const large = el(
      "button",
      { type: "button", class: "button quiet small" },
      words("share.qr.larger"),
    );
    large.setAttribute("aria-pressed", "false");
    large.addEventListener("click", () => {
      const on = this.dialog.classList.toggle("large-code");
      large.setAttribute("aria-pressed", String(on));
    });
    this.picture.replaceChildren(
      code,
      el("figcaption", {}, el("span", {}, words("share.qr.scan")), large, save),
    );
  }

  private content(): HTMLElement[] {
    const close = el(
      "button",
      { type: "button", class: "button quiet icon-only", "aria-label": words("close") },
      icon("close"),
    );
    close.addEventListener("click", () => this.dialog.close());
    const main = (): string => this.program.mainFile;
    const stem = (): string => main().replace(/\.py$/, "");
    const text = (): string => this.program.files[0]?.text ?? "";
    const title = (): string => this.title.value.trim() || this.program.title;
    return [
      el("div", { class: "dialog-head" }, el("h2", { id: "share-title" }, words("share")), close),
      el("p", { class: "lead" }, words("share.lead")),
      el("label", { class: "labelled" }, el("span", {}, words("name")), this.title),
      el(
        "div",
        { class: "copy-row" },
        this.link,
        copyButton(words("share.link.copy"), () => this.link.value, true),
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
          el("h3", {}, words("share.file")),
          el(
            "div",
            { class: "button-row" },
            fileButton(words("share.python"), () => download(text(), main())),
            fileButton(words("share.notebook"), () => {
              const content = notebook(title(), this.program.files, {
                text: t("share.notebook.open"),
                address: this.address,
              });
              const type = "application/x-ipynb+json";
              download(new Blob([content], { type }), `${stem()}.ipynb`);
            }),
          ),
          el("h3", {}, words("share.page")),
          this.snippet,
          copyButton(words("share.html.copy"), () => this.snippet.value, false),
        ),
      ),
    ];
  }
}

function fileButton(label: Words, action: () => void): HTMLElement {
  const button = el("button", { type: "button", class: "button small" }, icon("download"), label);
  button.addEventListener("click", action);
  return button;
}

function copyButton(label: Words, text: () => string, primary: boolean): HTMLElement {
  const shown = el("span", {}, label);
  const kind = primary ? "button primary" : "button small";
  const button = el("button", { type: "button", class: kind }, icon("copy"), shown);
  button.addEventListener("click", async () => {
    const done = await copyText(text());
    const byHand = words("share.copy_by_hand", { keys: COPY_KEYS });
    setText(shown, done ? words("share.copied") : byHand);
    announce(t(done ? "share.copied.said" : "share.copy_by_hand.said"));
    setTimeout(() => setText(shown, label), 2_000);
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
