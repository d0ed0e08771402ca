/** The list of files that Python sees: bring, save, remove. */
import { bytes as inBytes } from "../chart/numbers";
import { el, icon } from "../dom";
import { download } from "../download";
import { setAttribute, Words, words } from "../language/later";
import type { RunnerControl } from "../runner";
import type { Bringing } from "./bringing";

export class FilesDialog {
  private readonly dialog = el("dialog", {
    class: "dialog wide",
    id: "files-dialog",
    "aria-labelledby": "files-title",
  });
  private readonly list = el("ul", { class: "recover-list files-list" });

  constructor(
    private readonly runner: RunnerControl,
    private readonly bringing: Bringing,
  ) {
    const close = el(
      "button",
      { type: "button", class: "button quiet icon-only", "aria-label": words("close") },
      icon("close"),
    );
    close.addEventListener("click", () => this.dialog.close());
    const field = el("input", {
      type: "file",
      multiple: true,
      class: "visually-hidden",
      id: "files-field",
    });
    field.addEventListener("change", async () => {
      await this.bringing.take([...(field.files ?? [])]);
      field.value = "";
      await this.fill();
    });
    this.dialog.append(
      el(
        "div",
        { class: "dialog-head" },
        el("h2", { id: "files-title" }, words("file.list")),
        close,
      ),
      el("p", { class: "lead" }, words("files.lead")),
      el("label", { class: "drop" }, field, el("span", {}, words("files.choose"))),
      this.list,
    );
    document.body.append(this.dialog);
  }

  async open(): Promise<void> {
    this.list.replaceChildren();
    this.dialog.showModal();
    await this.fill();
  }

  private async fill(): Promise<void> {
    const files = await this.runner.request("list-files", {}).catch(() => null);
    if (files === null) {
      this.list.replaceChildren(el("li", {}, words("files.busy")));
      return;
    }
    const rows = files.map(({ path, size }) => this.row(path, size));
    this.list.replaceChildren(...(rows.length > 0 ? rows : [el("li", {}, words("files.none"))]));
  }

  private row(path: string, size: number): HTMLElement {
    const button = (
      name: string,
      label: "files.save" | "files.remove",
      onClick: () => Promise<void>,
    ): HTMLElement => {
      const element = el(
        "button",
        { type: "button", class: "button quiet small icon-only", title: words(label) },
        icon(name),
      );
      setAttribute(element, "aria-label", words(`${label}.named`, { name: path }));
      element.addEventListener("click", () => void onClick());
      return element;
    };
    return el(
      "li",
      {},
      el("span", { class: "file-path" }, path, el("small", {}, new Words(() => [inBytes(size)]))),
      button("download", "files.save", async () => {
        const bytes = await this.runner.request("read-file", { path });
        if (bytes) download(new Blob([bytes as BlobPart]), path.split("/").at(-1) ?? path);
      }),
      button("clear", "files.remove", async () => {
        await this.bringing.remove(path);
        await this.fill();
      }),
    );
  }
}
