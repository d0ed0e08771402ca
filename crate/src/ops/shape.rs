//! Ops that give the same elements another shape or order: `reshape`, `transpose`, `broadcast_to`, `flip`, `roll`.

use crate::attrs::Attrs;
use crate::error::{Result, bad_attribute, shape_mismatch};
use crate::ops::by_dtype::{Region, cat};
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{Spec, broadcast_shapes, resolve_axis};
use crate::tensor::Tensor;

/// The spec of the only input.
pub fn infer_same(inputs: &[Spec], _attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    Ok(inputs.to_vec())
}

fn infer_reshape(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    let target = attrs.ints("shape")?;
    let elements = inputs[0].elements();
    if target.iter().any(|&length| length < -1) || target.iter().filter(|&&length| length == -1).count() > 1 {
        return Err(bad_attribute("shape", "lengths are positive, at most one may be -1"));
    }
    let known = target.iter().filter(|&&length| length != -1);
    let known = known.fold(1usize, |product, &length| product.saturating_mul(length as usize));
    let shape: Vec<usize> = target
        .iter()
        .map(|&length| if length == -1 { elements.checked_div(known).unwrap_or(0) } else { length as usize })
        .collect();
    let spec = Spec::new(inputs[0].dtype, shape);
    if spec.elements() != elements {
        let detail = format!("{elements} elements do not fill {target:?}");
        return Err(shape_mismatch(&[&inputs[0].shape, &spec.shape], detail));
    }
    Ok(vec![spec])
}

fn eval_reshape(call: &Call<'_>) -> Result<Vec<Tensor>> {
    Ok(vec![call.inputs[0].reshaped(&call.outputs[0].shape)])
}

/// The order of axes asked for; all axes reversed when absent.
fn order(attrs: &Attrs, rank: usize) -> Result<Vec<usize>> {
    let Some(axes) = attrs.optional_ints("axes")? else {
        return Ok((0..rank).rev().collect());
    };
    let resolved = axes.iter().map(|&axis| resolve_axis(axis, rank)).collect::<Result<Vec<_>>>()?;
    let mut sorted = resolved.clone();
    sorted.sort_unstable();
    if sorted != (0..rank).collect::<Vec<_>>() {
        return Err(bad_attribute("axes", format!("{axes:?} does not name each of {rank} axes once")));
    }
    Ok(resolved)
}

fn infer_transpose(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    let axes = order(attrs, inputs[0].rank())?;
    let shape: Vec<usize> = axes.iter().map(|&axis| inputs[0].shape[axis]).collect();
    Ok(vec![Spec::new(inputs[0].dtype, shape)])
}

fn eval_transpose(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let input = &call.inputs[0];
    Ok(vec![input.permuted(&order(call.attrs, input.spec.rank())?)])
}

fn infer_broadcast(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    let shape = attrs.sizes("shape")?;
    match broadcast_shapes(&inputs[0].shape, &shape) {
        Ok(joined) if joined == shape => Ok(vec![Spec::new(inputs[0].dtype, shape)]),
        _ => Err(shape_mismatch(&[&inputs[0].shape, &shape], "does not broadcast to the shape asked for")),
    }
}

fn eval_broadcast(call: &Call<'_>) -> Result<Vec<Tensor>> {
    Ok(vec![call.inputs[0].broadcast(&call.outputs[0].shape)])
}

fn infer_flip(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    infer_same(inputs, attrs)?;
    attrs.axes("axes", inputs[0].rank())?;
    Ok(inputs.to_vec())
}

fn eval_flip(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let input = &call.inputs[0];
    Ok(vec![input.flipped(&call.attrs.axes("axes", input.spec.rank())?)])
}

fn infer_roll(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    infer_same(inputs, attrs)?;
    attrs.axis("axis", inputs[0].rank())?;
    attrs.int("shift")?;
    Ok(inputs.to_vec())
}

fn eval_roll(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let input = &call.inputs[0];
    let axis = call.attrs.axis("axis", input.spec.rank())?;
    let length = input.shape()[axis];
    let shift = call.attrs.int("shift")?.rem_euclid(length as i64) as usize;
    if shift == 0 {
        return Ok(vec![input.clone()]);
    }
    let tail = input.along(axis, Region::run(length - shift, shift)).primitive;
    let head = input.along(axis, Region::run(0, length - shift)).primitive;
    Ok(vec![Tensor::new(cat(vec![tail, head], input.dtype(), axis), call.outputs[0].clone())])
}

/// Rows of the table.
pub const OPS: &[Op] = &[
    Op::new("reshape", Gradient::Yes, infer_reshape, eval_reshape),
    Op::new("transpose", Gradient::Yes, infer_transpose, eval_transpose),
    Op::new("broadcast_to", Gradient::Yes, infer_broadcast, eval_broadcast),
    Op::new("flip", Gradient::Yes, infer_flip, eval_flip),
    Op::new("roll", Gradient::Yes, infer_roll, eval_roll),
];
