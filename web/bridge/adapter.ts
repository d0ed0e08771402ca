/** Which graphics adapter the browser offers, asked before the engine for it is loaded. */

export interface Adapter {
  /** Its name; "" where there is none. */
  adapter: string;
  software: boolean;
  /** Why it cannot be used; "" where it can. */
  reason: string;
}

interface GpuAdapter {
  features: { has(name: string): boolean };
  isFallbackAdapter?: boolean;
  info?: {
    vendor: string;
    architecture: string;
    device: string;
    description: string;
    isFallbackAdapter?: boolean;
  };
}

interface Gpu {
  requestAdapter(options?: { powerPreference: string }): Promise<GpuAdapter | null>;
}

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|software|basic render|warp/i;

export const NOT_ASKED: Adapter = {
  adapter: "",
  software: false,
  reason: "the graphics adapter has not been asked for yet",
};

function none(reason: string): Adapter {
  return { adapter: "", software: false, reason };
}

function withTimeout<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error("no answer from the graphics driver")), milliseconds),
  );
  return Promise.race([promise, late]);
}

/** Never rejects. */
export async function probeAdapter(
  gpu = (navigator as unknown as { gpu?: Gpu }).gpu,
): Promise<Adapter> {
  if (!gpu) return none("this browser offers no WebGPU");
  try {
    const options = { powerPreference: "high-performance" };
    const adapter = await withTimeout(gpu.requestAdapter(options), 4000);
    if (!adapter) return none("no graphics adapter was found");
    const { info } = adapter;
    const words = [info?.vendor, info?.architecture, info?.device, info?.description];
    const name = [...new Set(words.filter(Boolean))].join(" ") || "WebGPU";
    const fallback = info?.isFallbackAdapter ?? adapter.isFallbackAdapter ?? false;
    return { adapter: name, software: fallback || SOFTWARE.test(name), reason: "" };
  } catch (error) {
    return none(error instanceof Error ? error.message : String(error));
  }
}

/** The form that `info()` of an engine has before its start. */
export function adapterInfo({ adapter, software, reason }: Adapter): string {
  return JSON.stringify({ backend: "Wgpu", adapter: adapter || null, software, reason, abi: 1 });
}
