//! `pad`: more elements around a tensor, of one value or taken from its edges.
//!
//! `reflect` mirrors at the edge element (`c b | a b c | b a`), `symmetric` mirrors between elements
//! (`b a | a b c | c b`), `edge` repeats the edge element.

use crate::attrs::{Attrs, Number};
use crate::error::{Result, bad_attribute};
use crate::ops::by_dtype::{Region, full, ranges, select, slice_assign};
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::Spec;
use crate::tensor::Tensor;

const MODES: [&str; 4] = ["constant", "reflect", "symmetric", "edge"];

fn infer(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    let widths = attrs.pairs("widths")?;
    if widths.len() != inputs[0].rank() {
        let detail = format!("{} pairs for {} axes", widths.len(), inputs[0].rank());
        return Err(bad_attribute("widths", detail));
    }
    let mode = attrs.text("mode")?.unwrap_or("constant");
    if !MODES.contains(&mode) {
        return Err(bad_attribute("mode", format!("expected one of {MODES:?}, got {mode}")));
    }
    attrs.optional_number("value")?;
    let lengths = inputs[0].shape.iter().zip(&widths);
    let shape: Vec<usize> =
        lengths.map(|(&length, &(low, high))| length.saturating_add(low).saturating_add(high)).collect();
    Ok(vec![Spec::new(inputs[0].dtype, shape)])
}

/// Puts a tensor into a larger one of a single value.
pub fn pad_constant(input: &Tensor, widths: &[(usize, usize)], value: Number, call: &Call<'_>) -> Tensor {
    if widths.iter().all(|&width| width == (0, 0)) {
        return input.clone();
    }
    let lengths = input.shape().iter().zip(widths);
    let shape: Vec<usize> = lengths.map(|(&length, &(low, high))| low + length + high).collect();
    let spec = Spec::new(input.dtype(), shape);
    let place = input.shape().iter().zip(widths).map(|(&length, &(low, _))| Region::run(low, length));
    let regions: Vec<Region> = place.collect();
    let around = full(&spec, value, call.context).primitive;
    Tensor::new(slice_assign(around, input.dtype(), &ranges(&regions), input.primitive()), spec)
}

/// The element that stands at `position`, which may lie outside of `0..length`.
fn source(position: i64, length: i64, mode: &str) -> i64 {
    match mode {
        "edge" => position.clamp(0, length - 1),
        "reflect" if length == 1 => 0,
        "reflect" => {
            let folded = position.rem_euclid(2 * (length - 1));
            folded.min(2 * (length - 1) - folded)
        }
        _ => {
            let folded = position.rem_euclid(2 * length);
            folded.min(2 * length - 1 - folded)
        }
    }
}

fn eval(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let widths = call.attrs.pairs("widths")?;
    let mode = call.attrs.text("mode")?.unwrap_or("constant");
    let mut value = call.inputs[0].clone();
    if mode == "constant" {
        let fill = call.attrs.optional_number("value")?.unwrap_or(Number::Int(0));
        return Ok(vec![pad_constant(&value, &widths, fill, call)]);
    }
    for (axis, &(low, high)) in widths.iter().enumerate().filter(|(_, width)| **width != (0, 0)) {
        let length = value.shape()[axis] as i64;
        let positions = -(low as i64)..length + high as i64;
        let indices: Vec<i32> = positions.map(|position| source(position, length, mode) as i32).collect();
        let mut spec = value.spec.clone();
        spec.shape[axis] = indices.len();
        let indices = Tensor::from_ints(indices, &[spec.shape[axis]], call.context);
        value = Tensor::new(select(value.primitive(), value.dtype(), axis, indices.primitive), spec);
    }
    Ok(vec![value])
}

/// Rows of the table.
pub const OPS: &[Op] = &[Op::new("pad", Gradient::Yes, infer, eval)];
