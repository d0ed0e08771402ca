/** Pictures from a file, by dropping one, and from the camera; they never leave the computer. */
import { el } from "../dom";
import { setText, words } from "../language/later";
import { squarePixels, toLetters } from "./pixels";
import type { Send, WidgetSpec } from "./widget";

/** Between two pictures of the camera. */
const PAUSE = 150;

function wanted({ options }: WidgetSpec): { size: number; channels: number } {
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

export function cameraInput(spec: WidgetSpec, send: Send): HTMLElement {
  const { size, channels } = wanted(spec);
  const video = el("video", {
    class: "seen",
    playsinline: true,
    muted: true,
    hidden: true,
    "aria-label": words("demo.camera.sees"),
  });
  const note = el("p", { class: "hint" }, words("demo.camera.stays"));
  const button = el("button", { type: "button", class: "button" }, words("demo.camera"));
  let stream: MediaStream | null = null;
  const stop = (): void => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    video.hidden = true;
    setText(button, words("demo.camera"));
  };
  const look = (): void => {
    if (!stream) return;
    // The output was cleared: nobody sees the answer, and the camera's light should go out.
    if (!video.isConnected) {
      stop();
      return;
    }
    if (video.videoWidth > 0 && !document.hidden) {
      const bytes = squarePixels(video, video.videoWidth, video.videoHeight, size, channels);
      send({ size, channels, pixels: toLetters(bytes) });
    }
    setTimeout(look, PAUSE);
  };
  button.addEventListener("click", async () => {
    if (stream) {
      stop();
      return;
    }
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: true });
      video.srcObject = stream;
      video.hidden = false;
      await video.play();
      setText(button, words("demo.camera.off"));
      look();
    } catch {
      stop();
      setText(note, words("demo.camera.none"));
    }
  });
  return el("div", { class: "widget-input" }, video, button, note);
}
