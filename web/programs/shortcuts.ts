/** The list of keyboard shortcuts. */
import { el, icon } from "../dom";
import { APPLE } from "../editor/keyboard_exit";

const MOD = APPLE ? "Cmd" : "Ctrl";

const GROUPS: Record<string, [keys: string, what: string][]> = {
  Program: [
    [`${MOD}+Enter`, "Run the program"],
    ["Shift+Enter", "Run the selection, or the statement at the cursor"],
    [`${MOD}+S`, "Save, and copy the link"],
    [`${MOD}+Shift+S`, "Share"],
    ["F1", "This list"],
  ],
  Editing: [
    [`${MOD}+Space`, "Suggestions"],
    [`${MOD}+F`, "Find and replace"],
    [`${MOD}+G`, "Next match"],
    [`${MOD}+D`, "Select the next equal word too"],
    [`${MOD}+/`, "Comment lines, or take the sign away"],
    ["Alt+Up/Down", "Move lines"],
    [`${MOD}+Z`, "Undo"],
    ["Tab, Shift+Tab", "Indent, or less"],
    ["Esc, then Tab", "Leave the editor"],
  ],
  Prompt: [
    ["Enter", "Run the line"],
    ["Shift+Enter", "Another line"],
    ["Up, Down", "Earlier entries"],
    ["Ctrl+R", "Search earlier entries"],
    ["Ctrl+C", "Stop the program"],
    ["Ctrl+L", "Clear the output"],
  ],
};

export function showShortcuts(): void {
  if (document.getElementById("shortcuts-dialog")) return;
  const dialog = el("dialog", {
    class: "dialog wide",
    id: "shortcuts-dialog",
    "aria-labelledby": "shortcuts-title",
  });
  const close = el(
    "button",
    { type: "button", class: "button quiet icon-only", "aria-label": "Close" },
    icon("close"),
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  const groups = Object.entries(GROUPS).map(([name, rows]) =>
    el(
      "section",
      {},
      el("h3", {}, name),
      el(
        "dl",
        { class: "shortcuts" },
        ...rows.map(([keys, what]) =>
          el("div", {}, el("dt", {}, el("kbd", {}, keys)), el("dd", {}, what)),
        ),
      ),
    ),
  );
  dialog.append(
    el("div", { class: "dialog-head" }, el("h2", { id: "shortcuts-title" }, "Keyboard"), close),
    el("div", { class: "shortcut-groups" }, ...groups),
  );
  document.body.append(dialog);
  dialog.showModal();
}
