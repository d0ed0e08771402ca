//! The two backends: Burn's Flex on the processor ("Cpu") and wgpu on the graphics card ("Wgpu").

use burn::backend::DispatchDevice;
#[cfg(feature = "gpu")]
use burn::cubecl::MemoryScope;
use burn::tensor::Device;
#[cfg(feature = "gpu")]
use burn::tensor::wgpu::wgpu;

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
    /// How many buffers a shader can be given.
    pub buffers: usize,
}

/// What a graphics card holds for us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardMemory {
    /// Places in use.
    pub buffers: u64,
    /// Bytes in use.
    pub used: u64,
    /// Bytes taken from the card, kept ones included.
    pub reserved: u64,
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

    /// Whether products and sums go through `ops/shaders` too.
    pub fn shaders(&self) -> bool {
        self.software && self.backend() == Backend::Wgpu
    }

    /// Whether it is the graphics backend. Elements one by one, windows and random numbers go through
    /// `ops/shaders` on every adapter; products and sums of real ones through Burn's kernels, which share memory.
    pub fn on_card(&self) -> bool {
        self.backend() == Backend::Wgpu
    }

    /// The graphics card's own count of its memory.
    #[cfg(feature = "gpu")]
    pub fn card_memory(&self) -> Option<CardMemory> {
        let DispatchDevice::Cube(device) = &self.device else { return None };
        let usage = device.client().memory_report(MemoryScope::Device).usage();
        let [buffers, used, reserved] = [usage.number_allocs, usage.bytes_in_use, usage.bytes_reserved];
        Some(CardMemory { buffers, used, reserved })
    }

    /// Gives memory back to the graphics card that nothing uses at present.
    #[cfg(feature = "gpu")]
    pub fn give_back(&self) {
        if let DispatchDevice::Cube(device) = &self.device {
            // Refused only while commands are recorded for later, which nobody does here.
            let _ = device.client().memory_cleanup();
        }
    }

    /// There is no graphics card in this build.
    #[cfg(not(feature = "gpu"))]
    pub fn card_memory(&self) -> Option<CardMemory> {
        None
    }

    /// There is no graphics card in this build.
    #[cfg(not(feature = "gpu"))]
    pub fn give_back(&self) {}

    /// Starts the processor backend.
    #[cfg(feature = "cpu")]
    pub fn cpu() -> Result<(Self, Info)> {
        let info = Info { adapter: "processor".into(), software: false };
        let device = Device::flex().as_dispatch().clone();
        Ok((Self { backend: Backend::Cpu, device, software: false, buffers: usize::MAX }, info))
    }

    /// This build has no processor backend.
    #[cfg(not(feature = "cpu"))]
    pub fn cpu() -> Result<(Self, Info)> {
        Err(unavailable(Backend::Cpu, "not part of this build"))
    }

    /// Starts the graphics backend; waits for the adapter.
    #[cfg(feature = "gpu")]
    pub async fn wgpu() -> Result<(Self, Info)> {
        let started = Device::wgpu_options().tasks_max(TASKS).init_with_setup_async().await;
        let (device, setup) = started.map_err(|error| unavailable(Backend::Wgpu, &error.to_string()))?;
        let adapter = setup.adapter.get_info();
        let software = adapter.device_type == wgpu::DeviceType::Cpu;
        let buffers = setup.device.limits().max_storage_buffers_per_shader_stage as usize;
        let device = device.as_dispatch().clone();
        let context = Self { backend: Backend::Wgpu, device, software, buffers };
        Ok((context, Info { adapter: adapter.name, software }))
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
