//! Lower and upper triangles of the last two axes: `tril` keeps `column - row <= k`, `triu` keeps `column - row >= k`.

use crate::attrs::{Attrs, Number};
use crate::error::{Result, shape_mismatch};
use crate::ops::by_dtype::mask_fill;
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::Spec;
use crate::tensor::Tensor;

fn infer(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    attrs.int_or("k", 0)?;
    if inputs[0].rank() < 2 {
        return Err(shape_mismatch(&[&inputs[0].shape], "a triangle needs at least two axes"));
    }
    Ok(inputs.to_vec())
}

fn eval(call: &Call<'_>, dropped: fn(i64, i64) -> bool) -> Result<Vec<Tensor>> {
    let input = &call.inputs[0];
    let offset = call.attrs.int_or("k", 0)?;
    let matrix = &input.shape()[input.spec.rank() - 2..];
    let columns = matrix[1];
    let mask = (0..matrix[0] * columns)
        .map(|index| dropped((index % columns) as i64 - (index / columns) as i64, offset))
        .collect();
    let mask = Tensor::from_bools(mask, matrix, call.context).broadcast(input.shape());
    Ok(vec![mask_fill(input, mask.primitive, Number::Int(0))])
}

/// Rows of the table.
pub const OPS: &[Op] = &[
    Op::new("tril", Gradient::Yes, infer, |call| eval(call, |diagonal, offset| diagonal > offset)),
    Op::new("triu", Gradient::Yes, infer, |call| eval(call, |diagonal, offset| diagonal < offset)),
];
