/** Copying text, and buttons that do it and say so. */
import { el, icon } from "../dom";
import { APPLE } from "../editor/keyboard_exit";
import { setText, type Words, words } from "../language/later";

const COPY_KEYS = APPLE ? "Cmd+C" : "Ctrl+C";

/** False where the browser forbids it, as some do in frames. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export interface CopyButton {
  label: Words;
  text: () => string;
  /** How it looks, such as "primary". */
  look: string;
  say: (text: Words) => void;
}

export function copyButton({ label, text, look, say }: CopyButton): HTMLElement {
  const shown = el("span", {}, label);
  const button = el("button", { type: "button", class: `button ${look}` }, icon("copy"), shown);
  button.addEventListener("click", async () => {
    const done = await copyText(text());
    setText(shown, done ? words("share.copied") : words("share.copy_by_hand", { keys: COPY_KEYS }));
    say(words(done ? "share.copied.said" : "share.copy_by_hand.said"));
    setTimeout(() => setText(shown, label), 2_000);
  });
  return button;
}
