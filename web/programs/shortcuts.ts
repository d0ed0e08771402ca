/** The list of keyboard shortcuts. */
import { el, icon } from "../dom";
import { APPLE } from "../editor/keyboard_exit";
import { t, words } from "../language/later";

const MOD = APPLE ? "Cmd" : "Ctrl";

type What = Extract<Parameters<typeof words>[0], `shortcuts.${string}`>;
type Row = [keys: string, what: Exclude<What, "shortcuts.then">];

/** The names of keys are on the keyboard; only words between them are translated. */
function groups(): Record<"program" | "editing" | "prompt", Row[]> {
  const [up, down] = [t("key.up"), t("key.down")];
  return {
    program: [
      [`${MOD}+Enter`, "shortcuts.run"],
      ["Shift+Enter", "shortcuts.run.part"],
      [`${MOD}+S`, "shortcuts.save"],
      [`${MOD}+Shift+S`, "shortcuts.share"],
      ["F1", "shortcuts.list"],
    ],
    editing: [
      [`${MOD}+Space`, "shortcuts.suggest"],
      [`${MOD}+F`, "shortcuts.find"],
      [`${MOD}+G`, "shortcuts.next"],
      [`${MOD}+D`, "shortcuts.select"],
      [`${MOD}+/`, "shortcuts.comment"],
      [`Alt+${up}/${down}`, "shortcuts.move"],
      [`${MOD}+Z`, "shortcuts.undo"],
      ["Tab, Shift+Tab", "shortcuts.indent"],
      [t("shortcuts.then", { first: "Esc", second: "Tab" }), "shortcuts.leave"],
    ],
    prompt: [
      ["Enter", "shortcuts.enter"],
      ["Shift+Enter", "shortcuts.line"],
      [`${up}, ${down}`, "shortcuts.earlier"],
      ["Ctrl+R", "shortcuts.search"],
      ["Ctrl+C", "shortcuts.stop"],
      ["Ctrl+L", "shortcuts.clear"],
    ],
  };
}

export function showShortcuts(): void {
  if (document.getElementById("shortcuts-dialog")) return;
  const dialog = el("dialog", {
    class: "dialog wide",
    id: "shortcuts-dialog",
    "aria-labelledby": "shortcuts-title",
  });
  const close = el(
    "button",
    { type: "button", class: "button quiet icon-only", "aria-label": words("close") },
    icon("close"),
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  const sections = Object.entries(groups()).map(([name, rows]) =>
    el(
      "section",
      {},
      el("h3", {}, words(`shortcuts.${name as keyof ReturnType<typeof groups>}`)),
      el(
        "dl",
        { class: "shortcuts" },
        ...rows.map(([keys, what]) =>
          el("div", {}, el("dt", {}, el("kbd", {}, keys)), el("dd", {}, words(what))),
        ),
      ),
    ),
  );
  dialog.append(
    el(
      "div",
      { class: "dialog-head" },
      el("h2", { id: "shortcuts-title" }, words("shortcuts")),
      close,
    ),
    el("div", { class: "shortcut-groups" }, ...sections),
  );
  document.body.append(dialog);
  dialog.showModal();
}
