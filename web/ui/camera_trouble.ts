/** Why there is no picture of a camera; each has a sentence for the person. */

export type CameraTrouble =
  | "refused"
  | "frame"
  | "missing"
  | "taken"
  | "insecure"
  | "ended"
  | "none";

/** What Chromium tells of the permissions that a frame was given. */
type Policy = { allowsFeature(name: string): boolean };

export function troubleOf(error: unknown): CameraTrouble {
  const { name = "" } = (error ?? {}) as { name?: string };
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      return isForbiddenHere() ? "frame" : "refused";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "taken";
    default:
      return "none";
  }
}

/** True in a frame whose surroundings did not pass the camera on. */
function isForbiddenHere(): boolean {
  if (globalThis.parent === globalThis.window) return false;
  const { featurePolicy } = document as Document & { featurePolicy?: Policy };
  // Where a browser does not tell, the page around is the likelier reason.
  return !featurePolicy?.allowsFeature("camera");
}
