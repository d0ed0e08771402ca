//! A shader: WGSL text that reads buffers and a list of numbers `p`, and writes one or more buffers.
//!
//! The text goes to the driver as it is. CubeCL keeps the pipeline by the text's hash.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, LazyLock, Mutex};

use burn::backend::wgpu::CubeTensor;
use burn::cubecl::Device as CubeDevice;
use burn::cubecl::ir::metadata::Info;
use burn::cubecl::ir::{ElemType, UIntKind};
use burn::cubecl::prelude::{
    AddressType, BufferIOAttr, CubeCount, CubeDim, CubeKernel, ExecutionMode, KernelDefinition, KernelId,
    KernelMetadata, KernelSettings, PrecompiledSource, Scope,
};
use burn::cubecl::server::{KernelArguments, MetadataBindingInfo};
use burn::tensor::{DType, Shape};

/// What a buffer that is only read is declared as. Natively tensors share buffers, and one buffer must not be
/// bound for reading and for writing at once; in the page each has its own.
pub const INPUT: &str = if cfg!(target_family = "wasm") { "read" } else { "read_write" };

/// A text and its hash.
#[derive(Debug, Clone)]
pub struct Kernel {
    text: Arc<str>,
    hash: u64,
}

static TEXTS: LazyLock<Mutex<HashMap<String, Kernel>>> = LazyLock::new(Mutex::default);

impl Kernel {
    /// The shader of a text.
    pub fn new(text: String) -> Self {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        Self { hash: hasher.finish(), text: text.into() }
    }

    /// The shader of this name, whose text is made once.
    pub fn named(name: &str, text: impl FnOnce() -> String) -> Self {
        let mut texts = TEXTS.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(kernel) = texts.get(name) {
            return kernel.clone();
        }
        let kernel = Self::new(text());
        texts.insert(name.into(), kernel.clone());
        kernel
    }

    /// Runs it: inputs in order, then outputs, then the numbers.
    pub fn launch(&self, groups: [u32; 3], inputs: &[&CubeTensor], outputs: &[&CubeTensor], numbers: &[u32]) {
        let mut arguments = KernelArguments::new();
        for (tensors, io) in [(inputs, BufferIOAttr::ReadOnly), (outputs, BufferIOAttr::WriteOnly)] {
            for tensor in tensors {
                arguments = arguments.with_buffer_io(tensor.handle.clone().binding(), io);
            }
        }
        let pair = |pair: &[u32]| u64::from(pair[0]) | u64::from(*pair.get(1).unwrap_or(&0)) << 32;
        arguments.info = MetadataBindingInfo::custom(numbers.chunks(2).map(pair).collect());
        let [x, y, z] = groups;
        outputs[0].client.launch(Box::new(self.clone()), CubeCount::Static(x, y, z), arguments);
    }
}

impl KernelMetadata for Kernel {
    fn id(&self) -> KernelId {
        KernelId::new::<Self>().info(self.hash)
    }

    fn address_type(&self) -> ElemType {
        UIntKind::U32.into()
    }
}

impl CubeKernel for Kernel {
    fn define(&self) -> KernelDefinition {
        let settings = KernelSettings::new(CubeDim::new_1d(1).0, ExecutionMode::Checked, AddressType::U32);
        KernelDefinition { body: Scope::root(settings.clone()), settings, info: Info::default() }
    }

    fn source(&self) -> Option<PrecompiledSource> {
        let source = self.text.to_string();
        Some(PrecompiledSource { source, entrypoint_name: "main".into(), lang: "wgsl" })
    }
}

/// Declarations of inputs, outputs and numbers by their element types.
pub fn bindings(inputs: &[&str], outputs: &[&str]) -> String {
    let mut text = String::new();
    for (index, element) in inputs.iter().enumerate() {
        text += &format!("@group(0) @binding({index}) var<storage,{INPUT}> in{index}: array<{element}>;\n");
    }
    for (index, element) in outputs.iter().enumerate() {
        let binding = inputs.len() + index;
        text +=
            &format!("@group(0) @binding({binding}) var<storage,read_write> out{index}: array<{element}>;\n");
    }
    let binding = inputs.len() + outputs.len();
    text + &format!("@group(0) @binding({binding}) var<storage,read> p: array<u32>;\n")
}

/// A new tensor beside another one.
pub fn empty(beside: &CubeTensor, shape: Shape, dtype: DType) -> CubeTensor {
    let handle = beside.client.empty(shape.num_elements().max(1) * dtype.size());
    CubeTensor::new_contiguous(beside.client.clone(), beside.device.clone(), shape, handle, dtype)
}

/// A new tensor on a device.
pub fn empty_on(device: &CubeDevice, shape: Shape, dtype: DType) -> CubeTensor {
    let client = device.client();
    let handle = client.empty(shape.num_elements().max(1) * dtype.size());
    CubeTensor::new_contiguous(client, device.clone(), shape, handle, dtype)
}

/// Invocations of a workgroup in one line.
pub const LINE: usize = 64;
/// Workgroups along one axis that every adapter allows.
const WIDEST: usize = 65_535;

/// Workgroups for so many invocations in lines; `place` of the text below tells which one it is.
pub fn line_groups(count: usize) -> [u32; 3] {
    let groups = count.div_ceil(LINE).max(1);
    let rows = groups.div_ceil(WIDEST);
    [groups.div_ceil(rows) as u32, rows as u32, 1]
}

/// The head of a shader whose invocations stand in lines: `e` is the number of each, `p[0]` how many there are.
pub fn line_head() -> String {
    format!(
        "@compute @workgroup_size({LINE})\nfn main(@builtin(global_invocation_id) id: vec3<u32>, \
         @builtin(num_workgroups) groups: vec3<u32>) {{\nlet e = id.x + id.y * groups.x * {LINE}u;\n\
         if (e >= p[0]) {{ return; }}\n"
    )
}
