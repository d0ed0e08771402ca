/** Dropped and chosen files: Python's `open()` sees them, now and after a restart. */
import { bytes as inBytes } from "../chart/numbers";
import { announce } from "../dom";
import { t, Words, words } from "../language/text";
import type { Log } from "../output/log";
import type { RunnerControl } from "../runner";
import { BroughtFiles } from "./store";

/** Larger files do not fit into the memory of a page together with a training. */
const LARGEST = 300_000_000;

export interface BringingParts {
  runner: RunnerControl;
  log: Log;
  /** A program was dropped. */
  onProgram: (name: string, text: string) => void;
  /** True where the file is a page that a program was saved in; it is open then. */
  onPage: (file: File) => Promise<boolean>;
}

export class Bringing {
  readonly store = new BroughtFiles();

  constructor(private readonly parts: BringingParts) {
    parts.runner.on("ready", () => void this.putBack());
    const holdsFiles = (event: DragEvent): boolean =>
      (event.dataTransfer?.types.includes("Files") ?? false) &&
      !(event.target as Element | null)?.closest(".widget");
    // Before the editor, which would write the file's text into the program.
    document.addEventListener(
      "dragover",
      (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        document.body.dataset.drop = t("bring.drop");
        document.body.classList.add("dropping");
      },
      true,
    );
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) document.body.classList.remove("dropping");
    });
    document.addEventListener(
      "drop",
      (event) => {
        document.body.classList.remove("dropping");
        if (!holdsFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        void this.take([...(event.dataTransfer?.files ?? [])]);
      },
      true,
    );
  }

  async take(files: readonly File[]): Promise<void> {
    for (const file of files) {
      if (file.size > LARGEST) {
        const size = new Words(() => [inBytes(file.size)]);
        this.say(words("bring.too_large", { name: file.name, size }));
      } else if (file.name.endsWith(".py") && files.length === 1) {
        this.parts.onProgram(file.name, await file.text());
      } else if (files.length > 1 || !(await this.parts.onPage(file))) await this.bring(file);
    }
  }

  /** Removes a file for good; Python forgets it too. */
  async remove(name: string): Promise<void> {
    await this.store.remove(name);
    await this.parts.runner.request("delete-file", { path: name });
  }

  private async bring(file: File): Promise<void> {
    // Folders and dots in a name would lead out of the place for files.
    const name = file.name.replace(/[/\\]/g, "_").replace(/^\.+/, "") || "file";
    const bytes = new Uint8Array(await file.arrayBuffer());
    const kept = await this.store.add({ name, bytes });
    await this.write(name, bytes);
    const code = name.endsWith(".zip")
      ? `import shutil; shutil.unpack_archive("${name}")`
      : /\.np[yz]$/.test(name)
        ? `np.load("${name}")`
        : `open("${name}")`;
    const size = new Words(() => [inBytes(bytes.length)]);
    this.say(words(kept ? "bring.here" : "bring.here.now", { name, size, code }));
  }

  private say(text: Words): void {
    this.parts.log.note(text);
    announce(text);
  }

  private async putBack(): Promise<void> {
    for (const { name, bytes } of await this.store.load()) await this.write(name, bytes);
  }

  private async write(path: string, bytes: Uint8Array): Promise<void> {
    await this.parts.runner.request("write-file", { path, bytes });
  }
}
