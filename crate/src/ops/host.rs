//! Ops whose result has a shape that depends on values: nonzero, unique, boolean_mask. They read
//! values back, so they wait, and cannot be part of a program.

use crate::attrs::Attrs;
use crate::device::Context;
use crate::error::{EngineError, Result, shape_mismatch};
use crate::ops::by_dtype::select;
use crate::ops::expect_inputs;
use crate::spec::{DType, Spec};
use crate::tensor::Tensor;

/// Names of these ops.
pub const NAMES: [&str; 3] = ["nonzero", "unique", "boolean_mask"];

/// Runs one of these ops.
pub async fn execute_host(
    name: &str,
    inputs: &[Tensor],
    attrs: &Attrs,
    context: &Context,
) -> Result<Vec<Tensor>> {
    let specs: Vec<Spec> = inputs.iter().map(|input| input.spec.clone()).collect();
    let results = match name {
        "nonzero" => {
            expect_inputs(&specs, 1..=1).map_err(|error| error.in_op(name))?;
            nonzero(&inputs[0], context).await
        }
        "unique" => {
            expect_inputs(&specs, 1..=1).map_err(|error| error.in_op(name))?;
            unique(&inputs[0], attrs, context).await
        }
        "boolean_mask" => {
            expect_inputs(&specs, 2..=2).map_err(|error| error.in_op(name))?;
            boolean_mask(&inputs[0], &inputs[1], context).await
        }
        _ => Err(EngineError::new("unknown_op")),
    };
    results.map_err(|error| error.in_op(name))
}

fn refuse_empty(count: usize, shape: &[usize]) -> Result<()> {
    if count > 0 {
        return Ok(());
    }
    Err(EngineError::new("empty_tensor")
        .with("shapes", serde_json::json!([shape]))
        .with("detail", "nothing was selected"))
}

/// Positions of true values, in order, counting along the flattened tensor.
async fn positions(tensor: &Tensor, context: &Context) -> Result<Vec<usize>> {
    let truths = tensor.cast(DType::Bool, context).read().await?;
    Ok(truths.iter().enumerate().filter(|&(_, &truth)| truth != 0).map(|(index, _)| index).collect())
}

/// Coordinates of what is not zero: int32 of shape (count, rank).
async fn nonzero(tensor: &Tensor, context: &Context) -> Result<Vec<Tensor>> {
    let found = positions(tensor, context).await?;
    refuse_empty(found.len() * tensor.spec.rank(), &[found.len(), tensor.spec.rank()])?;
    let mut coordinates = vec![0; found.len() * tensor.spec.rank()];
    for (row, mut position) in coordinates.chunks_exact_mut(tensor.spec.rank()).zip(found.iter().copied()) {
        for (coordinate, &length) in row.iter_mut().zip(tensor.shape()).rev() {
            *coordinate = (position % length) as i32;
            position /= length;
        }
    }
    Ok(vec![Tensor::from_ints(coordinates, &[found.len(), tensor.spec.rank()], context)])
}

/// Sorted distinct values; with `return_inverse` where each value went, with `return_counts` how often.
async fn unique(tensor: &Tensor, attrs: &Attrs, context: &Context) -> Result<Vec<Tensor>> {
    let with_inverse = attrs.flag_or("return_inverse", false)?;
    let with_counts = attrs.flag_or("return_counts", false)?;
    let number = tensor.dtype().max(DType::Int32);
    // Floats become integers in the same order, so that one sort serves all dtypes.
    let keys: Vec<i64> = match number {
        DType::Float32 => tensor.read_floats(context).await?.into_iter().map(ordered).collect(),
        _ => tensor.read_ints(context).await?.into_iter().map(i64::from).collect(),
    };
    let mut distinct = keys.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let values = match number {
        DType::Float32 => Tensor::from_floats(
            distinct.iter().map(|&key| from_ordered(key)).collect(),
            &[distinct.len()],
            context,
        ),
        _ => Tensor::from_ints(distinct.iter().map(|&key| key as i32).collect(), &[distinct.len()], context),
    };
    let mut results = vec![values.cast(tensor.dtype(), context)];
    let places: Vec<usize> = keys.iter().map(|key| distinct.partition_point(|other| other < key)).collect();
    if with_inverse {
        results.push(Tensor::from_ints(
            places.iter().map(|&place| place as i32).collect(),
            tensor.shape(),
            context,
        ));
    }
    if with_counts {
        let mut counts = vec![0; distinct.len()];
        for place in places {
            counts[place] += 1;
        }
        results.push(Tensor::from_ints(counts, &[distinct.len()], context));
    }
    Ok(results)
}

/// Bits of a float as an integer that sorts like the float; all not-a-numbers are one value, the last.
fn ordered(value: f32) -> i64 {
    let value = if value == 0.0 { 0.0 } else { value };
    if value.is_nan() {
        return i64::from(u32::MAX);
    }
    let bits = value.to_bits();
    i64::from(if bits >> 31 == 1 { !bits } else { bits | 1 << 31 })
}

fn from_ordered(key: i64) -> f32 {
    let bits = key as u32;
    f32::from_bits(if bits >> 31 == 1 { bits & !(1 << 31) } else { !bits })
}

/// Rows of `x` where the mask holds; the mask covers the first axes of `x`.
async fn boolean_mask(x: &Tensor, mask: &Tensor, context: &Context) -> Result<Vec<Tensor>> {
    let covered = mask.spec.rank();
    if covered == 0 || covered > x.spec.rank() || x.shape()[..covered] != *mask.shape() {
        return Err(shape_mismatch(
            &[x.shape(), mask.shape()],
            "the mask must have the first axes of the tensor",
        ));
    }
    let found = positions(mask, context).await?;
    let mut shape = vec![found.len()];
    shape.extend_from_slice(&x.shape()[covered..]);
    refuse_empty(found.len(), &shape)?;
    let rest: usize = x.shape()[covered..].iter().product();
    let rows = x.reshaped(&[mask.spec.elements(), rest]);
    let indices = found.iter().map(|&index| index as i32).collect();
    let indices = Tensor::from_ints(indices, &[found.len()], context).primitive;
    let mut result = Tensor::new(select(rows.primitive, x.dtype(), 0, indices), Spec::new(x.dtype(), shape));
    result.blocked = x.blocked;
    Ok(vec![result])
}
