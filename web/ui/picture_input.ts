/** Pictures from a file, chosen or dropped; they never leave the computer. */
import { el } from "../dom";
import { setText, words } from "../language/later";
import { squarePixels, toLetters } from "./pixels";
import type { Send, WidgetSpec } from "./widget";

/** What a model takes of a picture. */
export function wanted({ options }: WidgetSpec): { size: number; channels: number } {
  return { size: Number(options.size) || 28, channels: options.channels === 1 ? 1 : 3 };
}

export function fileInput(spec: WidgetSpec, send: Send): HTMLElement {
  const { size, channels } = wanted(spec);
  const field = el("input", { type: "file", accept: "image/*", class: "visually-hidden" });
  const picture = el("img", { class: "seen", alt: words("demo.picture.chosen"), hidden: true });
  const note = el("p", { class: "hint" }, words("demo.picture.stays"));
  const frame = el(
    "label",
    { class: "drop" },
    field,
    el("span", {}, words("demo.picture")),
    picture,
  );
  const take = (file: File | undefined): void => {
    if (!file) return;
    if (picture.src) URL.revokeObjectURL(picture.src);
    picture.src = URL.createObjectURL(file);
  };
  picture.addEventListener("load", () => {
    picture.hidden = false;
    const { naturalWidth, naturalHeight } = picture;
    const bytes = squarePixels(picture, naturalWidth, naturalHeight, size, channels);
    send({ size, channels, pixels: toLetters(bytes) });
  });
  picture.addEventListener("error", () => {
    picture.hidden = true;
    setText(note, words("demo.picture.unreadable"));
  });
  field.addEventListener("change", () => take(field.files?.[0]));
  frame.addEventListener("dragover", (event) => event.preventDefault());
  frame.addEventListener("drop", (event) => {
    event.preventDefault();
    event.stopPropagation();
    take(event.dataTransfer?.files[0]);
  });
  return el("div", { class: "widget-input" }, frame, note);
}
