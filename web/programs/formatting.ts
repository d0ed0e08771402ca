/** The Format button, its key, and the words about what came of it. */
import { announce, byId } from "../dom";
import type { Editor } from "../editor/editor";
import { APPLE } from "../editor/keyboard_exit";
import { setAttribute, words } from "../language/text";
import type { Workbench } from "../workbench";

const KEYS = APPLE ? "Cmd+Shift+F" : "Ctrl+Shift+F";

export class Formatting {
  private readonly button = byId("format-button");
  private busy = false;

  constructor(
    private readonly editor: Editor,
    private readonly workbench: () => Workbench,
  ) {
    setAttribute(this.button, "title", words("format.hint", { keys: KEYS }));
    this.button.addEventListener("click", () => void this.run());
  }

  /** Other files than Python have no form of their own. */
  show(): void {
    this.button.hidden = !this.workbench().shown.name.endsWith(".py");
  }

  async run(): Promise<void> {
    if (this.busy || this.button.hidden) return;
    this.busy = true;
    const done = await this.editor.format().catch(() => "failed" as const);
    this.busy = false;
    // What is said of saving comes first, or it would take the place of this.
    this.workbench().save();
    const what = words(`format.${done}`);
    this.workbench().say(what);
    announce(what);
    this.editor.view.focus();
  }
}
