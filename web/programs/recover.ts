/** The list of texts that were replaced, to look at and to bring back as a program of its own. */
import type { Kept } from "../documents/recovery";
import { el, icon } from "../dom";

export function showRecovery(list: readonly Kept[], onRecover: (kept: Kept) => void): void {
  const dialog = el("dialog", { class: "dialog wide", "aria-labelledby": "recover-title" });
  const close = el(
    "button",
    { type: "button", class: "button quiet icon-only", "aria-label": "Close" },
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
      "Bring back",
    );
    back.setAttribute("aria-label", `Bring back ${kept.title}, ${when(kept.keptAt)}`);
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
          el("small", {}, `${when(kept.keptAt)}, ${text.split("\n").length} lines`),
        ),
        el("pre", { tabindex: "0" }, text),
      ),
      back,
    );
  });
  const words =
    rows.length > 0
      ? "Texts that were replaced by an original, a link or another version. Bringing one back makes a new program; nothing is lost."
      : "Nothing yet. Texts that are replaced by an original, a link or another version are kept here.";
  dialog.append(
    el("div", { class: "dialog-head" }, el("h2", { id: "recover-title" }, "Recover"), close),
    el("p", { class: "lead" }, words),
    el("ul", { class: "recover-list" }, ...rows),
  );
  document.body.append(dialog);
  dialog.showModal();
}

function when(time: number): string {
  return new Date(time).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
}
