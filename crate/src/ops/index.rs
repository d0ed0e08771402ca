//! Ops that pick or write elements by index tensors: `take`, `take_along_axis`, `one_hot`.
//!
//! An index below zero counts from the end. Out of range: an error on the processor, cut to the range on the
//! graphics card, where looking would mean waiting.

use burn::backend::Dispatch;
use burn::backend::ops::IntTensorOps;

use crate::attrs::Attrs;
use crate::device::{Backend, Context};
use crate::error::{Result, dtype_mismatch, shape_mismatch};
use crate::ops::by_dtype::{gather, select};
use crate::ops::slice::index_out_of_range;
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{DType, Spec, broadcast_shapes, resolve_axis};
use crate::tensor::{Tensor, bool_dtype, ready_now};

/// Refuses indices that are no integers.
pub fn expect_indices(indices: &Spec) -> Result<()> {
    match indices.dtype {
        DType::Int32 => Ok(()),
        dtype => Err(dtype_mismatch(&[dtype], "indices must be int32")),
    }
}

/// Indices in `0..size`.
pub fn resolved_indices(indices: &Tensor, size: usize, context: &Context) -> Result<Tensor> {
    if context.backend() == Backend::Cpu {
        let mut values = ready_now(indices.read_ints(context))?;
        let limit = size as i64;
        if let Some(&wrong) = values.iter().find(|&&value| !(-limit..limit).contains(&i64::from(value))) {
            return Err(index_out_of_range(i64::from(wrong), size));
        }
        if values.iter().all(|&value| value >= 0) {
            return Ok(indices.clone());
        }
        values.iter_mut().filter(|value| **value < 0).for_each(|value| *value += size as i32);
        return Ok(Tensor::from_ints(values, indices.shape(), context));
    }
    let from_end = Dispatch::int_add_scalar(indices.primitive(), (size as i32).into());
    let negative = Dispatch::int_lower_elem(indices.primitive(), 0.into(), bool_dtype(context.backend()));
    let wrapped = Dispatch::int_mask_where(indices.primitive(), negative, from_end);
    let clamped = Dispatch::int_clamp(wrapped, 0.into(), (size as i32 - 1).into());
    Ok(Tensor::new(clamped, indices.spec.clone()))
}

/// The axis; `None` means all axes as one.
fn take_axis(attrs: &Attrs, rank: usize) -> Result<Option<usize>> {
    attrs.get("axis").map(|_| attrs.axis("axis", rank)).transpose()
}

fn infer_take(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 2..=2)?;
    expect_indices(&inputs[1])?;
    let (values, indices) = (&inputs[0], &inputs[1].shape);
    let shape = match take_axis(attrs, values.rank())? {
        None => indices.clone(),
        Some(axis) => [&values.shape[..axis], indices, &values.shape[axis + 1..]].concat(),
    };
    Ok(vec![Spec::new(values.dtype, shape)])
}

fn eval_take(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let values = &call.inputs[0];
    let (values, axis) = match take_axis(call.attrs, values.spec.rank())? {
        Some(axis) => (values.clone(), axis),
        None => (values.reshaped(&[values.spec.elements()]), 0),
    };
    let indices = resolved_indices(&call.inputs[1], values.shape()[axis], call.context)?;
    let indices = indices.reshaped(&[indices.spec.elements()]).primitive;
    Ok(vec![Tensor::new(select(values.primitive(), values.dtype(), axis, indices), call.outputs[0].clone())])
}

/// The axis, the shape of the values and the shape of the indices, both repeated where NumPy repeats.
fn along(inputs: &[Spec], attrs: &Attrs) -> Result<(usize, Vec<usize>, Vec<usize>)> {
    let (values, indices) = (&inputs[0].shape, &inputs[1].shape);
    let axis = attrs.axis("axis", values.len())?;
    if values.len() != indices.len() {
        return Err(shape_mismatch(&[values, indices], "values and indices need the same number of axes"));
    }
    let without = |shape: &[usize], length: usize| {
        let mut shape = shape.to_vec();
        shape[axis] = length;
        shape
    };
    let common = broadcast_shapes(&without(values, 1), &without(indices, 1))?;
    Ok((axis, without(&common, values[axis]), without(&common, indices[axis])))
}

fn infer_along(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 2..=2)?;
    expect_indices(&inputs[1])?;
    let (_, _, shape) = along(inputs, attrs)?;
    Ok(vec![Spec::new(inputs[0].dtype, shape)])
}

fn eval_along(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let specs: Vec<Spec> = call.inputs.iter().map(|input| input.spec.clone()).collect();
    let (axis, values, indices) = along(&specs, call.attrs)?;
    let values = call.inputs[0].broadcast(&values);
    let indices = resolved_indices(&call.inputs[1], values.shape()[axis], call.context)?.broadcast(&indices);
    let value = gather(values.primitive(), values.dtype(), axis, indices.primitive);
    Ok(vec![Tensor::new(value, call.outputs[0].clone())])
}

fn one_hot_axis(attrs: &Attrs, rank: usize) -> Result<usize> {
    resolve_axis(attrs.int_or("axis", -1)?, rank + 1)
}

fn infer_one_hot(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    expect_indices(&inputs[0])?;
    let mut shape = inputs[0].shape.clone();
    shape.insert(one_hot_axis(attrs, shape.len())?, attrs.size("num_classes")?);
    let dtype = if attrs.get("dtype").is_some() { attrs.dtype("dtype")? } else { DType::Float32 };
    Ok(vec![Spec::new(dtype, shape)])
}

fn eval_one_hot(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let (indices, spec) = (&call.inputs[0], &call.outputs[0]);
    let axis = one_hot_axis(call.attrs, indices.spec.rank())?;
    let classes = spec.shape[axis];
    let mut single = indices.shape().to_vec();
    single.insert(axis, 1);
    let mut row = vec![1; spec.rank()];
    row[axis] = classes;
    let row = Tensor::from_ints((0..classes as i32).collect(), &row, call.context).broadcast(&spec.shape);
    let indices = indices.reshaped(&single).broadcast(&spec.shape);
    let hot = Dispatch::int_equal(indices.primitive, row.primitive, bool_dtype(call.context.backend()));
    let hot = Tensor::new(hot, Spec::new(DType::Bool, spec.shape.clone()));
    Ok(vec![hot.cast(spec.dtype, call.context)])
}

/// Rows of the table.
pub const OPS: &[Op] = &[
    Op::new("take", Gradient::Yes, infer_take, eval_take),
    Op::new("take_along_axis", Gradient::Yes, infer_along, eval_along),
    Op::new("one_hot", Gradient::Zero, infer_one_hot, eval_one_hot),
];
