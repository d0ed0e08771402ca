//! What is computed along one axis of a tensor seen as (before, along, after): sums, extremes, softmax.

use burn::backend::wgpu::CubeTensor;
use burn::tensor::DType;

use super::kernel::{Kernel, empty, line_groups};
use super::lanes_text as texts;
use super::values::{Value, launched};
use crate::tensor::physical_shape;

/// How many become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fold {
    /// Their sum.
    Sum,
    /// The greatest.
    Max,
    /// The smallest.
    Min,
}

/// Lanes longer than this are folded in parts, where there are few of them.
const LONG: usize = 512;
/// Length of a part.
const PART: usize = 128;
/// Lanes that keep an adapter busy.
const BUSY: usize = 2048;

fn numbers(lanes: usize, length: usize, after: usize, factor: f32) -> [u32; 6] {
    let counts = [lanes, length, after].map(|count| count as u32);
    [counts[0], counts[1], counts[2], f32::INFINITY.to_bits(), f32::NAN.to_bits(), factor.to_bits()]
}

/// One number for each lane of (before, along, after).
pub fn fold(
    way: Fold,
    x: &CubeTensor,
    [before, length, after]: [usize; 3],
    factor: f32,
    shape: &[usize],
) -> CubeTensor {
    if length > LONG && before * after < BUSY && length.is_multiple_of(PART) {
        let parts = length / PART;
        let found = fold(way, x, [before * parts, PART, after], 1.0, &[before, parts, after]);
        return fold(way, &found, [before, parts, after], factor, shape);
    }
    if length > LONG && before * after < BUSY {
        // The largest divisor that makes parts of a useful length, if there is one.
        if let Some(part) = (16..=LONG).rev().find(|&part| length.is_multiple_of(part)) {
            let found =
                fold(way, x, [before * (length / part), part, after], 1.0, &[before, length / part, after]);
            return fold(way, &found, [before, length / part, after], factor, shape);
        }
    }
    let y = empty(x, physical_shape(shape), DType::F32);
    let four = way == Fold::Sum && after.is_multiple_of(4);
    let width = if four { 4 } else { 1 };
    let lanes = before * after / width;
    let kernel = Kernel::named(&format!("fold {way:?} {four}"), || match way {
        Fold::Sum => texts::sum(four),
        Fold::Max => texts::extreme(true),
        Fold::Min => texts::extreme(false),
    });
    kernel.launch(line_groups(lanes), &[x], &[&y], &numbers(lanes, length, after / width, factor));
    y
}

/// One number for each lane.
pub fn folded(way: Fold, x: Value, lanes: [usize; 3], factor: f32, shape: &[usize]) -> Value {
    let work = |inputs: &[CubeTensor]| vec![fold(way, &inputs[0], lanes, factor, shape)];
    launched(vec![x], work).remove(0)
}

/// A shader with one invocation for each lane, or (`each`) for each element.
fn along(
    name: &'static str,
    inputs: Vec<Value>,
    [before, length, after]: [usize; 3],
    each: bool,
    (shape, dtype): (&[usize], DType),
    factor: f32,
    text: fn() -> String,
) -> Value {
    let work = |inputs: &[CubeTensor]| {
        let y = empty(&inputs[0], physical_shape(shape), dtype);
        let count = before * after * if each { length } else { 1 };
        let inputs: Vec<&CubeTensor> = inputs.iter().collect();
        let kernel = Kernel::named(name, text);
        kernel.launch(line_groups(count), &inputs, &[&y], &numbers(count, length, after, factor));
        vec![y]
    };
    launched(inputs, work).remove(0)
}

/// Each lane's number, repeated along it, times a factor.
pub fn repeated(x: Value, lanes: [usize; 3], factor: f32, shape: &[usize]) -> Value {
    along("repeat", vec![x], lanes, true, (shape, DType::F32), factor, texts::repeat)
}

/// Where the first extreme value of each lane is.
pub fn places(x: Value, lanes: [usize; 3], greatest: bool, shape: &[usize]) -> Value {
    let form = (shape, DType::I32);
    if greatest {
        along("place of the greatest", vec![x], lanes, false, form, 1.0, || texts::place(true))
    } else {
        along("place of the smallest", vec![x], lanes, false, form, 1.0, || texts::place(false))
    }
}

/// Softmax along the lanes, or its logarithm.
pub fn softmax(x: Value, lanes: [usize; 3], log: bool, shape: &[usize]) -> Value {
    let form = (shape, DType::F32);
    if log {
        along("log softmax", vec![x], lanes, false, form, 1.0, || texts::softmax(true))
    } else {
        along("softmax", vec![x], lanes, false, form, 1.0, || texts::softmax(false))
    }
}

/// The way back of softmax from its result and the gradient of that.
pub fn softmax_back(y: Value, gradient: Value, lanes: [usize; 3], log: bool, shape: &[usize]) -> Value {
    let (form, inputs) = ((shape, DType::F32), vec![y, gradient]);
    if log {
        along("log softmax back", inputs, lanes, false, form, 1.0, || texts::softmax_back(true))
    } else {
        along("softmax back", inputs, lanes, false, form, 1.0, || texts::softmax_back(false))
    }
}
