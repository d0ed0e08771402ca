/** The open document: shown in the editor, saved in this browser, never lost. */

import type { Documents, OpenDocument } from "./documents/documents";
import { byId } from "./dom";
import { download } from "./download";
import type { Editor } from "./editor/editor";
import type { Picker } from "./header/picker";

const PAUSE = 400;

export class Workbench {
  private document: OpenDocument | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly documents: Documents,
    private readonly editor: Editor,
    private readonly picker: Picker,
  ) {
    const save = (): void => this.save();
    addEventListener("pagehide", save);
    document.addEventListener("visibilitychange", save);
    byId("download-button").addEventListener("click", () => download(editor.text, this.filename));
    byId("original-button").addEventListener("click", () => {
      editor.replace(documents.original(this.id));
      this.save();
    });
  }

  get id(): string {
    return this.document?.id ?? "";
  }

  get filename(): string {
    return this.document?.filename ?? "program.py";
  }

  open(id: string): void {
    this.save();
    const opened = this.documents.open(id);
    // Set first: the editor reports the new text as a change.
    this.document = opened;
    this.editor.open(opened.text);
    this.picker.show(id);
    byId("file-name").textContent = opened.filename;
    this.note(opened.edited, true);
  }

  /** The text was typed into; it is saved in a moment. */
  changed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  private save(): void {
    clearTimeout(this.timer);
    if (!this.document || this.editor.text === this.document.text) return;
    const kept = this.documents.save(this.document.id, this.editor.text);
    this.document.text = this.editor.text;
    this.note(this.documents.isEdited(this.document.id), kept);
  }

  private note(edited: boolean, kept: boolean): void {
    byId("original-button").hidden = !edited;
    const text = kept
      ? "Saved in this browser"
      : "Not saved: this browser forbids it. Download your text.";
    byId("saved-note").textContent = edited ? text : "";
  }
}
