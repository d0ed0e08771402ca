/** The backend that a person chooses for new models. */
import type { BackendInfo, BackendName } from "../protocol";

export type Choice = "auto" | BackendName;

export function infoOf(backends: readonly BackendInfo[], name: string): BackendInfo | undefined {
  return backends.find(({ backend }) => backend === name);
}

/** The Python line that makes the choice; shown at the prompt, so that people learn it. */
export function choiceCode(choice: Choice): string {
  return `import p_vision; p_vision.set_backend("${choice}")`;
}
