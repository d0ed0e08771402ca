/** The program as files: Python, a notebook, a page in one file. */
import { el, icon } from "../dom";
import { download } from "../download";
import { type Words, words } from "../language/later";
import { type Link, notebook } from "./notebook";
import type { SharedProgram } from "./shared_program";

export interface FileParts {
  program: () => SharedProgram;
  mainFile: () => string;
  /** Back to the playground; null where no link holds the program. */
  link: () => Link | null;
  say: (text: Words) => void;
}

export function fileButtons({ program, mainFile, link }: FileParts): HTMLElement {
  const stem = (): string => mainFile().replace(/\.py$/, "");
  return el(
    "section",
    {},
    el("h3", {}, words("share.file")),
    el(
      "div",
      { class: "button-row" },
      fileButton(words("share.python"), () => download(program().files[0]?.text ?? "", mainFile())),
      fileButton(words("share.notebook"), () => {
        const { title, files } = program();
        const type = "application/x-ipynb+json";
        download(new Blob([notebook(title, files, link())], { type }), `${stem()}.ipynb`);
      }),
    ),
  );
}

function fileButton(label: Words, action: () => void): HTMLElement {
  const button = el("button", { type: "button", class: "button small" }, icon("download"), label);
  button.addEventListener("click", action);
  return button;
}
