//! `resize`: another height and width, elements seen as squares whose centres are sampled (half-pixel, no antialias).
//!
//! Place `i` looks at `(i + 1/2) in / out - 1/2`: `nearest` takes the element whose square it lies in, `bilinear`
//! mixes the two neighbours along each axis.

use burn::backend::Dispatch;
use burn::backend::ops::FloatTensorOps;

use crate::attrs::Attrs;
use crate::error::{Result, bad_attribute, shape_mismatch};
use crate::ops::by_dtype::select;
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{DType, Spec};
use crate::tensor::Tensor;

fn is_bilinear(attrs: &Attrs) -> Result<bool> {
    match attrs.text("interpolation")?.unwrap_or("bilinear") {
        "bilinear" => Ok(true),
        "nearest" => Ok(false),
        other => Err(bad_attribute("interpolation", format!("expected nearest or bilinear, got {other}"))),
    }
}

fn infer(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    let shape = &inputs[0].shape;
    let size = attrs.sizes("size")?;
    if shape.len() != 4 {
        return Err(shape_mismatch(&[shape], "expected (batch, height, width, channels)"));
    }
    if size.len() != 2 {
        return Err(bad_attribute("size", format!("expected height and width, got {size:?}")));
    }
    let dtype = if is_bilinear(attrs)? { DType::Float32 } else { inputs[0].dtype };
    Ok(vec![Spec::new(dtype, vec![shape[0], size[0], size[1], shape[3]])])
}

fn rows(x: &Tensor, axis: usize, indices: Vec<i32>, call: &Call<'_>) -> Tensor {
    let mut spec = x.spec.clone();
    spec.shape[axis] = indices.len();
    let indices = Tensor::from_ints(indices, &[spec.shape[axis]], call.context).primitive;
    Tensor::new(select(x.primitive(), x.dtype(), axis, indices), spec)
}

fn nearest(x: &Tensor, axis: usize, size: usize, call: &Call<'_>) -> Tensor {
    let length = x.shape()[axis];
    let index = |place: usize| {
        let position = (place as f32 + 0.5) * length as f32 / size as f32;
        (position.floor() as i32).clamp(0, length as i32 - 1)
    };
    rows(x, axis, (0..size).map(index).collect(), call)
}

fn bilinear(x: &Tensor, axis: usize, size: usize, call: &Call<'_>) -> Tensor {
    let length = x.shape()[axis];
    let limit = (length - 1) as f64;
    let positions: Vec<f64> = (0..size)
        .map(|place| ((place as f64 + 0.5) * length as f64 / size as f64 - 0.5).clamp(0.0, limit))
        .collect();
    let low = rows(x, axis, positions.iter().map(|position| position.floor() as i32).collect(), call);
    let high = rows(x, axis, positions.iter().map(|position| position.ceil() as i32).collect(), call);
    let mut shape = vec![1; 4];
    shape[axis] = size;
    let share = positions.iter().map(|position| position.fract() as f32).collect();
    let share = Tensor::from_floats(share, &shape, call.context).primitive;
    let step = Dispatch::float_mul(Dispatch::float_sub(high.primitive, low.primitive()), share);
    Tensor::new(Dispatch::float_add(low.primitive(), step), low.spec)
}

fn eval(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let spec = &call.outputs[0];
    let along = if is_bilinear(call.attrs)? { bilinear } else { nearest };
    let mut value = call.inputs[0].cast(spec.dtype, call.context);
    for axis in 1..3 {
        if value.shape()[axis] != spec.shape[axis] {
            value = along(&value, axis, spec.shape[axis], call);
        }
    }
    Ok(vec![value])
}

/// Rows of the table.
pub const OPS: &[Op] = &[Op::new("resize", Gradient::Yes, infer, eval)];
