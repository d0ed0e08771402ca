//! Reductions along axes: sum, mean, prod, max, min, any, all, var, std, logsumexp, argmax, argmin.

use burn::backend::ops::{BoolTensorOps, FloatTensorOps, IntTensorOps};
use burn::backend::tensor::FloatTensor;
use burn::backend::{Dispatch, DispatchTensor, TensorMetadata};

use crate::attrs::Attrs;
use crate::error::{Result, bad_attribute};
use crate::ops::extremes::{Extreme, arg_extreme, float_extreme};
use crate::ops::lanes::{Lanes, gathered};
use crate::ops::rule::{Engine, Kept, Rule, apply_rule};
#[cfg(feature = "gpu")]
use crate::ops::shaders::reduction;
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{DType, Spec};
use crate::tensor::{INT, Tensor, bool_dtype};

fn reduced_shape(shape: &[usize], axes: &[usize], keepdims: bool) -> Vec<usize> {
    let kept = shape.iter().enumerate().filter(|(axis, _)| keepdims || !axes.contains(axis));
    kept.map(|(axis, &length)| if axes.contains(&axis) { 1 } else { length }).collect()
}

fn infer(inputs: &[Spec], attrs: &Attrs, dtype: fn(DType) -> DType) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    let axes = attrs.axes("axes", inputs[0].rank())?;
    let shape = reduced_shape(&inputs[0].shape, &axes, attrs.flag_or("keepdims", false)?);
    Ok(vec![Spec::new(dtype(inputs[0].dtype), shape)])
}

fn infer_number(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    infer(inputs, attrs, |dtype| dtype.max(DType::Int32))
}

fn infer_same(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    infer(inputs, attrs, |dtype| dtype)
}

fn infer_float(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    infer(inputs, attrs, |_| DType::Float32)
}

fn infer_bool(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    infer(inputs, attrs, |_| DType::Bool)
}

fn infer_index(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    let axes = index_axes(&inputs[0], attrs)?;
    let shape = reduced_shape(&inputs[0].shape, &axes, attrs.flag_or("keepdims", false)?);
    Ok(vec![Spec::new(DType::Int32, shape)])
}

/// The one axis of argmax and argmin; all axes when absent.
fn index_axes(input: &Spec, attrs: &Attrs) -> Result<Vec<usize>> {
    match attrs.get("axis") {
        None => Ok((0..input.rank()).collect()),
        Some(_) if input.rank() == 0 => Err(bad_attribute("axis", "a single number has no axis")),
        Some(_) => Ok(vec![attrs.axis("axis", input.rank())?]),
    }
}

fn axes(call: &Call<'_>) -> Result<Vec<usize>> {
    call.attrs.axes("axes", call.inputs[0].spec.rank())
}

fn lanes(call: &Call<'_>, dtype: DType) -> Result<Lanes> {
    let axes = axes(call)?;
    Ok(gathered(&call.inputs[0].cast(dtype, call.context), dtype, &axes))
}

fn one(call: &Call<'_>, value: DispatchTensor) -> Result<Vec<Tensor>> {
    Ok(vec![Tensor::new(value, call.outputs[0].clone())])
}

/// Sum along an axis times a constant; the gradient is repeated along that axis.
#[derive(Debug, Clone)]
struct ScaledSum {
    axis: usize,
    length: usize,
    mean: bool,
}

impl Rule for ScaledSum {
    const KEEPS_INPUT: bool = false;

    fn forward<B: Engine>(&self, x: FloatTensor<B>) -> FloatTensor<B> {
        let all = x.shape().num_elements() == self.length;
        let value = match (self.mean, all) {
            (false, true) => B::float_sum(x),
            (false, false) => B::float_sum_dim(x, self.axis),
            (true, true) => B::float_mean(x),
            (true, false) => B::float_mean_dim(x, self.axis),
        };
        // Burn's sum of everything has one axis; here the reduced axis stays.
        let rank = value.shape().num_dims();
        if all && self.axis + 1 > rank {
            B::float_reshape(value, burn::tensor::Shape::from(vec![1; self.axis + 1]))
        } else {
            value
        }
    }

