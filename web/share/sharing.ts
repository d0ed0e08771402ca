/** Sharing and opening links: what happens to the address, the editor and the notes. */
import type { LinkedProgram } from "../documents/documents";
import { announce, byId } from "../dom";
import { t, words } from "../language/text";
import type { Workbench } from "../workbench";
import { pageAddress } from "./address";
import type { Shareable } from "./dialog";
import { isLink, type LinkReading, readFragment, type SharedSettings } from "./link";
import type { ModelOffer, ModelSource, SharedModel } from "./model_part";
import { LinkNote } from "./note";

export interface SharingParts {
  workbench: Workbench;
  /** The backend chosen by name, if any. */
  chosenBackend: () => SharedSettings["backend"];
  onRun: () => void;
  /** A program came with a link. */
  onOpen: () => void;
  /** The trained models of the session; asked when the Share dialog opens. */
  models?: ModelSource;
  /** A model came with the program of a link; nothing of it has run. */
  onModel?: (model: SharedModel, program: LinkedProgram) => void;
}

export class Sharing {
  private readonly note = new LinkNote();
  private dialog: Promise<import("./dialog").ShareDialog> | null = null;
  private wanted: SharedSettings = {};
  /** The model that came with a program: it can be shared on with it. */
  private came: { id: string; model: SharedModel } | null = null;

  constructor(private readonly parts: SharingParts) {
    byId("share-button").addEventListener("click", () => void this.open());
    addEventListener("hashchange", () => void this.openAddress());
    document.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey)
        return;
      event.preventDefault();
      if (event.shiftKey) void this.open();
      else void this.saveAndCopy();
    });
  }

  /** Opens what the address holds; true where it held a link, a good or a bad one. */
  async openAddress(): Promise<boolean> {
    return this.openReading(await readFragment(location.hash));
  }

  /** Shows what a link or a saved page holds, or why it cannot; false where it holds nothing. */
  openReading(reading: LinkReading): boolean {
    if (reading.kind === "none") return false;
    if (reading.kind === "bad") {
      this.note.problem(reading.message, reading.again ? () => void this.openAddress() : undefined);
      if (!reading.again) this.clearAddress();
      return true;
    }
    this.show(reading.program, reading.settings);
    const { model, program } = reading;
    this.came = model ? { id: program.id, model } : null;
    if (model) this.parts.onModel?.(model, program);
    return true;
  }

  /** The text is no longer what the link held: the address must not say so. */
  edited(): void {
    this.clearAddress();
  }

  /** Another program was opened, or this one was run. */
  leave(): void {
    this.note.hide();
    this.clearAddress();
  }

  /** A run has begun: what the link asked for holds once. */
  ran(): SharedSettings {
    this.note.hide();
    const wanted = this.wanted;
    this.wanted = {};
    return wanted;
  }

  private show(program: LinkedProgram, settings: SharedSettings): void {
    const { workbench, onRun, onOpen } = this.parts;
    const copy = workbench.openLinked(program);
    this.wanted = settings;
    onOpen();
    this.note.program({
      title: program.title,
      onRun,
      ...(copy && {
        onCopy: () => {
          workbench.open(program.id);
          this.leave();
        },
      }),
    });
    announce(t("link.said", { title: program.title }));
  }

  private shareable(): Shareable {
    const { title, files, filename } = this.parts.workbench;
    const backend = this.parts.chosenBackend();
    return { title, files, mainFile: filename, settings: backend ? { backend } : {} };
  }

  private async open(): Promise<void> {
    this.dialog ??= import("./dialog").then(({ ShareDialog }) => new ShareDialog());
    await (await this.dialog).open(this.shareable(), this.offers());
  }

  private async offers(): Promise<ModelOffer[]> {
    const offers = (await this.parts.models?.().catch(() => [])) ?? [];
    const { came } = this;
    if (came?.id !== this.parts.workbench.id) return offers;
    const { model } = came;
    const { modelWords } = await import("../demo/cost");
    const description = words("link.model", { what: modelWords(model) });
    return [...offers, { description, size: model.bytes.length, make: async () => model }];
  }

  private async saveAndCopy(): Promise<void> {
    this.parts.workbench.save();
    const { title, files } = this.shareable();
    const [{ linkFragment }, { copyText }] = await Promise.all([
      import("./link_reading"),
      import("./copying"),
    ]);
    const link = pageAddress(location) + (await linkFragment({ title, files, settings: {} }));
    const said = words((await copyText(link)) ? "link.copied" : "saved");
    this.parts.workbench.say(said);
    announce(said);
  }

  private clearAddress(): void {
    if (isLink(location.hash)) {
      history.replaceState(null, "", location.pathname + location.search);
    }
  }
}
