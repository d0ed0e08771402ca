/** Names and deletes a program of one's own; a deleted one can be recovered. */
import { byId, el } from "../dom";
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
    const remove = el("button", { type: "button", class: "button" }, "Delete");
    remove.addEventListener("click", () => {
      dialog.close();
      onDelete();
    });
    const cancel = el("button", { type: "button", class: "button" }, "Cancel");
    cancel.addEventListener("click", () => dialog.close());
    const form = el(
      "form",
      { method: "dialog" },
      el("h2", { id: "own-title" }, "This program"),
      el("label", { class: "labelled" }, el("span", {}, "Name"), field),
      el("p", { class: "hint" }, "A deleted program can be brought back from Recover."),
      el(
        "div",
        { class: "dialog-actions" },
        remove,
        cancel,
        el("button", { type: "submit", class: "button primary" }, "OK"),
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
