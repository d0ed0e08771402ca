//! Shaders of our own as WGSL text, for software adapters: no barriers and no memory of a workgroup, which cost
//! most there, and short texts, which compile fast.
//!
//! Burn's autodiff sees each as one node.

pub mod chain;
pub mod chain_text;
pub mod convolution;
pub mod convolution_text;
pub mod eager;
pub mod grid_text;
pub mod integer;
pub mod kernel;
pub mod kernel_gradient_text;
pub mod lanes;
pub mod lanes_text;
pub mod layout;
pub mod node;
pub mod phrase;
pub mod pooling;
pub mod pooling_text;
pub mod product;
pub mod product_text;
pub mod reduction;
pub mod source;
pub mod values;
