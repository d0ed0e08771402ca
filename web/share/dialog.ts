/** The Share dialog: what travels, how it travels, and files to take away. */
import "../styles/share_dialog.css";
import { openStorage } from "../documents/storage";
import { el, icon } from "../dom";
import { setText, t, type Words, words } from "../language/later";
import { embedAddress, embedSnippet } from "./address";
import { usesCamera } from "./camera";
import { copyButton } from "./copying";
import { FileButtons } from "./file_buttons";
import { KeptList } from "./kept_here";
import { KeptView } from "./kept_view";
import { ModelChoice } from "./model_choice";
import type { ModelOffer } from "./model_part";
import { QrView } from "./qr_view";
import { storeTerms, type Terms } from "./server_store";
import type { SharedProgram } from "./shared_program";
import {
  addressOf,
  canBeLink,
  chooseWay,
  keepOnServer,
  type Prepared,
  prepare,
  type Way,
} from "./way";
import { WayView } from "./way_view";

/** Typing waits for nothing; the link follows when the fingers rest. */
const PAUSE = 150;
/** An answer that comes sooner needs no word about waiting for it. */
const FLICKER = 200;

export type Shareable = Omit<SharedProgram, "model"> & { mainFile: string };

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
  private readonly backend = el("input", { type: "checkbox", id: "share-backend" });
  private readonly backendRow = el("label", { class: "check-row" }, this.backend, el("span"));
  private readonly snippet = el("textarea", {
    class: "field mono",
    id: "share-snippet",
    readonly: true,
    rows: "3",
    "aria-label": words("share.html"),
  });
  private readonly snippetPart = el("section");
  /** Outside of the dialog nothing is read out while it is open. */
  private readonly said = el("p", { class: "visually-hidden", role: "status" });
  private readonly kept = new KeptList(openStorage());
  private readonly models = new ModelChoice(() => void this.refresh());
  private readonly code = new QrView((on) => this.dialog.classList.toggle("large-code", on));
  private readonly way: WayView;
  private readonly keptView: KeptView;
  private files: FileButtons | null = null;
  private shareable: Shareable = { title: "", files: [], settings: {}, mainFile: "program.py" };
  private prepared: Prepared | null = null;
  private chosen: Way = { kind: "link" };
  private terms: Promise<Terms | null> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;
  /** The server took so long that the person was told. */
  private waited = false;

  constructor() {
    const say = (text: Words): void => setText(this.said, text);
    this.way = new WayView(this.kept, {
      say,
      onKeep: () => void this.keep(),
      onAgain: () => void this.again(),
      onFile: () => this.dialog.querySelector<HTMLElement>("#share-web-page")?.click(),
      onDeleted: () => void this.again(),
    });
    this.keptView = new KeptView(this.kept, { say, onDeleted: () => void this.again() });
    this.title.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.refresh(), PAUSE);
    });
    this.backend.addEventListener("change", () => void this.refresh());
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
    this.dialog.append(...this.content(say));
    document.body.append(this.dialog);
  }

  /** Opens at once; the models follow when Python has answered. */
  async open(shareable: Shareable, offers: Promise<ModelOffer[]>): Promise<void> {
    this.shareable = shareable;
    this.terms = null;
    this.title.value = shareable.title;
    const { backend } = shareable.settings;
    this.backendRow.hidden = backend === undefined;
    this.backend.checked = backend !== undefined;
    const label = this.backendRow.querySelector("span");
    if (label) setText(label, words("share.backend", { backend: backend ?? "" }));
    this.models.show([]);
    this.way.clear();
    setText(this.said, "");
    this.dialog.showModal();
    this.title.focus();
    this.waited = false;
    await this.refresh();
    // After a while a person is somewhere else, or about to be.
    if (this.waited) setText(this.said, this.way.said);
    else if (this.title.value === shareable.title) this.way.focus();
    this.models.show(await offers.catch(() => []));
  }

  /** Makes the link anew and chooses how it travels; what was asked later wins. */
  private async refresh(): Promise<void> {
    const mine = ++this.turn;
    const soon = (tell: () => void): ReturnType<typeof setTimeout> =>
      setTimeout(() => mine === this.turn && tell(), FLICKER);
    const writing = soon(() => this.models.isChosen && this.way.showPreparing());
    const prepared = await this.prepare().finally(() => clearTimeout(writing));
    const asking = soon(() => this.showAsking(prepared));
    const way = await chooseWay(prepared, this.kept, () => this.askTerms()).finally(() =>
      clearTimeout(asking),
    );
    if (mine !== this.turn) return;
    const { hasFocus } = this.way;
    this.show(way, prepared);
    if (hasFocus) this.way.focus();
  }

  private async prepare(): Promise<Prepared> {
    const { files, settings } = this.shareable;
    const title = this.title.value.trim() || this.shareable.title;
    const model = await this.models.model().catch(() => {
      this.models.leaveOut();
      setText(this.said, words("share.model.failed"));
      return undefined;
    });
    const chosen = this.backend.checked ? settings : {};
    return prepare({ title, files, settings: chosen, ...(model && { model }) });
  }

  /** The file and the long link need no server: they can be had at once. */
  private showAsking(prepared: Prepared): void {
    this.way.showAsking(prepared);
    this.take({ kind: "file", why: "no_store", minutes: 0, terms: null }, prepared);
    this.waited = true;
  }

  private show(way: Way, prepared: Prepared): void {
    this.way.show(way, prepared);
    this.take(way, prepared);
    this.keptView.show();
  }

  /** What the other parts of the dialog offer goes by the same way. */
  private take(way: Way, prepared: Prepared): void {
    this.prepared = prepared;
    this.chosen = way;
    const address = addressOf(way, prepared);
    this.code.show(address);
    this.files?.explain();
    const fragment = address.slice(address.indexOf("#"));
    this.snippetPart.hidden = way.kind !== "kept" && !canBeLink(prepared);
    const { program } = prepared;
    const frame = embedAddress(location) + fragment;
    this.snippet.value = embedSnippet(frame, program.title, usesCamera(program));
  }

  /** Asked once for each opening of the dialog, and only where a link is too long. */
  private askTerms(): Promise<Terms | null> {
    this.terms ??= storeTerms().catch((error: unknown) => {
      this.terms = null;
      throw error;
    });
    return this.terms;
  }

  private async keep(): Promise<void> {
    const { prepared } = this;
    if (!prepared) return;
    const mine = ++this.turn;
    this.way.showSending();
    const way = await keepOnServer(prepared, this.kept, await this.askTerms().catch(() => null));
    if (mine !== this.turn) return;
    this.show(way, prepared);
    if (way.kind === "kept") setText(this.said, words("share.kept.said"));
    this.way.focus();
  }

  private async again(): Promise<void> {
    this.terms = null;
    await this.refresh();
    this.way.focus();
  }

  private content(say: (text: Words) => void): HTMLElement[] {
    const close = el(
      "button",
      { type: "button", class: "button quiet icon-only", "aria-label": words("close") },
      icon("close"),
    );
    close.addEventListener("click", () => this.dialog.close());
    const html = words("share.html.copy");
    this.snippetPart.append(
      el("h3", {}, words("share.page")),
      this.snippet,
      copyButton({ label: html, text: () => this.snippet.value, look: "small", say }),
    );
    this.files = new FileButtons({
      program: () => this.prepared?.program ?? { ...this.shareable, settings: {} },
      mainFile: () => this.shareable.mainFile,
      link: () => {
        const { prepared, chosen } = this;
        if (!prepared || (chosen.kind !== "kept" && !canBeLink(prepared))) return null;
        return { text: t("share.notebook.open"), address: addressOf(chosen, prepared) };
      },
      say,
    });
    return [
      el("div", { class: "dialog-head" }, el("h2", { id: "share-title" }, words("share")), close),
      el("label", { class: "labelled" }, el("span", {}, words("name")), this.title),
      this.backendRow,
      this.models.element,
      this.way.element,
      el(
        "div",
        { class: "share-ways" },
        this.code.element,
        el("div", { class: "share-files" }, this.files.element, this.snippetPart),
      ),
      this.keptView.element,
      this.said,
    ];
  }
}
