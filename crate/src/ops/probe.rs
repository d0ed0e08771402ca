//! `panic_probe`: panics on purpose, so that tests can see what a panic does to an engine; with the attribute
//! `elsewhere` on a thread that helps, if there is one.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::attrs::Attrs;
use crate::error::Result;
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::Spec;
use crate::tensor::Tensor;
use crate::threads;

const PARTS: usize = 1 << 13;

fn infer(inputs: &[Spec], _attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 0..=0)?;
    Ok(vec![Spec::float(vec![])])
}

fn eval(call: &Call<'_>) -> Result<Vec<Tensor>> {
    if call.attrs.get("elsewhere").is_some() {
        let here = AtomicUsize::new(0);
        threads::each(PARTS, &|_| {
            assert!(!threads::is_helper(), "panic_probe panics on purpose, elsewhere");
            // Slowly, so that the others come to some parts.
            for turn in 0..PARTS {
                here.fetch_add(turn, Ordering::SeqCst);
            }
        });
    }
    panic!("panic_probe panics on purpose")
}

/// Rows of the table.
pub const OPS: &[Op] = &[Op::new("panic_probe", Gradient::Zero, infer, eval)];
