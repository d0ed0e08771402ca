/** Which backend computes and why, in words for a person who never heard of backends. */
import { t } from "../language/later";
import type { BackendInfo, BackendName, SessionStatus } from "../protocol";
import { infoOf } from "./choice";

export interface Verdict {
  title: string;
  reason: string;
}

/** Reasons that web/bridge/adapter.ts gives; others are shown as they are. */
const REASONS = {
  "this browser offers no WebGPU": "computer.reason.webgpu",
  "no graphics adapter was found": "computer.reason.none",
  "no answer from the graphics driver": "computer.reason.silent",
} as const;

/** `current`: the backend new models get, "" while nobody has asked p_vision yet. */
export function verdict(backends: readonly BackendInfo[], current: string): Verdict {
  const gpu = infoOf(backends, "Wgpu");
  const name: BackendName = current === "Wgpu" || current === "Cpu" ? current : autoBackend(gpu);
  return { title: t(`computer.${name}`), reason: reasonOf(name, gpu) };
}

function reasonOf(name: BackendName, gpu: BackendInfo | undefined): string {
  if (!gpu) return name === "Cpu" ? t("computer.looking") : "";
  const { adapter } = gpu;
  if (name === "Wgpu") {
    if (gpu.software) return t("computer.adapter.software", { adapter });
    return adapter ? t("computer.adapter", { adapter }) : "";
  }
  if (gpu.available) {
    return t(gpu.software ? "computer.only_software" : "computer.could", { adapter });
  }
  if (Object.hasOwn(REASONS, gpu.reason)) return t(REASONS[gpu.reason as keyof typeof REASONS]);
  return sentence(gpu.reason) || t("computer.no_gpu");
}

function autoBackend(gpu: BackendInfo | undefined): BackendName {
  return gpu?.available && !gpu.software ? "Wgpu" : "Cpu";
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
