//! `panic_probe`: panics on purpose, so that tests can see what a panic does to an engine.

use crate::attrs::Attrs;
use crate::error::Result;
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::Spec;
use crate::tensor::Tensor;

fn infer(inputs: &[Spec], _attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 0..=0)?;
    Ok(vec![Spec::float(vec![])])
}

fn eval(_call: &Call<'_>) -> Result<Vec<Tensor>> {
    panic!("panic_probe panics on purpose")
}

/// Rows of the table.
pub const OPS: &[Op] = &[Op::new("panic_probe", Gradient::Zero, infer, eval)];
