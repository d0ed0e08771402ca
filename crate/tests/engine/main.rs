//! The engine's tests: one program, as each would be compiled with all of Burn by itself.

mod calls;
mod card_memory;
mod fusion;
mod kernels;
mod ops_binary;
mod ops_conv;
mod ops_cumulative;
mod ops_elementwise;
mod ops_linalg;
mod ops_pool;
mod ops_properties;
mod ops_random;
mod ops_reduce;
mod ops_scan;
mod ops_shape;
mod programs_properties;
mod requests;
mod scan_fused;
mod shaders;
mod stock_kernels;
mod support;
mod threads;
