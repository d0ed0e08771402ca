//! Greatest and smallest values and where they are. Not-a-number wins, as in NumPy; at ties the
//! lowest index is reported and the gradient is shared evenly, as in JAX.

use burn::backend::ops::{BoolTensorOps, FloatTensorOps, IntTensorOps};
use burn::backend::tensor::FloatTensor;
use burn::backend::{Dispatch, DispatchTensor, TensorMetadata};
use burn::tensor::{BoolDType, Shape};

use crate::device::{Backend, Context};
use crate::error::Result;
use crate::ops::lanes::Lanes;
use crate::ops::places::line_of;
use crate::ops::processor::{floats, ints};
use crate::ops::rule::{Engine, Kept, Rule, apply_rule};
use crate::spec::DType;
use crate::tensor::{FLOAT, INT, Tensor, bool_dtype};

/// Which end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extreme {
    /// The greatest.
    Max,
    /// The smallest.
    Min,
}

#[derive(Debug, Clone)]
struct FloatExtreme {
    axis: usize,
    extreme: Extreme,
    store: BoolDType,
}

impl Rule for FloatExtreme {
    const KEEPS_OUTPUT: bool = true;

    fn forward<B: Engine>(&self, x: FloatTensor<B>) -> FloatTensor<B> {
        let value = match self.extreme {
            Extreme::Max => B::float_max_dim(x.clone(), self.axis),
            Extreme::Min => B::float_min_dim(x.clone(), self.axis),
        };
        if self.store == bool_dtype(Backend::Cpu) {
            return value;
        }
        // Graphics hardware may skip what is not a number: count it and put it back.
        let broken = B::bool_into_float(B::float_is_nan(x, self.store), FLOAT);
        let count = B::float_sum_dim(broken, self.axis);
        let any = B::float_greater_elem(count, 0f32.into(), self.store);
        B::float_mask_fill(value, any, f32::NAN.into())
    }

    fn backward<B: Engine>(&self, kept: Kept<B>, gradient: FloatTensor<B>) -> FloatTensor<B> {
        let x = kept.input.expect("extremes keep their input");
        let y = B::float_expand(kept.output.expect("extremes keep their output"), x.shape());
        let winners = B::bool_into_float(B::float_equal(x, y, self.store), FLOAT);
        let count = B::float_sum_dim(winners.clone(), self.axis);
        B::float_mul(winners, B::float_div(gradient, count))
    }
}

/// Greatest or smallest value along the axis.
pub fn float_extreme(lanes: Lanes, extreme: Extreme) -> DispatchTensor {
    let store = bool_dtype(if is_processor(&lanes.value) { Backend::Cpu } else { Backend::Wgpu });
    apply_rule(FloatExtreme { axis: lanes.axis, extreme, store }, lanes.value)
}

#[cfg(feature = "cpu")]
fn is_processor(value: &DispatchTensor) -> bool {
    use burn::backend::DispatchTensorKind as Kind;
    let kind = if let Kind::Autodiff(inner) = &value.kind { inner } else { &value.kind };
    matches!(kind, Kind::Flex(_))
}

#[cfg(not(feature = "cpu"))]
fn is_processor(_value: &DispatchTensor) -> bool {
    false
}

/// Index of the first winner of each lane of a plain array (before, length, after).
fn first_winners<T: Copy>(
    values: &[T],
    length: usize,
    after: usize,
    beats: impl Fn(T, T) -> bool,
) -> Vec<i32> {
    let mut winners = Vec::with_capacity(values.len() / length);
    for block in values.chunks_exact(length * after) {
        for offset in 0..after {
            let mut best = 0;
            let mut best_value = block[offset];
            for index in 1..length {
                let value = block[index * after + offset];
                if beats(value, best_value) {
                    (best, best_value) = (index, value);
                }
            }
            winners.push(best as i32);
        }
    }
    winners
}

/// Index of the first winner along the axis.
pub fn arg_extreme(
    lanes: Lanes,
    dtype: DType,
    extreme: Extreme,
    context: &Context,
) -> Result<DispatchTensor> {
    let mut shape = lanes.value.shape();
    let after: usize = shape[lanes.axis + 1..].iter().product();
    shape[lanes.axis] = 1;
    if context.backend() == Backend::Wgpu {
        return Ok(arg_extreme_by_ops(lanes, dtype, extreme));
    }
    let winners = match (dtype, extreme) {
        (DType::Float32, Extreme::Max) => {
            let beats = |new: f32, old: f32| new > old || (new.is_nan() && !old.is_nan());
            first_winners(&floats(lanes.value)?, lanes.length, after, beats)
        }
        (DType::Float32, Extreme::Min) => {
            let beats = |new: f32, old: f32| new < old || (new.is_nan() && !old.is_nan());
            first_winners(&floats(lanes.value)?, lanes.length, after, beats)
        }
        (_, Extreme::Max) => first_winners(&ints(lanes.value)?, lanes.length, after, |new, old| new > old),
        (_, Extreme::Min) => first_winners(&ints(lanes.value)?, lanes.length, after, |new, old| new < old),
    };
    Ok(Tensor::from_ints(winners, &shape.to_vec(), context).primitive)
}

/// The smallest index among those whose value is the extreme one (or not a number, if any is).
fn arg_extreme_by_ops(lanes: Lanes, dtype: DType, extreme: Extreme) -> DispatchTensor {
    let store = bool_dtype(Backend::Wgpu);
    let full = lanes.value.shape();
    let winners = if dtype == DType::Float32 {
        let best = float_extreme(lanes.clone(), extreme);
        let equal =
            Dispatch::float_equal(lanes.value.clone(), Dispatch::float_expand(best, full.clone()), store);
        let broken = Dispatch::float_is_nan(lanes.value.clone(), store);
        Dispatch::bool_or(equal, broken)
    } else {
        let best = match extreme {
            Extreme::Max => Dispatch::int_max_dim(lanes.value.clone(), lanes.axis),
            Extreme::Min => Dispatch::int_min_dim(lanes.value.clone(), lanes.axis),
        };
        Dispatch::int_equal(lanes.value.clone(), Dispatch::int_expand(best, full.clone()), store)
    };
    let mut line = vec![1; full.num_dims()];
    line[lanes.axis] = lanes.length;
    let indices = line_of(0..lanes.length, &lanes.value.device());
    let indices = Dispatch::int_expand(Dispatch::int_reshape(indices, Shape::from(line)), full.clone());
    let none = Dispatch::int_full(full, (lanes.length as i32).into(), &lanes.value.device(), INT);
    let candidates = Dispatch::int_mask_where(none, winners, indices);
    Dispatch::int_min_dim(candidates, lanes.axis)
}
