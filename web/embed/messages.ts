/**
 * What the page around the frame and the frame say to each other by `postMessage`.
 *
 * To the frame: `{ type: "p_vision.show", title, files: [{ name, text }] }` shows a program, and
 * `{ type: "p_vision.read" }` asks for it. There is no message that runs code: only the reader does.
 *
 * From the frame: `{ type: "p_vision.ready" }`, `{ type: "p_vision.program", title, files }` as the
 * answer to `read`, `{ type: "p_vision.ended", outcome }` after a run, and from a demo
 * `{ type: "p_vision.height", height }`: how many pixels high the frame should be.
 */
import { cleanTitle, readFiles } from "../documents/program";
import type { RunOutcome } from "../protocol";
import type { SharedProgram } from "../share/link";

interface Parts {
  program: () => SharedProgram;
  onProgram: (program: SharedProgram) => void;
}

export function send(message: Record<string, unknown>): void {
  if (parent !== window) parent.postMessage(message, "*");
}

/** Tells the page around how high the content is, now and whenever that changes. */
export function announceHeight(content: HTMLElement): void {
  let last = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(content.getBoundingClientRect().height);
    if (height === last) return;
    last = height;
    send({ type: "p_vision.height", height });
  }).observe(content);
}

export function installMessages({ program, onProgram }: Parts): {
  ready: () => void;
  ended: (outcome: RunOutcome) => void;
} {
  addEventListener("message", ({ source, data }: MessageEvent<Record<string, unknown> | null>) => {
    if (source !== parent || typeof data !== "object" || data === null) return;
    if (data.type === "p_vision.read") {
      const { title, files } = program();
      send({ type: "p_vision.program", title, files });
    }
    if (data.type === "p_vision.show") {
      const files = readFiles(data.files);
      const title = typeof data.title === "string" ? cleanTitle(data.title) : "";
      if (files) onProgram({ title, files, settings: {} });
    }
  });
  return {
    ready: () => send({ type: "p_vision.ready" }),
    ended: (outcome) => send({ type: "p_vision.ended", outcome }),
  };
}
