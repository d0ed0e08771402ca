//! Several tensors into one and back, and one tensor several times: `concatenate`, `stack`, `split`, `tile`, `repeat`.

use crate::attrs::Attrs;
use crate::error::{Result, bad_attribute, shape_mismatch};
use crate::ops::by_dtype::{Region, cast_all, cat, common_dtype};
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{Spec, resolve_axis};
use crate::tensor::Tensor;

fn infer_concatenate(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=usize::MAX)?;
    let mut shape = inputs[0].shape.clone();
    let axis = attrs.axis("axis", shape.len())?;
    for other in &inputs[1..] {
        let same = other.rank() == shape.len()
            && (0..shape.len()).all(|index| index == axis || other.shape[index] == shape[index]);
        if !same {
            let detail = format!("may differ along axis {axis} only");
            return Err(shape_mismatch(&shapes(inputs), detail));
        }
        shape[axis] = shape[axis].saturating_add(other.shape[axis]);
    }
    Ok(vec![Spec::new(common_dtype(inputs), shape)])
}

fn shapes(inputs: &[Spec]) -> Vec<&[usize]> {
    inputs.iter().map(|spec| spec.shape.as_slice()).collect()
}

fn joined(inputs: &[Tensor], axis: usize, spec: &Spec, call: &Call<'_>) -> Tensor {
    let values = cast_all(inputs, spec.dtype, call.context);
    if let [only] = values.as_slice() {
        return Tensor { spec: spec.clone(), ..only.clone() };
    }
    let values = values.into_iter().map(|value| value.primitive).collect();
    Tensor::new(cat(values, spec.dtype, axis), spec.clone())
}

fn eval_concatenate(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let spec = &call.outputs[0];
    Ok(vec![joined(call.inputs, call.attrs.axis("axis", spec.rank())?, spec, call)])
}

fn infer_stack(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=usize::MAX)?;
    if inputs.iter().any(|spec| spec.shape != inputs[0].shape) {
        return Err(shape_mismatch(&shapes(inputs), "must all be the same"));
    }
    let mut shape = inputs[0].shape.clone();
    let axis = resolve_axis(attrs.int_or("axis", 0)?, shape.len() + 1)?;
    shape.insert(axis, inputs.len());
    Ok(vec![Spec::new(common_dtype(inputs), shape)])
}

fn eval_stack(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let spec = &call.outputs[0];
    let axis = resolve_axis(call.attrs.int_or("axis", 0)?, spec.rank())?;
    let mut shape = spec.shape.clone();
    shape[axis] = 1;
    let inputs: Vec<Tensor> = call.inputs.iter().map(|input| input.reshaped(&shape)).collect();
    Ok(vec![joined(&inputs, axis, spec, call)])
}

/// Where the parts start and how long they are.
pub fn parts(attrs: &Attrs, input: &Spec) -> Result<(usize, Vec<Region>)> {
    let axis = attrs.axis("axis", input.rank())?;
    let length = input.shape[axis];
    let mut bounds = vec![0];
    bounds.extend(attrs.sizes("indices")?);
    bounds.push(length);
    if bounds.windows(2).any(|pair| pair[0] >= pair[1]) {
        let detail =
            format!("{:?} does not cut {length} into parts with elements", &bounds[1..bounds.len() - 1]);
        return Err(bad_attribute("indices", detail));
    }
    Ok((axis, bounds.windows(2).map(|pair| Region::run(pair[0], pair[1] - pair[0])).collect()))
}

fn infer_split(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    let (axis, parts) = parts(attrs, &inputs[0])?;
    let part_spec = |part: &Region| {
        let mut shape = inputs[0].shape.clone();
        shape[axis] = part.count;
        Spec::new(inputs[0].dtype, shape)
    };
    Ok(parts.iter().map(part_spec).collect())
}

fn eval_split(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let input = &call.inputs[0];
    let (axis, parts) = parts(call.attrs, &input.spec)?;
    Ok(parts.into_iter().map(|part| input.along(axis, part)).collect())
}

/// Repeats and shape, both with leading ones so that they are equally long.
fn tile_parts(attrs: &Attrs, input: &Spec) -> Result<(Vec<usize>, Vec<usize>)> {
    let repeats = attrs.sizes("repeats")?;
    let rank = repeats.len().max(input.rank());
    let aligned = |values: &[usize]| [vec![1; rank - values.len()], values.to_vec()].concat();
    Ok((aligned(&repeats), aligned(&input.shape)))
}

fn infer_tile(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    let (repeats, shape) = tile_parts(attrs, &inputs[0])?;
    let shape: Vec<usize> =
        repeats.iter().zip(&shape).map(|(&times, &length)| times.saturating_mul(length)).collect();
    Ok(vec![Spec::new(inputs[0].dtype, shape)])
}

fn eval_tile(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let (repeats, mut shape) = tile_parts(call.attrs, &call.inputs[0].spec)?;
    let mut value = call.inputs[0].reshaped(&shape);
    for axis in 0..shape.len() {
        shape[axis] *= repeats[axis];
        value = repeated(&value, axis, axis, repeats[axis], &shape);
    }
    Ok(vec![value])
}

/// Repeats by a new axis in front of `position`, then joins it with its neighbour.
fn repeated(value: &Tensor, axis: usize, position: usize, times: usize, shape: &[usize]) -> Tensor {
    if times == 1 {
        return value.clone();
    }
    let mut single = value.shape().to_vec();
    single.insert(position, 1);
    let mut many = single.clone();
    many[position] = times;
    debug_assert_eq!(shape[axis], value.shape()[axis] * times);
    value.reshaped(&single).broadcast(&many).reshaped(shape)
}

fn infer_repeat(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    let axis = attrs.axis("axis", inputs[0].rank())?;
    let mut shape = inputs[0].shape.clone();
    shape[axis] = shape[axis].saturating_mul(attrs.size("repeats")?);
    Ok(vec![Spec::new(inputs[0].dtype, shape)])
}

fn eval_repeat(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let input = &call.inputs[0];
    let axis = call.attrs.axis("axis", input.spec.rank())?;
    let times = call.attrs.size("repeats")?;
    Ok(vec![repeated(input, axis, axis + 1, times, &call.outputs[0].shape)])
}

/// Rows of the table.
pub const OPS: &[Op] = &[
    Op::new("concatenate", Gradient::Yes, infer_concatenate, eval_concatenate),
    Op::new("stack", Gradient::Yes, infer_stack, eval_stack),
    Op::new("split", Gradient::Yes, infer_split, eval_split),
    Op::new("tile", Gradient::Yes, infer_tile, eval_tile),
    Op::new("repeat", Gradient::Yes, infer_repeat, eval_repeat),
];
