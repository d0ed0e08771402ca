//! Parts of a tensor by position: `slice` with any strides, `slice_update`.
//!
//! Bounds are read as Python reads them: below zero counts from the end, beyond the end is cut, and `null` or
//! nothing is open. One difference: with a stride below zero a stop of -1 means "through the first element",
//! as `slice.indices` writes it.

use serde_json::Value;

use crate::attrs::Attrs;
use crate::error::{EngineError, Result, bad_attribute, shape_mismatch};
use crate::ops::by_dtype::{Region, ranges, slice_assign};
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{Spec, resolve_axis};
use crate::tensor::Tensor;

/// Bounds of each axis; axes that are not named are open.
fn bounds(attrs: &Attrs, name: &str, rank: usize) -> Result<Vec<Option<i64>>> {
    let mut bounds = vec![None; rank];
    let Some(value) = attrs.get(name) else {
        return Ok(bounds);
    };
    let wrong = || bad_attribute(name, format!("expected at most {rank} integers, got {value}"));
    let items = value.as_array().filter(|items| items.len() <= rank).ok_or_else(wrong)?;
    for (bound, item) in bounds.iter_mut().zip(items) {
        *bound = match item {
            Value::Null => None,
            other => Some(other.as_i64().ok_or_else(wrong)?),
        };
    }
    Ok(bounds)
}

/// The region of one axis and whether it is read backwards.
fn region(start: Option<i64>, stop: Option<i64>, stride: i64, length: i64) -> Option<(Region, bool)> {
    if length == 0 {
        return None;
    }
    let wrapped = |index: i64| if index < 0 { index.saturating_add(length) } else { index };
    let (first, count) = if stride > 0 {
        let first = wrapped(start.unwrap_or(0)).clamp(0, length);
        let end = wrapped(stop.unwrap_or(length)).clamp(0, length);
        (first, (end - first + stride.min(length) - 1).div_euclid(stride.min(length)))
    } else {
        let first = wrapped(start.unwrap_or(length - 1)).clamp(-1, length - 1);
        let end = match stop {
            None | Some(-1) => -1,
            Some(stop) => wrapped(stop).clamp(-1, length - 1),
        };
        let step = (-stride).min(length);
        (first, (first - end + step - 1).div_euclid(step))
    };
    if count <= 0 {
        return None;
    }
    let step = stride.unsigned_abs().min(length as u64) as usize;
    let (first, count) = (first as usize, count as usize);
    let start = if stride > 0 { first } else { first - (count - 1) * step };
    Some((Region { start, count, step: if count == 1 { 1 } else { step } }, stride < 0))
}

/// Regions of all axes and the axes that are read backwards; `None` where nothing is left.
pub fn regions(attrs: &Attrs, input: &Spec) -> Result<(Vec<Option<Region>>, Vec<usize>)> {
    let rank = input.rank();
    let (starts, stops) = (bounds(attrs, "starts", rank)?, bounds(attrs, "stops", rank)?);
    let strides = bounds(attrs, "strides", rank)?;
    let mut backwards = vec![];
    let mut regions = vec![];
    for axis in 0..rank {
        let stride = strides[axis].unwrap_or(1);
        if stride == 0 || stride == i64::MIN {
            return Err(bad_attribute("strides", "a stride must not be 0"));
        }
        let found = region(starts[axis], stops[axis], stride, input.shape[axis] as i64);
        if found.is_some_and(|(_, reversed)| reversed) {
            backwards.push(axis);
        }
        regions.push(found.map(|(region, _)| region));
    }
    Ok((regions, backwards))
}

fn infer_slice(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    let (regions, _) = regions(attrs, &inputs[0])?;
    let lengths: Vec<usize> = regions.iter().map(|region| region.map_or(0, |region| region.count)).collect();
    let dropped = attrs.optional_ints("squeeze")?.unwrap_or_default();
    let dropped =
        dropped.iter().map(|&axis| resolve_axis(axis, lengths.len())).collect::<Result<Vec<_>>>()?;
    if let Some(&axis) = dropped.iter().find(|&&axis| lengths[axis] > 1) {
        return Err(bad_attribute("squeeze", format!("axis {axis} has {} elements", lengths[axis])));
    }
    if let Some(&axis) = dropped.iter().find(|&&axis| lengths[axis] == 0) {
        let index = bounds(attrs, "starts", lengths.len())?[axis];
        return Err(index_out_of_range(index.unwrap_or(0), inputs[0].shape[axis]).with("axis", axis));
    }
    let kept = (0..lengths.len()).filter(|axis| !dropped.contains(axis));
    Ok(vec![Spec::new(inputs[0].dtype, kept.map(|axis| lengths[axis]).collect::<Vec<_>>())])
}

/// An index that no element has.
pub fn index_out_of_range(index: i64, size: usize) -> EngineError {
    EngineError::new("index_out_of_range").with("index", index).with("size", size)
}

fn eval_slice(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let input = &call.inputs[0];
    let (regions, backwards) = regions(call.attrs, &input.spec)?;
    let regions: Vec<Region> = regions.into_iter().flatten().collect();
    let part = input.strided(&regions).flipped(&backwards);
    Ok(vec![part.reshaped(&call.outputs[0].shape)])
}

/// Where the update goes.
fn target(attrs: &Attrs, inputs: &[Spec]) -> Result<Vec<Region>> {
    let (whole, update) = (&inputs[0], &inputs[1]);
    let starts = attrs.ints("starts")?;
    if update.rank() != whole.rank() || starts.len() != whole.rank() {
        let detail = format!("the update and the {} starts must have one entry for each axis", starts.len());
        return Err(shape_mismatch(&[&whole.shape, &update.shape], detail));
    }
    let place = |axis: usize| {
        let (length, count) = (whole.shape[axis], update.shape[axis]);
        let start = if starts[axis] < 0 { starts[axis] + length as i64 } else { starts[axis] };
        if start < 0 || start as usize + count > length {
            let detail = format!("an update of {count} from {} leaves axis {axis} of {length}", starts[axis]);
            return Err(shape_mismatch(&[&whole.shape, &update.shape], detail));
        }
        Ok(Region::run(start as usize, count))
    };
    (0..whole.rank()).map(place).collect()
}

fn infer_update(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 2..=2)?;
    target(attrs, inputs)?;
    Ok(vec![inputs[0].clone()])
}

fn eval_update(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let whole = &call.inputs[0];
    let update = call.inputs[1].cast(whole.dtype(), call.context);
    if whole.spec.rank() == 0 {
        return Ok(vec![update]);
    }
    let regions = target(call.attrs, &[whole.spec.clone(), update.spec.clone()])?;
    let value = slice_assign(whole.primitive(), whole.dtype(), &ranges(&regions), update.primitive);
    Ok(vec![Tensor::new(value, whole.spec.clone())])
}

/// Rows of the table.
pub const OPS: &[Op] = &[
    Op::new("slice", Gradient::Yes, infer_slice, eval_slice),
    Op::new("slice_update", Gradient::Yes, infer_update, eval_update),
];