    fn backward<B: Engine>(&self, _kept: Kept<B>, gradient: FloatTensor<B>) -> FloatTensor<B> {
        let gradient = if self.mean && self.length > 1 {
            B::float_mul_scalar(gradient, (1.0 / self.length as f32).into())
        } else {
            gradient
        };
        let mut shape = gradient.shape();
        shape[self.axis] = self.length;
        B::float_expand(gradient, shape)
    }
}

fn float_sum(lanes: Lanes, mean: bool) -> DispatchTensor {
    apply_rule(ScaledSum { axis: lanes.axis, length: lanes.length, mean }, lanes.value)
}

/// What a shader of ours computes along the axes, where they stand together.
#[cfg(feature = "gpu")]
fn by_shader(
    call: &Call<'_>,
    axes: &[usize],
    shader: impl Fn(&Tensor, [usize; 3], &Spec) -> Tensor,
) -> Option<Vec<Tensor>> {
    let x = &call.inputs[0];
    let lanes = reduction::lanes_of(x.shape(), axes)?;
    (call.context.shaders())
        .then(|| vec![shader(&x.cast(DType::Float32, call.context), lanes, &call.outputs[0])])
}

fn sum(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let dtype = call.outputs[0].dtype;
    #[cfg(feature = "gpu")]
    if dtype == DType::Float32
        && let Some(found) =
            by_shader(call, &axes(call)?, |x, lanes, spec| reduction::sum(x, lanes, false, spec))
    {
        return Ok(found);
    }
    let lanes = lanes(call, dtype)?;
    one(
        call,
        if dtype == DType::Float32 {
            float_sum(lanes, false)
        } else {
            Dispatch::int_sum_dim(lanes.value, lanes.axis)
        },
    )
}

fn mean(call: &Call<'_>) -> Result<Vec<Tensor>> {
    #[cfg(feature = "gpu")]
    if let Some(found) = by_shader(call, &axes(call)?, |x, lanes, spec| reduction::sum(x, lanes, true, spec))
    {
        return Ok(found);
    }
    one(call, float_sum(lanes(call, DType::Float32)?, true))
}

fn prod(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let dtype = call.outputs[0].dtype;
    let lanes = lanes(call, dtype)?;
    let value = match dtype {
        DType::Float32 => Dispatch::float_prod_dim(lanes.value, lanes.axis),
        _ => Dispatch::int_prod_dim(lanes.value, lanes.axis),
    };
    one(call, value)
}

fn extreme(call: &Call<'_>, extreme: Extreme) -> Result<Vec<Tensor>> {
    let dtype = call.outputs[0].dtype;
    if dtype == DType::Bool {
        return if extreme == Extreme::Max { any(call) } else { all(call) };
    }
    #[cfg(feature = "gpu")]
    if dtype == DType::Float32
        && let Some(found) = by_shader(call, &axes(call)?, |x, lanes, spec| {
            reduction::extreme(x, lanes, extreme == Extreme::Max, spec)
        })
    {
        return Ok(found);
    }
    let lanes = lanes(call, dtype)?;
    let value = match (dtype, extreme) {
        (DType::Float32, _) => float_extreme(lanes, extreme),
        (_, Extreme::Max) => Dispatch::int_max_dim(lanes.value, lanes.axis),
        (_, Extreme::Min) => Dispatch::int_min_dim(lanes.value, lanes.axis),
    };
    one(call, value)
}

/// How many of the truth values hold, as int32.
fn count(lanes: Lanes) -> DispatchTensor {
    Dispatch::int_sum_dim(Dispatch::bool_into_int(lanes.value, INT), lanes.axis)
}

