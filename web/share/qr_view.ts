/** The QR code of a link in the dialog: shown only where a camera could read it. */
import { el, icon } from "../dom";
import { download } from "../download";
import { setAttribute, t, words } from "../language/later";
import { qrCode } from "./qr";

/** More squares than this are too small for a camera at a normal distance. */
const READABLE = 1_800;

export class QrView {
  readonly element = el("figure", { class: "qr" });

  /** `onLarge` is told whether the code shall fill the dialog. */
  constructor(private readonly onLarge: (on: boolean) => void) {}

  show(address: string): void {
    const code = address.length <= READABLE ? qrCode(address, t("share.qr")) : null;
    if (!code) {
      this.onLarge(false);
      this.element.replaceChildren(el("figcaption", {}, words("share.qr.too_long")));
      return;
    }
    const kind = { type: "button" as const, class: "button quiet small" };
    const save = el("button", kind, icon("download"), "SVG");
    setAttribute(save, "aria-label", words("share.qr.save"));
    save.addEventListener("click", () =>
      download(new Blob([code.outerHTML], { type: "image/svg+xml" }), "link.svg"),
    );
    const large = el("button", kind, words("share.qr.larger"));
    large.setAttribute("aria-pressed", "false");
    large.addEventListener("click", () => {
      const on = large.getAttribute("aria-pressed") !== "true";
      large.setAttribute("aria-pressed", String(on));
      this.onLarge(on);
    });
    this.onLarge(false);
    const caption = el("figcaption", {}, el("span", {}, words("share.qr.scan")), large, save);
    this.element.replaceChildren(code, caption);
  }
}
