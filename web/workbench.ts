/** The open program: shown in the editor, saved in this browser, never lost. */
import type { EditorState } from "@codemirror/state";
import type { Documents, LinkedProgram, OpenDocument } from "./documents/documents";
import { cleanTitle, type Origin, type ProgramFile } from "./documents/program";
import { byId } from "./dom";
import { download } from "./download";
import type { Editor } from "./editor/editor";
import { setText, type Words, words } from "./language/text";

const PAUSE = 400;

export interface WorkbenchEvents {
  /** Another program, another file or another list of files is shown. */
  onShow: () => void;
  /** The text differs from what was opened. */
  onEdit: () => void;
}

export class Workbench {
  private document: OpenDocument | null = null;
  private active = 0;
  /** Undo history, selection and folds of the files that are not in sight. */
  private states = new Map<string, EditorState>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private dirty = false;

  constructor(
    private readonly documents: Documents,
    private readonly editor: Editor,
    private readonly events: WorkbenchEvents,
  ) {
    const save = (): void => this.save();
    addEventListener("pagehide", save);
    document.addEventListener("visibilitychange", save);
    byId("download-button").addEventListener("click", () => download(editor.text, this.shown.name));
    byId("original-button").addEventListener("click", () => this.restoreOriginal());
  }

  get id(): string {
    return this.document?.id ?? "";
  }

  get title(): string {
    // An example's title is the language's, not the person's.
    if (this.document?.origin === "example") return this.documents.title(this.id);
    return this.document?.title ?? "";
  }

  get origin(): Origin {
    return this.document?.origin ?? "example";
  }

  /** Leaves the program without saving it: it was deleted. */
  forget(): void {
    clearTimeout(this.timer);
    this.dirty = false;
    this.document = null;
  }

  /** The name of the file that is run. */
  get filename(): string {
    return this.files[0]?.name ?? "program.py";
  }

  /** Every file with the text as it is now. */
  get files(): ProgramFile[] {
    return (this.document?.files ?? []).map((file, index) =>
      index === this.active ? { name: file.name, text: this.editor.text } : file,
    );
  }

  get shown(): ProgramFile {
    return this.files[this.active] ?? { name: "program.py", text: "" };
  }

  open(id: string): void {
    this.save();
    this.take(this.documents.open(id));
  }

  /** Shows what a link holds; true where an own copy of it differs. */
  openLinked(program: LinkedProgram): boolean {
    this.save();
    const { document, copy } = this.documents.openLinked(program);
    if (copy) this.documents.recovery.keep(program.id, program.title, copy.files);
    this.take(document);
    return copy !== null;
  }

  /** Puts other files in the place of the program's; what was there can be recovered. */
  replaceFiles(files: ProgramFile[]): void {
    if (!this.document) return;
    this.documents.recovery.keep(this.id, this.title, this.files);
    this.take({ ...this.document, files });
    this.store();
  }

  showFile(name: string): void {
    const index = this.files.findIndex((file) => file.name === name);
    if (!this.document || index < 0 || index === this.active) return;
    this.keepState();
    this.active = index;
    this.showActive();
  }

  addFile(name: string, text = ""): void {
    if (!this.document) return;
    this.keepState();
    this.document.files.push({ name, text });
    this.active = this.document.files.length - 1;
    this.showActive();
    this.store();
  }

  renameFile(name: string, next: string): void {
    this.keepState();
    const file = this.document?.files.find((other) => other.name === name);
    if (!file) return;
    const state = this.states.get(name);
    this.states.delete(name);
    if (state) this.states.set(next, state);
    file.name = next;
    this.showActive();
    this.store();
  }

  /** The first file stays: it is what Run runs. */
  removeFile(name: string): void {
    const index = this.files.findIndex((file) => file.name === name);
    if (!this.document || index < 1) return;
    this.documents.recovery.keep(this.id, this.title, this.files);
    this.keepState();
    this.document.files.splice(index, 1);
    this.states.delete(name);
    this.active = Math.min(this.active, index - 1);
    this.showActive();
    this.store();
  }

  rename(title: string): void {
    if (!this.document) return;
    this.document.title = cleanTitle(title);
    this.documents.save(this.id, this.files, this.document.title);
    this.events.onShow();
  }

  /** The text was typed into; it is saved in a moment. */
  changed(): void {
    this.dirty = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  save(): void {
    clearTimeout(this.timer);
    if (this.dirty) this.store();
  }

  focus(): void {
    this.editor.view.focus();
  }

  /** A word beside the file's name. */
  say(text: Words | string, worthARow = true): void {
    const place = byId("saved-note");
    place.classList.toggle("row", worthARow);
    setText(place, text);
  }

  private take(document: OpenDocument): void {
    // Set first: the editor reports the new text as a change.
    this.document = document;
    this.states.clear();
    this.active = 0;
    this.showActive();
    this.note(document.edited, true);
  }

  private showActive(): void {
    const file = this.document?.files[this.active];
    if (!file) return;
    const state = this.states.get(file.name);
    if (state) this.editor.restore(state);
    else this.editor.open(file.text, file.name);
    setText(byId("file-name"), file.name);
    this.events.onShow();
  }

  private keepState(): void {
    const file = this.document?.files[this.active];
    if (!file) return;
    file.text = this.editor.text;
    this.states.set(file.name, this.editor.view.state);
  }

  private store(): void {
    this.dirty = false;
    if (!this.document) return;
    this.document.files = this.files;
    const kept = this.documents.save(this.id, this.document.files, this.title);
    this.note(this.documents.isEdited(this.id), kept);
    this.events.onEdit();
  }

  private restoreOriginal(): void {
    const original = this.documents.original(this.id);
    const [main] = original ?? [];
    if (!original || !main) return;
    this.documents.recovery.keep(this.id, this.title, this.files);
    if (this.files.length === 1) {
      this.editor.replace(main.text);
      this.save();
    } else this.replaceFiles(original.map((file) => ({ ...file })));
  }

  private note(edited: boolean, kept: boolean): void {
    byId("original-button").hidden = !edited || this.documents.original(this.id) === null;
    // That it is saved is what everybody expects: a phone has no room to say so.
    this.say(edited ? words(kept ? "saved" : "saved.not") : "", edited && !kept);
  }
}
