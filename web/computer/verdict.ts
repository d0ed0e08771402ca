/** Which backend computes and why, in words for a person who never heard of backends. */
import type { BackendInfo, BackendName, SessionStatus } from "../protocol";

export type Choice = "auto" | BackendName;

export interface Verdict {
  title: string;
  reason: string;
}

const NAMES: Record<BackendName, string> = {
  Cpu: "processor (Cpu)",
  Wgpu: "graphics processor (Wgpu)",
};

export function infoOf(backends: readonly BackendInfo[], name: string): BackendInfo | undefined {
  return backends.find(({ backend }) => backend === name);
}

/** `current`: the backend new models get, "" while nobody has asked p_vision yet. */
export function verdict(backends: readonly BackendInfo[], current: string): Verdict {
  const gpu = infoOf(backends, "Wgpu");
  const name: BackendName = current === "Wgpu" || current === "Cpu" ? current : autoBackend(gpu);
  const title = `Your ${NAMES[name]} computes`;
  if (name === "Wgpu") {
    const kind = gpu?.software ? "It is a software adapter, so the processor does the work." : "";
    return { title, reason: [adapterText(gpu), kind].filter(Boolean).join(" ") };
  }
  if (!gpu) return { title, reason: "Looking for a graphics processor…" };
  if (gpu.available && !gpu.software) {
    return {
      title,
      reason: `A graphics processor is there too (${gpu.adapter}) and can be chosen.`,
    };
  }
  if (gpu.available) {
    return {
      title,
      reason: `The browser offers only a software adapter (${gpu.adapter}), which is slower.`,
    };
  }
  return { title, reason: sentence(gpu.reason) || "The browser offers no graphics processor." };
}

function autoBackend(gpu: BackendInfo | undefined): BackendName {
  return gpu?.available && !gpu.software ? "Wgpu" : "Cpu";
}

function adapterText(info: BackendInfo | undefined): string {
  return info?.adapter ? `Adapter: ${info.adapter}.` : "";
}

function sentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "") return "";
  const first = trimmed[0]?.toUpperCase() ?? "";
  return `${first}${trimmed.slice(1)}${/[.!?]$/.test(trimmed) ? "" : "."}`;
}

/** Memory of the engine, "" where it is not loaded. */
export function memoryOf(
  status: SessionStatus | null,
  backend: BackendName,
): SessionStatus["memory"][number] | undefined {
  return status?.memory.find((memory) => memory.backend === backend);
}

/** The Python line that makes the choice; shown at the prompt, so that people learn it. */
export function choiceCode(choice: Choice): string {
  return `import p_vision; p_vision.set_backend("${choice}")`;
}
