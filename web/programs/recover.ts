/** The list of texts that were replaced, to look at and to bring back as a program of its own. */
import type { Kept } from "../documents/recovery";
import { el, icon } from "../dom";
import { setAttribute, Words, words } from "../language/later";
import { dateAndTime } from "../language/numbers";

export function showRecovery(list: readonly Kept[], onRecover: (kept: Kept) => void): void {
  const dialog = el("dialog", { class: "dialog wide", "aria-labelledby": "recover-title" });
  const close = el(
    "button",
    { type: "button", class: "button quiet icon-only", "aria-label": words("close") },
    icon("close"),
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  const rows = list.map((kept) => {
    const text = kept.files.map((file) => file.text).join("\n");
    const back = el(
      "button",
      { type: "button", class: "button small" },
      icon("undo"),
      words("recover.back"),
    );
    const { title } = kept;
    const time = new Words(() => [dateAndTime(kept.keptAt)]);
    setAttribute(back, "aria-label", words("recover.back.named", { title, time }));
    back.addEventListener("click", () => {
      dialog.close();
      onRecover(kept);
    });
    return el(
      "li",
      {},
      el(
        "details",
        {},
        el(
          "summary",
          {},
          el("strong", {}, kept.title),
          el("small", {}, words("recover.lines", { time, count: text.split("\n").length })),
        ),
        el("pre", { tabindex: "0" }, text),
      ),
      back,
    );
  });
  dialog.append(
    el("div", { class: "dialog-head" }, el("h2", { id: "recover-title" }, words("recover")), close),
    el("p", { class: "lead" }, words(rows.length > 0 ? "recover.lead" : "recover.nothing")),
    el("ul", { class: "recover-list" }, ...rows),
  );
  document.body.append(dialog);
  dialog.showModal();
}
