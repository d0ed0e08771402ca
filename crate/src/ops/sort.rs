//! Sorting along an axis: sort, argsort, top_k. Equal values keep their order (lowest index first)
//! in both directions; not-a-number counts as the greatest. Gradients follow the values.

use std::cmp::Ordering;

use burn::backend::{DispatchTensor, TensorMetadata};
use burn::tensor::Slice;

use crate::attrs::Attrs;
use crate::device::Backend;
use crate::error::{Result, bad_attribute};
use crate::ops::by_dtype::{gather, permute, slice};
use crate::ops::processor::{floats, ints};
use crate::ops::reduce::detached;
use crate::ops::sorting_network;
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{DType, Spec};
use crate::tensor::Tensor;

fn sort_axis(spec: &Spec, attrs: &Attrs) -> Result<usize> {
    if spec.rank() == 0 {
        return Err(bad_attribute("axis", "a single number has no axis"));
    }
    spec.axis(attrs.int_or("axis", -1)?)
}

fn infer_sort(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    sort_axis(&inputs[0], attrs)?;
    attrs.flag_or("descending", false)?;
    Ok(vec![inputs[0].clone()])
}

fn infer_argsort(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    let same = infer_sort(inputs, attrs)?.remove(0);
    Ok(vec![Spec::new(DType::Int32, same.shape)])
}

fn infer_top_k(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    let mut shape = inputs[0].shape.clone();
    let k = attrs.size("k")?;
    match shape.last_mut() {
        None => return Err(bad_attribute("k", "a single number has no axis")),
        Some(length) if k == 0 || k > *length => {
            return Err(bad_attribute("k", format!("{k} of {length} values")));
        }
        Some(length) => *length = k,
    }
    Ok(vec![Spec::new(inputs[0].dtype, shape.clone()), Spec::new(DType::Int32, shape)])
}

/// Indices that sort each run of `length` values; only the first `keep` of each run.
fn order<T: Copy>(
    values: &[T],
    length: usize,
    keep: usize,
    descending: bool,
    compare: impl Fn(T, T) -> Ordering,
) -> Vec<i32> {
    let mut sorted = Vec::with_capacity(values.len() / length * keep);
    let mut indices: Vec<i32> = Vec::with_capacity(length);
    for lane in values.chunks_exact(length) {
        indices.clear();
        indices.extend(0..length as i32);
        let by_value = |&a: &i32, &b: &i32| {
            let order = compare(lane[a as usize], lane[b as usize]);
            (if descending { order.reverse() } else { order }).then(a.cmp(&b))
        };
        if keep < length {
            indices.select_nth_unstable_by(keep - 1, by_value);
        }
        indices[..keep].sort_unstable_by(by_value);
        sorted.extend_from_slice(&indices[..keep]);
    }
    sorted
}

/// Not-a-number after everything else.
fn compare_floats(a: f32, b: f32) -> Ordering {
    a.partial_cmp(&b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()))
}

/// Sorting indices along the last axis: its first `keep` places.
fn indices(
    call: &Call<'_>,
    value: DispatchTensor,
    dtype: DType,
    keep: usize,
    descending: bool,
) -> Result<DispatchTensor> {
    let value = if dtype == DType::Float32 { detached(value) } else { value };
    let mut shape = value.shape().to_vec();
    let length = shape.last().copied().unwrap_or(1);
    if call.context.backend() == Backend::Wgpu {
        let sorted = sorting_network::argsort(value, dtype, descending);
        let mut ranges = vec![Slice::full(); shape.len()];
        ranges[shape.len() - 1] = Slice::new(0, Some(keep as isize), 1);
        return Ok(if keep < length { slice(sorted, DType::Int32, &ranges) } else { sorted });
    }
    let sorted = match dtype {
        DType::Float32 => order(&floats(value)?, length, keep, descending, compare_floats),
        _ => order(&ints(value)?, length, keep, descending, |a, b| a.cmp(&b)),
    };
    *shape.last_mut().expect("physical tensors have an axis") = keep;
    Ok(Tensor::from_ints(sorted, &shape, call.context).primitive)
}

/// The input with the sorted axis last, as float32 or int32; and the order of axes that does it.
fn axis_last(call: &Call<'_>, axis: usize) -> (DispatchTensor, DType, Vec<usize>) {
    let dtype = call.inputs[0].dtype().max(DType::Int32);
    let input = call.inputs[0].cast(dtype, call.context).primitive;
    let rank = call.inputs[0].spec.rank();
    let mut order: Vec<usize> = (0..rank).collect();
    order.swap(axis, rank - 1);
    let value = if axis == rank - 1 { input } else { permute(input, dtype, &order) };
    (value, dtype, order)
}

/// Swapping two axes is its own inverse.
fn axis_back(value: DispatchTensor, dtype: DType, order: &[usize]) -> DispatchTensor {
    if order.is_sorted() { value } else { permute(value, dtype, order) }
}

fn argsort(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let axis = sort_axis(&call.inputs[0].spec, call.attrs)?;
    let (value, dtype, order) = axis_last(call, axis);
    let descending = call.attrs.flag_or("descending", false)?;
    let sorted = indices(call, value, dtype, call.inputs[0].shape()[axis], descending)?;
    Ok(vec![Tensor::new(axis_back(sorted, DType::Int32, &order), call.outputs[0].clone())])
}

fn sort(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let axis = sort_axis(&call.inputs[0].spec, call.attrs)?;
    let (value, dtype, order) = axis_last(call, axis);
    let descending = call.attrs.flag_or("descending", false)?;
    let sorted = indices(call, value.clone(), dtype, call.inputs[0].shape()[axis], descending)?;
    let last = order.len() - 1;
    let value = axis_back(gather(value, dtype, last, sorted), dtype, &order);
    let spec = Spec::new(dtype, call.outputs[0].shape.clone());
    Ok(vec![Tensor::new(value, spec).cast(call.outputs[0].dtype, call.context)])
}

fn top_k(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let last = call.inputs[0].spec.rank() - 1;
    let (value, dtype, _) = axis_last(call, last);
    let sorted = indices(call, value.clone(), dtype, call.attrs.size("k")?, true)?;
    let spec = Spec::new(dtype, call.outputs[0].shape.clone());
    let values = Tensor::new(gather(value, dtype, last, sorted.clone()), spec);
    Ok(vec![values.cast(call.outputs[0].dtype, call.context), Tensor::new(sorted, call.outputs[1].clone())])
}

/// Rows of the table.
pub const OPS: &[Op] = &[
    Op::new("sort", Gradient::Yes, infer_sort, sort),
    Op::new("argsort", Gradient::Zero, infer_argsort, argsort),
    Op::new("top_k", Gradient::Yes, infer_top_k, top_k),
];
