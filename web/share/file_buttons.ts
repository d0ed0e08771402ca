/** The program as files: Python, a notebook, a page in one file, with or without Python in it. */
import { bytes as inBytes } from "../chart/numbers";
import { el, icon, setEnabled } from "../dom";
import { download } from "../download";
import { setText, Words, words } from "../language/later";
import { pageAddress } from "./address";
import { type Link, notebook } from "./notebook";
import type { SharedProgram } from "./shared_program";
import { contentsFor } from "./standalone/contents";

export interface FileParts {
  program: () => SharedProgram;
  mainFile: () => string;
  /** Back to the playground; null where no link holds the program. */
  link: () => Link | null;
  say: (text: Words) => void;
}

export class FileButtons {
  readonly element = el("section");
  private readonly note = el("p", { class: "hint", id: "share-files-note" });
  private readonly still: HTMLElement;
  private readonly running: HTMLElement;

  constructor(private readonly parts: FileParts) {
    const { program, mainFile, link } = parts;
    this.still = fileButton(words("share.page.still"), () => void this.save(false));
    this.running = fileButton(words("share.page.runs"), () => void this.save(true));
    this.still.id = "share-web-page";
    for (const button of [this.still, this.running]) {
      button.setAttribute("aria-describedby", this.note.id);
    }
    const python = fileButton(words("share.python"), () =>
      download(program().files[0]?.text ?? "", mainFile()),
    );
    const ipynb = fileButton(words("share.notebook"), () => {
      const { title, files } = program();
      const type = "application/x-ipynb+json";
      download(new Blob([notebook(title, files, link())], { type }), `${this.stem}.ipynb`);
    });
    this.element.append(
      el("h3", {}, words("share.file")),
      el("div", { class: "button-row" }, python, ipynb, this.still, this.running),
      this.note,
    );
    this.explain();
  }

  /** Says what the files hold; the size follows the program. */
  explain(): void {
    const code = this.parts.program().files.map(({ text }) => text);
    const size = new Words(() => [inBytes(contentsFor(code.join("\n")).bytes)]);
    setText(this.note, words("share.page.hint", { size }));
  }

  private get stem(): string {
    return this.parts.mainFile().replace(/\.py$/, "");
  }

  private async save(runs: boolean): Promise<void> {
    const { program, link } = this.parts;
    const buttons = [this.still, this.running];
    if (buttons.some((button) => button.getAttribute("aria-disabled") === "true")) return;
    for (const button of buttons) setEnabled(button, false);
    try {
      const [{ makePage }, { savedResults }] = await Promise.all([
        import("./standalone/make"),
        import("./standalone/results"),
      ]);
      const site = pageAddress(location).replace(/[^/]*$/, "");
      const results = savedResults();
      const page = { program: program(), results, link: link()?.address ?? null, site, runs };
      const blob = await makePage(page, ({ done, all }) =>
        setText(this.note, words("share.page.packing", { done, all })),
      );
      const name = `${this.stem}.html`;
      download(blob, name);
      const size = new Words(() => [inBytes(blob.size)]);
      this.end(words("share.page.saved", { name, size }));
    } catch (error) {
      console.info("The page in one file could not be made.", error);
      this.end(words("share.page.failed"));
    } finally {
      for (const button of buttons) setEnabled(button, true);
    }
  }

  private end(text: Words): void {
    setText(this.note, text);
    this.parts.say(text);
  }
}

function fileButton(label: Words, action: () => void): HTMLElement {
  const button = el("button", { type: "button", class: "button small" }, icon("download"), label);
  button.addEventListener("click", action);
  return button;
}
