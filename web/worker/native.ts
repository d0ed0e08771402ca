/** The engine's two backends: the JavaScript module for Python, and what they say of themselves. */
import type { PyodideAPI } from "pyodide";
import type { NativeEngine, NativeModule } from "../bridge/api";
import type { BackendInfo, BackendName, MemoryInfo } from "../protocol";
import { textOf } from "./post";

const ENGINES: Record<BackendName, "cpu" | "gpu"> = { Cpu: "cpu", Wgpu: "gpu" };

export class Backends {
  private readonly failures: Partial<Record<BackendName, string>> = {};

  constructor(private readonly native: NativeModule) {}

  register(pyodide: PyodideAPI): void {
    pyodide.registerJsModule("_p_vision", this.native);
  }

  all(): BackendInfo[] {
    return [this.info("Cpu"), this.info("Wgpu")];
  }

  info(backend: BackendName): BackendInfo {
    const found = JSON.parse(this.engine(backend).info()) as Partial<BackendInfo>;
    const reason = this.failures[backend] ?? found.reason ?? "";
    const adapter = found.adapter ?? "";
    const present = backend === "Cpu" || adapter !== "";
    return {
      backend,
      available: present && this.failures[backend] === undefined,
      adapter,
      software: found.software ?? false,
      ...(found.threads === undefined ? {} : { threads: found.threads }),
      reason,
    };
  }

  /** Starts a backend; never rejects, the answer says what went wrong. */
  async start(backend: BackendName): Promise<BackendInfo> {
    try {
      await this.engine(backend).init();
      delete this.failures[backend];
    } catch (error) {
      this.failures[backend] = reasonOf(error);
    }
    return this.info(backend);
  }

  memory(): MemoryInfo[] {
    return (["Cpu", "Wgpu"] as const)
      .filter((backend) => this.engine(backend).started())
      .map((backend) => ({ backend, ...JSON.parse(this.engine(backend).memory()) }) as MemoryInfo);
  }

  private engine(backend: BackendName): NativeEngine {
    return this.native[ENGINES[backend]];
  }
}

function reasonOf(error: unknown): string {
  const fields = (error as { fields?: unknown }).fields;
  if (typeof fields !== "string") return textOf(error);
  const { detail, reason } = JSON.parse(fields) as { detail?: string; reason?: string };
  return detail ?? reason ?? textOf(error);
}
