/** The files of a program above the code; one file is only a name, several are buttons. */
import { LONGEST_NAME, MOST_FILES, nameProblem } from "../documents/program";
import { byId, el, icon, onPress, setEnabled } from "../dom";
import { setAttribute, setText, words } from "../language/text";
import type { Workbench } from "../workbench";
import type { UndoOffer } from "./undo_offer";

type Purpose = { kind: "new" } | { kind: "change"; name: string };

export class FileTabs {
  private readonly place = byId("file-tabs");
  private readonly title = byId("file-name");
  private readonly add = byId("new-file");
  private readonly dialog = el("dialog", { class: "dialog", "aria-labelledby": "file-title" });
  private readonly heading = el("h2", { id: "file-title" });
  private readonly field = el("input", {
    type: "text",
    class: "field mono",
    id: "file-field",
    maxlength: String(LONGEST_NAME),
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": "file-problem",
  });
  private readonly problem = el("p", { class: "hint", id: "file-problem", role: "status" });
  private readonly remove = el("button", { type: "button", class: "button" }, words("delete"));
  private purpose: Purpose = { kind: "new" };

  constructor(
    private readonly workbench: Workbench,
    private readonly undo: UndoOffer,
  ) {
    onPress(this.add, () => this.ask({ kind: "new" }));
    const cancel = el("button", { type: "button", class: "button" }, words("cancel"));
    cancel.addEventListener("click", () => this.dialog.close());
    this.remove.addEventListener("click", () => {
      this.dialog.close();
      if (this.purpose.kind === "change") this.delete(this.purpose.name);
    });
    const form = el(
      "form",
      { method: "dialog" },
      this.heading,
      el("label", { class: "labelled" }, el("span", {}, words("name")), this.field),
      this.problem,
      el(
        "div",
        { class: "dialog-actions" },
        this.remove,
        cancel,
        el("button", { type: "submit", class: "button primary" }, words("ok")),
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.finish();
    });
    this.dialog.append(form);
    document.body.append(this.dialog);
  }

  show(): void {
    const { files, shown } = this.workbench;
    const several = files.length > 1;
    this.title.hidden = several;
    this.place.hidden = !several;
    setEnabled(this.add, files.length < MOST_FILES);
    if (!several) return;
    const buttons = files.map(({ name }, index) => {
      const current = name === shown.name;
      const tab = el(
        "button",
        { type: "button", class: "file-tab", "aria-current": current ? "true" : undefined },
        name,
      );
      if (index === 0) setAttribute(tab, "title", words("file.main"));
      tab.addEventListener("click", () => this.workbench.showFile(name));
      tab.addEventListener("dblclick", () => this.ask({ kind: "change", name }));
      return tab;
    });
    const change = el(
      "button",
      {
        type: "button",
        class: "button quiet small icon-only",
        title: words("file.change.this"),
      },
      icon("edit"),
    );
    setAttribute(change, "aria-label", words("file.change.named", { name: shown.name }));
    change.addEventListener("click", () => this.ask({ kind: "change", name: shown.name }));
    this.place.replaceChildren(...buttons, change);
    this.place.querySelector('[aria-current="true"]')?.scrollIntoView({ inline: "nearest" });
  }

  private delete(name: string): void {
    const { workbench } = this;
    const { id } = workbench;
    const file = workbench.files.find((other) => other.name === name);
    workbench.removeFile(name);
    workbench.focus();
    if (!file) return;
    this.undo.offer(name, () => {
      const taken = workbench.files.some((other) => other.name === name);
      if (workbench.id === id && !taken) workbench.addFile(name, file.text);
      workbench.focus();
    });
  }

  private ask(purpose: Purpose): void {
    this.purpose = purpose;
    const isNew = purpose.kind === "new";
    setText(this.heading, words(isNew ? "file.new" : "file.change"));
    this.field.value = isNew ? this.freeName() : purpose.name;
    const main = this.workbench.filename;
    this.remove.hidden = isNew || purpose.name === main;
    setText(this.problem, isNew ? words("file.beside", { main }) : "");
    this.dialog.showModal();
    this.field.focus();
    this.field.setSelectionRange(0, this.field.value.replace(/\.\w+$/, "").length);
  }

  private freeName(): string {
    const names = this.workbench.files.map(({ name }) => name);
    for (let number = 1; ; number++) {
      const name = number === 1 ? "helpers.py" : `helpers_${number}.py`;
      if (!names.includes(name)) return name;
    }
  }

  private finish(): void {
    const { workbench, purpose } = this;
    const name = this.field.value.trim();
    const old = purpose.kind === "change" ? purpose.name : "";
    const others = workbench.files.map((file) => file.name).filter((other) => other !== old);
    const problem = nameProblem(name, others);
    if (problem !== "") {
      setText(this.problem, problem);
      this.field.focus();
      return;
    }
    this.dialog.close();
    if (purpose.kind === "new") workbench.addFile(name);
    else if (name !== old) workbench.renameFile(old, name);
    workbench.focus();
  }
}
