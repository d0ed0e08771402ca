/** Whether a trained model travels with the program, and in how many bytes. */
import { bytes as inBytes } from "../chart/numbers";
import { el } from "../dom";
import { Words, words } from "../language/later";
import type { ModelOffer, SharedModel } from "./model_part";

export class ModelChoice {
  readonly element = el(
    "fieldset",
    { class: "model-choice" },
    el("legend", {}, words("share.model")),
  );
  private offers: ModelOffer[] = [];
  private chosen: ModelOffer | null = null;
  private made: { offer: ModelOffer; model: SharedModel } | null = null;

  constructor(private readonly onChange: () => void) {
    this.element.hidden = true;
  }

  /** What the session offers; the program alone is chosen first. */
  show(offers: ModelOffer[]): void {
    this.offers = offers;
    this.chosen = null;
    this.made = null;
    this.element.hidden = offers.length === 0;
    const none = this.row(null, words("share.model.none"));
    const rows = offers.map((offer) => {
      const size = new Words(() => [inBytes(offer.size)]);
      return this.row(offer, words("share.model.offer", { what: offer.description, size }));
    });
    this.element.replaceChildren(...[...this.element.children].slice(0, 1), none, ...rows);
  }

  /** A model travels, which Python has to write. */
  get isChosen(): boolean {
    return this.chosen !== null;
  }

  /** The chosen model, written when it is first asked for; rejects where it cannot be. */
  async model(): Promise<SharedModel | undefined> {
    const { chosen } = this;
    if (!chosen) return undefined;
    if (this.made?.offer !== chosen) this.made = { offer: chosen, model: await chosen.make() };
    return this.made.model;
  }

  /** Back to the program alone, after its model could not be written. */
  leaveOut(): void {
    this.show(this.offers);
  }

  private row(offer: ModelOffer | null, label: Words): HTMLElement {
    const input = el("input", { type: "radio", name: "share-model", checked: offer === null });
    input.addEventListener("change", () => {
      this.chosen = offer;
      this.onChange();
    });
    return el("label", { class: "check-row" }, input, el("span", {}, label));
  }
}
