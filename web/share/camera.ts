/** Whether a program looks through the camera: a frame must be allowed to pass it on. */
import { demoHeader } from "../demo/header";
import type { SharedProgram } from "./shared_program";

export function usesCamera({ files, model }: Pick<SharedProgram, "files" | "model">): boolean {
  if (files.some(({ text }) => /\bwebcam\b/.test(text))) return true;
  if (!model) return false;
  try {
    const { widget } = demoHeader(model.bytes).header as { widget?: { kind?: unknown } };
    return widget?.kind === "webcam";
  } catch {
    return false;
  }
}
