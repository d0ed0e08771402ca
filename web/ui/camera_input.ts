/** Pictures of the camera, a few each second; it is asked for on a click, and they stay here. */
import { announce, el } from "../dom";
import { setText, t, words } from "../language/later";
import { type CameraTrouble, troubleOf } from "./camera_trouble";
import { wanted } from "./picture_input";
import { squarePixels, toLetters } from "./pixels";
import type { Send, WidgetSpec } from "./widget";

/** Between two pictures. */
const PAUSE = 150;

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
  let asking = false;

  const stop = (trouble?: CameraTrouble): void => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    video.hidden = true;
    video.srcObject = null;
    setText(button, words("demo.camera"));
    setText(note, words(trouble ? `demo.camera.${trouble}` : "demo.camera.stays"));
    note.classList.toggle("warn", trouble !== undefined);
    if (trouble) announce(t(`demo.camera.${trouble}`));
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
  const start = async (): Promise<void> => {
    const { mediaDevices } = navigator;
    // Browsers hide it where a page is not served securely.
    if (!mediaDevices) {
      stop("insecure");
      return;
    }
    try {
      stream = await mediaDevices.getUserMedia({ video: true });
      // Unplugged, or taken back beside the address.
      stream.getVideoTracks()[0]?.addEventListener("ended", () => stop("ended"));
      video.srcObject = stream;
      video.hidden = false;
      await video.play();
      setText(button, words("demo.camera.off"));
      setText(note, words("demo.camera.stays"));
      note.classList.remove("warn");
      look();
    } catch (error) {
      stop(troubleOf(error));
    }
  };
  button.addEventListener("click", async () => {
    // While the browser asks the person there is nothing to switch off.
    if (asking) return;
    if (stream) {
      stop();
      return;
    }
    asking = true;
    await start();
    asking = false;
  });
  return el("div", { class: "widget-input" }, video, button, note);
}
