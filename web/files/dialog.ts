/** The list of files that Python sees: bring, save, remove. */
import { bytes as inBytes } from "../chart/numbers";
import { el, icon } from "../dom";
import { download } from "../download";
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
      { type: "button", class: "button quiet icon-only", "aria-label": "Close" },
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
      el("div", { class: "dialog-head" }, el("h2", { id: "files-title" }, "Files"), close),
      el(
        "p",
        { class: "lead" },
        "What the program can open by name. Drop files anywhere on the page; they stay on this computer.",
      ),
      el("label", { class: "drop" }, field, el("span", {}, "Choose files, or drop them here")),
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
      const words = "Python is starting or busy; the list comes when it is ready.";
      this.list.replaceChildren(el("li", {}, words));
      return;
    }
    const rows = files.map(({ path, size }) => this.row(path, size));
    this.list.replaceChildren(...(rows.length > 0 ? rows : [el("li", {}, "No files yet.")]));
  }

  private row(path: string, size: number): HTMLElement {
    const button = (name: string, label: string, onClick: () => Promise<void>): HTMLElement => {
      const element = el(
        "button",
        { type: "button", class: "button quiet small icon-only", title: label },
        icon(name),
      );
      element.setAttribute("aria-label", `${label} ${path}`);
      element.addEventListener("click", () => void onClick());
      return element;
    };
    return el(
      "li",
      {},
      el("span", { class: "file-path" }, path, el("small", {}, inBytes(size))),
      button("download", "Save", async () => {
        const bytes = await this.runner.request("read-file", { path });
        if (bytes) download(new Blob([bytes as BlobPart]), path.split("/").at(-1) ?? path);
      }),
      button("clear", "Remove", async () => {
        await this.bringing.remove(path);
        await this.fill();
      }),
    );
  }
}
