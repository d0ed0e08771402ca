import { describe, expect, test } from "vitest";
import { choiceCode } from "../../web/computer/choice";
import { verdict } from "../../web/computer/verdict";
import type { BackendInfo } from "../../web/protocol";

const cpu: BackendInfo = {
  backend: "Cpu",
  available: true,
  adapter: "",
  software: false,
  reason: "",
};

function gpu(change: Partial<BackendInfo>): BackendInfo {
  return {
    backend: "Wgpu",
    available: true,
    adapter: "NVIDIA",
    software: false,
    reason: "",
    ...change,
  };
}

describe("what computes, in words", () => {
  test("no graphics processor: the engine's reason as a sentence", () => {
    const info = gpu({ available: false, adapter: "", reason: "this browser has no WebGPU" });
    expect(verdict([cpu, info], "Cpu")).toEqual({
      title: "Your processor (Cpu) computes",
      reason: "This browser has no WebGPU.",
    });
  });

  test("a real one computes by itself", () => {
    expect(verdict([cpu, gpu({})], "").title).toBe("Your graphics processor (Wgpu) computes");
  });

  test("a software adapter does not, and the page says why", () => {
    const { title, reason } = verdict([cpu, gpu({ software: true, adapter: "SwiftShader" })], "");
    expect(title).toBe("Your processor (Cpu) computes");
    expect(reason).toContain("SwiftShader");
  });

  test("asked for by name it does, and says that it is software", () => {
    const { title, reason } = verdict([cpu, gpu({ software: true })], "Wgpu");
    expect(title).toContain("Wgpu");
    expect(reason).toContain("software adapter");
  });

  test("a choice is a line of Python", () => {
    expect(choiceCode("Wgpu")).toBe('import p_vision; p_vision.set_backend("Wgpu")');
  });
});
