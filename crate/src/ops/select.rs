//! Choosing values: `where(condition, a, b)` and `clip(x, min, max)`.

use burn::backend::Dispatch;
use burn::backend::ops::{BoolTensorOps, FloatTensorOps, IntTensorOps};

use crate::attrs::{Attrs, Number};
use crate::error::{Result, bad_attribute};
use crate::ops::elementwise::evaluate;
use crate::ops::formula::Formula;
use crate::ops::operands::expanded;
use crate::ops::real::Real;
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{DType, Spec, broadcast_shapes};
use crate::tensor::Tensor;

fn infer_where(inputs: &[Spec], _attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 3..=3)?;
    let branches = broadcast_shapes(&inputs[1].shape, &inputs[2].shape)?;
    let shape = broadcast_shapes(&inputs[0].shape, &branches)?;
    Ok(vec![Spec::new(inputs[1].dtype.max(inputs[2].dtype), shape)])
}

fn choose(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let spec = &call.outputs[0];
    let mask = expanded(&call.inputs[0].cast(DType::Bool, call.context), &spec.shape);
    let yes = expanded(&call.inputs[1].cast(spec.dtype, call.context), &spec.shape);
    let no = expanded(&call.inputs[2].cast(spec.dtype, call.context), &spec.shape);
    let value = match spec.dtype {
        DType::Float32 => Dispatch::float_mask_where(no, mask, yes),
        DType::Int32 => Dispatch::int_mask_where(no, mask, yes),
        DType::Bool => Dispatch::bool_mask_where(no, mask, yes),
    };
    Ok(vec![Tensor::new(value, spec.clone())])
}

fn bounds(attrs: &Attrs) -> Result<(Option<Number>, Option<Number>)> {
    Ok((attrs.optional_number("min")?, attrs.optional_number("max")?))
}

fn infer_clip(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    let (low, high) = bounds(attrs)?;
    if let (Some(low), Some(high)) = (low, high)
        && low.as_f64() > high.as_f64()
    {
        return Err(bad_attribute("min", format!("min {} is above max {}", low.as_f64(), high.as_f64())));
    }
    let floats = [low, high].iter().any(|bound| matches!(bound, Some(Number::Float(_))));
    let dtype = if floats { DType::Float32 } else { inputs[0].dtype.max(DType::Int32) };
    Ok(vec![Spec::new(dtype, inputs[0].shape.clone())])
}

/// `min(max(x, low), high)`; slope 1 from `low` to `high`.
#[derive(Debug, Clone, Copy)]
pub struct Clip {
    low: f32,
    high: f32,
}

impl Formula for Clip {
    fn value<R: Real>(self, x: R) -> R {
        let (low, high) = (x.constant(self.low), x.constant(self.high));
        x.maximum(low).minimum(high)
    }
    fn slope<R: Real>(self, x: R) -> R {
        let (low, high) = (x.constant(self.low), x.constant(self.high));
        let (zero, one) = (x.constant(0.0), x.constant(1.0));
        let not_above = high.if_less(x.clone(), zero.clone(), one);
        x.if_less(low, zero, not_above)
    }
}

/// With the attributes `min` and `max`.
pub fn clip_of(attrs: &Attrs) -> Result<Clip> {
    let (low, high) = bounds(attrs)?;
    let bound =
        |number: Option<Number>, default: f32| number.map_or(default, |number| number.as_f64() as f32);
    Ok(Clip { low: bound(low, f32::NEG_INFINITY), high: bound(high, f32::INFINITY) })
}

fn clip(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let (low, high) = bounds(call.attrs)?;
    if call.outputs[0].dtype == DType::Float32 {
        return evaluate(call, clip_of(call.attrs)?);
    }
    let bound =
        |number: Option<Number>, default: i32| number.map_or(default, crate::ops::by_dtype::int_value);
    let input = call.inputs[0].cast(DType::Int32, call.context).primitive;
    let value = Dispatch::int_clamp(input, bound(low, i32::MIN).into(), bound(high, i32::MAX).into());
    Ok(vec![Tensor::new(value, call.outputs[0].clone())])
}

/// Rows of the table.
pub const OPS: &[Op] =
    &[Op::new("where", Gradient::Yes, infer_where, choose), Op::new("clip", Gradient::Yes, infer_clip, clip)];
