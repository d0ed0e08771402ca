//! The two backends: Burn's Flex on the processor ("Cpu") and wgpu on the graphics card ("Wgpu").

use burn::backend::DispatchDevice;
use burn::tensor::Device;

use crate::error::{EngineError, Result};

/// Which backend computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// Burn's Flex: SIMD on the processor, answers at once.
    Cpu,
    /// Burn's wgpu: WebGPU in the page, Vulkan, Metal or DirectX natively.
    Wgpu,
}

impl Backend {
    /// Name as users write it.
    pub fn name(self) -> &'static str {
        match self {
            Backend::Cpu => "Cpu",
            Backend::Wgpu => "Wgpu",
        }
    }
}

/// Dispatches that go to the device together: a train step is 50 to 200 of them, and each time costs.
#[cfg(feature = "gpu")]
const TASKS: usize = 256;

/// A started backend.
#[derive(Debug, Clone)]
pub struct Context {
    /// Which one; `backend()` is the same, and known to the compiler where it can be.
    pub backend: Backend,
    /// Burn's device, without autodiff.
    pub device: DispatchDevice,
    /// Whether a program on the processor plays the graphics card: then shaders of ours take the place of
    /// Burn's, whose barriers and long texts cost most there.
    pub software: bool,
}

fn unavailable(backend: Backend, detail: &str) -> EngineError {
    EngineError::new("unavailable").with("backend", backend.name()).with("detail", detail)
}

/// What is known of a started backend.
#[derive(Debug, Clone, Default)]
pub struct Info {
    /// Name of the adapter; "processor" for Cpu.
    pub adapter: String,
    /// Whether the adapter is a program that runs on the processor.
    pub software: bool,
}

impl Info {
    /// The form in which it crosses the boundary.
    pub fn to_json(&self, backend: Backend) -> String {
        serde_json::json!({
            "abi": crate::boundary::ABI,
            "backend": backend.name(),
            "adapter": self.adapter,
            "software": self.software,
            "reason": "",
        })
        .to_string()
    }
}

impl Context {
    /// Which one. In a build with one backend the compiler knows, and leaves out what is for the other.
    #[inline(always)]
    pub fn backend(&self) -> Backend {
        match (cfg!(feature = "cpu"), cfg!(feature = "gpu")) {
            (true, false) => Backend::Cpu,
            (false, true) => Backend::Wgpu,
            _ => self.backend,
        }
    }

    /// Whether to use `ops/shaders`.
    pub fn shaders(&self) -> bool {
        self.software && self.backend() == Backend::Wgpu
    }

    fn new(backend: Backend, device: &Device, software: bool) -> Self {
        Self { backend, device: device.as_dispatch().clone(), software }
    }

    /// Starts the processor backend.
    #[cfg(feature = "cpu")]
    pub fn cpu() -> Result<(Self, Info)> {
        let info = Info { adapter: "processor".into(), software: false };
        Ok((Self::new(Backend::Cpu, &Device::flex(), false), info))
    }

    /// This build has no processor backend.
    #[cfg(not(feature = "cpu"))]
    pub fn cpu() -> Result<(Self, Info)> {
        Err(unavailable(Backend::Cpu, "not part of this build"))
    }

    /// Starts the graphics backend; waits for the adapter.
    #[cfg(feature = "gpu")]
    pub async fn wgpu() -> Result<(Self, Info)> {
        match Device::wgpu_options().tasks_max(TASKS).init_with_setup_async().await {
            Ok((device, setup)) => {
                let adapter = setup.adapter.get_info();
                let software = format!("{:?}", adapter.device_type) == "Cpu";
                Ok((Self::new(Backend::Wgpu, &device, software), Info { adapter: adapter.name, software }))
            }
            Err(error) => Err(unavailable(Backend::Wgpu, &error.to_string())),
        }
    }

    /// This build has no graphics backend.
    #[cfg(not(feature = "gpu"))]
    pub async fn wgpu() -> Result<(Self, Info)> {
        Err(unavailable(Backend::Wgpu, "not part of this build"))
    }

    /// Starts the backend asked for.
    pub async fn start(backend: Backend) -> Result<(Self, Info)> {
        match backend {
            Backend::Cpu => Self::cpu(),
            Backend::Wgpu => Self::wgpu().await,
        }
    }
}
