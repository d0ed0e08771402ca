/** The list of keyboard shortcuts. */
import "../styles/shortcuts.css";
import { el, icon } from "../dom";
import { APPLE } from "../editor/keyboard_exit";
import { t, words } from "../language/later";

const MOD = APPLE ? "Cmd" : "Ctrl";

type What = Extract<Parameters<typeof words>[0], `shortcuts.${string}`>;
type Row = [keys: string, what: Exclude<What, `shortcuts.${"then" | "drag" | "press"}`>];
type Group = "program" | "editing" | "prompt" | "graph";

/** The names of keys are on the keyboard; only words between them are translated. */
function groups(): Record<Group, Row[]> {
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
      // Not Cmd on a Mac: that opens the system's own search.
      ["Ctrl+Space", "shortcuts.suggest"],
      ["Shift+F1", "shortcuts.meaning"],
      [`${MOD}+Shift+F`, "shortcuts.format"],
      [`${MOD}+F`, "shortcuts.find"],
      [`${MOD}+G`, "shortcuts.next"],
      ["F8", "shortcuts.problem"],
      [`${MOD}+D`, "shortcuts.select"],
      [`${MOD}+Alt+${up}/${down}`, "shortcuts.cursors"],
      [t("shortcuts.press", { keys: MOD }), "shortcuts.click"],
      [t("shortcuts.drag", { keys: "Alt" }), "shortcuts.rectangle"],
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
    graph: [
      [`${up}, ${down}, ←, →`, "shortcuts.walk"],
      ["Enter", "shortcuts.open"],
      ["+, −, 0", "shortcuts.zoom"],
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
