//! Loops of our own for the processor: plain slices in and out, channels last, nothing of Burn.

pub mod conv;
pub mod depthwise;
pub mod exponential;
pub mod gemm;
#[cfg(target_arch = "wasm32")]
pub mod gemm_simd128;
pub mod grid;
pub mod patches;
pub mod pool;
#[cfg(target_arch = "wasm32")]
pub mod tile;
#[cfg(feature = "cpu")]
mod wide;
#[cfg(feature = "cpu")]
pub(crate) use wide::wide;
