/** Names and deletes a program of one's own; a deleted one can be recovered. */
import { byId, el } from "../dom";
import { words } from "../language/text";
import type { Workbench } from "../workbench";

export interface OwnProgramOptions {
  workbench: Workbench;
  /** Deletes the open program and shows another. */
  onDelete: () => void;
}

export class OwnProgram {
  private readonly button = byId("own-button");

  constructor(private readonly options: OwnProgramOptions) {
    this.button.addEventListener("click", () => this.ask());
  }

  show(): void {
    const { origin, files } = this.options.workbench;
    // Beside several files their own button stands at the same place.
    this.button.hidden = origin !== "own" || files.length > 1;
  }

  private ask(): void {
    const { workbench, onDelete } = this.options;
    const dialog = el("dialog", { class: "dialog", "aria-labelledby": "own-title" });
    const field = el("input", {
      type: "text",
      class: "field",
      id: "own-name",
      maxlength: "80",
      autocomplete: "off",
    });
    field.value = workbench.title;
    const remove = el("button", { type: "button", class: "button" }, words("delete"));
    remove.addEventListener("click", () => {
      dialog.close();
      onDelete();
    });
    const cancel = el("button", { type: "button", class: "button" }, words("cancel"));
    cancel.addEventListener("click", () => dialog.close());
    const form = el(
      "form",
      { method: "dialog" },
      el("h2", { id: "own-title" }, words("program.this")),
      el("label", { class: "labelled" }, el("span", {}, words("name")), field),
      el("p", { class: "hint" }, words("program.deleted")),
      el(
        "div",
        { class: "dialog-actions" },
        remove,
        cancel,
        el("button", { type: "submit", class: "button primary" }, words("ok")),
      ),
    );
    form.addEventListener("submit", () => {
      const name = field.value.trim();
      if (name !== "") workbench.rename(name);
    });
    dialog.addEventListener("close", () => dialog.remove());
    dialog.append(form);
    document.body.append(dialog);
    dialog.showModal();
    field.select();
  }
}
