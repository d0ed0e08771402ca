//! The p_vision engine: tensors, gradients and programs on Burn.
//!
//! Rust knows tensors, gradients and programs; Python knows Keras. There is one op table; an op runs
//! by itself (`engine`) or inside a program (`program`, `run`) that was recorded once and runs many times.

pub mod attrs;
pub mod boundary;
pub mod device;
pub mod engine;
pub mod error;
pub mod fusion;
pub mod gather;
pub mod kernels;
pub mod log_hook;
pub mod memory;
pub mod ops;
pub mod program;
pub mod read;
pub mod run;
pub mod self_test;
pub mod spec;
pub mod tape;
pub mod tensor;
pub mod threads;
pub mod upload;

#[cfg(feature = "python")]
mod python;
#[cfg(feature = "web")]
mod web;
