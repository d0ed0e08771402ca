//! Tensors from nothing: `full`, `arange`, `eye`.

use crate::attrs::{Attrs, Number};
use crate::error::{Result, bad_attribute, dtype_mismatch};
use crate::ops::by_dtype::{full, int_value};
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{DType, Spec};
use crate::tensor::Tensor;

fn infer_full(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 0..=0)?;
    attrs.number("value")?;
    Ok(vec![Spec::new(attrs.dtype("dtype")?, attrs.sizes("shape")?)])
}

fn eval_full(call: &Call<'_>) -> Result<Vec<Tensor>> {
    Ok(vec![full(&call.outputs[0], call.attrs.number("value")?, call.context)])
}

/// First value, step and number of values.
fn arange_parts(attrs: &Attrs) -> Result<(Number, Number, usize)> {
    let start = attrs.optional_number("start")?.unwrap_or(Number::Int(0));
    let step = attrs.optional_number("step")?.unwrap_or(Number::Int(1));
    let (first, stop, distance) = (start.as_f64(), attrs.number("stop")?.as_f64(), step.as_f64());
    if distance == 0.0 {
        return Err(bad_attribute("step", "must not be 0"));
    }
    let count = ((stop - first) / distance).ceil();
    if !count.is_finite() {
        return Err(bad_attribute("stop", "start, stop and step must be finite"));
    }
    Ok((start, step, count.max(0.0) as usize))
}

fn infer_arange(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 0..=0)?;
    let dtype = attrs.dtype("dtype")?;
    if dtype == DType::Bool {
        return Err(dtype_mismatch(&[dtype], "a range is made of numbers"));
    }
    Ok(vec![Spec::new(dtype, vec![arange_parts(attrs)?.2])])
}

fn eval_arange(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let (start, step, count) = arange_parts(call.attrs)?;
    let spec = &call.outputs[0];
    let value = |index: usize| start.as_f64() + step.as_f64() * index as f64;
    let tensor = match spec.dtype {
        DType::Int32 => {
            let values = (0..count).map(|index| int_value(Number::Float(value(index)))).collect();
            Tensor::from_ints(values, &spec.shape, call.context)
        }
        _ => Tensor::from_floats(
            (0..count).map(|index| value(index) as f32).collect(),
            &spec.shape,
            call.context,
        ),
    };
    Ok(vec![tensor])
}

fn infer_eye(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 0..=0)?;
    let rows = attrs.size("n")?;
    let columns = if attrs.get("m").is_some() { attrs.size("m")? } else { rows };
    attrs.int_or("k", 0)?;
    Ok(vec![Spec::new(attrs.dtype("dtype")?, vec![rows, columns])])
}

fn eval_eye(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let spec = &call.outputs[0];
    let offset = call.attrs.int_or("k", 0)?;
    let columns = spec.shape[1];
    let is_one = |index: usize| (index % columns) as i64 - (index / columns) as i64 == offset;
    let values = (0..spec.elements()).map(is_one).collect();
    Ok(vec![Tensor::from_bools(values, &spec.shape, call.context).cast(spec.dtype, call.context)])
}

/// Rows of the table.
pub const OPS: &[Op] = &[
    Op::new("full", Gradient::Zero, infer_full, eval_full),
    Op::new("arange", Gradient::Zero, infer_arange, eval_arange),
    Op::new("eye", Gradient::Zero, infer_eye, eval_eye),
];