fn any(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let count = count(lanes(call, DType::Bool)?);
    one(call, Dispatch::int_greater_elem(count, 0i32.into(), bool_dtype(call.context.backend())))
}

fn all(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let lanes = lanes(call, DType::Bool)?;
    let length = lanes.length as i32;
    let count = count(lanes);
    one(call, Dispatch::int_equal_elem(count, length.into(), bool_dtype(call.context.backend())))
}

/// Mean of squared distances from the mean. The mean is a constant here: its own gradient cancels out.
fn variance(lanes: Lanes) -> DispatchTensor {
    let constant = detached(lanes.value.clone());
    let centre = Dispatch::float_mean_dim(constant, lanes.axis);
    let distance = Dispatch::float_sub(lanes.value, centre);
    let squares = Dispatch::float_mul(distance.clone(), distance);
    float_sum(Lanes { value: squares, axis: lanes.axis, length: lanes.length }, true)
}

/// The same values as a constant.
pub fn detached(value: DispatchTensor) -> DispatchTensor {
    use burn::backend::{AutodiffBackend, Backend};
    if Dispatch::ad_enabled(&value.device()) { Dispatch::inner(value) } else { value }
}

fn var(call: &Call<'_>) -> Result<Vec<Tensor>> {
    one(call, variance(lanes(call, DType::Float32)?))
}

fn std(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let variance = variance(lanes(call, DType::Float32)?);
    one(call, apply_rule(crate::ops::formula::Elementwise::of(crate::ops::elementwise::Sqrt), variance))
}

/// `ln sum e^x`, shifted by the maximum, which counts as a constant.
fn logsumexp(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let lanes = lanes(call, DType::Float32)?;
    let highest = Dispatch::float_max_dim(detached(lanes.value.clone()), lanes.axis);
    let store = bool_dtype(call.context.backend());
    // An infinite maximum cannot be subtracted from itself.
    let infinite = Dispatch::float_is_inf(highest.clone(), store);
    let shift = Dispatch::float_mask_fill(highest, infinite, 0f32.into());
    let powers = Dispatch::float_exp(Dispatch::float_sub(lanes.value, shift.clone()));
    let sum = float_sum(Lanes { value: powers, axis: lanes.axis, length: lanes.length }, false);
    one(call, Dispatch::float_add(Dispatch::float_log(sum), shift))
}

fn index_of(call: &Call<'_>, extreme: Extreme) -> Result<Vec<Tensor>> {
    let axes = index_axes(&call.inputs[0].spec, call.attrs)?;
    let dtype = call.inputs[0].dtype().max(DType::Int32);
    #[cfg(feature = "gpu")]
    if dtype == DType::Float32
        && let Some(found) =
            by_shader(call, &axes, |x, lanes, spec| reduction::place(x, lanes, extreme == Extreme::Max, spec))
    {
        return Ok(found);
    }
    let lanes = gathered(&call.inputs[0].cast(dtype, call.context), dtype, &axes);
    one(call, arg_extreme(lanes, dtype, extreme, call.context)?)
}

use Gradient::{Yes, Zero};

/// Rows of the table.
pub const OPS: &[Op] = &[
    Op::new("sum", Yes, infer_number, sum),
    Op::new("mean", Yes, infer_float, mean),
    Op::new("prod", Yes, infer_number, prod),
    Op::new("max", Yes, infer_same, |call| extreme(call, Extreme::Max)),
    Op::new("min", Yes, infer_same, |call| extreme(call, Extreme::Min)),
    Op::new("any", Zero, infer_bool, any),
    Op::new("all", Zero, infer_bool, all),
    Op::new("var", Yes, infer_float, var),
    Op::new("std", Yes, infer_float, std),
    Op::new("logsumexp", Yes, infer_float, logsumexp),
    Op::new("argmax", Zero, infer_index, |call| index_of(call, Extreme::Max)),
    Op::new("argmin", Zero, infer_index, |call| index_of(call, Extreme::Min)),
];
