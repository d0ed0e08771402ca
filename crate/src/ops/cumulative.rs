//! Running sums, products and extremes along an axis; from the end with `reverse`, and with
//! `exclusive` each place leaves out its own value.

use burn::backend::ops::{FloatTensorOps, IntTensorOps};
use burn::backend::{Dispatch, DispatchTensor};
use burn::tensor::Slice;

use crate::attrs::{Attrs, Number};
use crate::device::{Backend, Context};
use crate::error::{Result, bad_attribute};
use crate::ops::by_dtype::{cat, flip, full, slice};
use crate::ops::cumulative_blocks::{Join, in_blocks};
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{DType, Spec};
use crate::tensor::Tensor;

fn infer(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    if inputs[0].rank() == 0 {
        return Err(bad_attribute("axis", "a single number has no axis"));
    }
    attrs.axis("axis", inputs[0].rank())?;
    attrs.flag_or("reverse", false)?;
    attrs.flag_or("exclusive", false)?;
    Ok(vec![Spec::new(inputs[0].dtype.max(DType::Int32), inputs[0].shape.clone())])
}

/// What runs along an axis.
#[derive(Debug)]
pub struct Running {
    floats: fn(DispatchTensor, usize) -> DispatchTensor,
    ints: fn(DispatchTensor, usize) -> DispatchTensor,
    /// What the empty beginning is worth, for floats and for integers.
    start: (f64, i32),
    /// How two stretches become one.
    pub join: Join,
}

impl Running {
    /// Burn's op for the whole axis.
    pub fn along(&self, value: DispatchTensor, dtype: DType, axis: usize) -> DispatchTensor {
        match dtype {
            DType::Float32 => (self.floats)(value, axis),
            _ => (self.ints)(value, axis),
        }
    }

    /// What changes nothing, so often along the axis.
    pub fn starts(&self, spec: &Spec, axis: usize, count: usize, context: &Context) -> DispatchTensor {
        let mut wanted = spec.clone();
        wanted.shape[axis] = count;
        let start = match spec.dtype {
            DType::Float32 => Number::Float(self.start.0),
            _ => Number::Int(i64::from(self.start.1)),
        };
        full(&wanted, start, context).primitive
    }
}

fn run(call: &Call<'_>, running: &Running) -> Result<Vec<Tensor>> {
    let spec = &call.outputs[0];
    let axis = call.attrs.axis("axis", spec.rank())?;
    let reverse = call.attrs.flag_or("reverse", false)?;
    let mut value = call.inputs[0].cast(spec.dtype, call.context).primitive;
    if reverse {
        value = flip(value, spec.dtype, &[axis]);
    }
    if call.attrs.flag_or("exclusive", false)? {
        value = shifted(value, spec, axis, running, call.context);
    }
    value = match call.context.backend() {
        Backend::Cpu => running.along(value, spec.dtype, axis),
        Backend::Wgpu => in_blocks(value, spec, axis, running, call.context),
    };
    if reverse {
        value = flip(value, spec.dtype, &[axis]);
    }
    Ok(vec![Tensor::new(value, spec.clone())])
}

/// The values one place further on, the start in front.
pub fn shifted(
    value: DispatchTensor,
    spec: &Spec,
    axis: usize,
    running: &Running,
    context: &Context,
) -> DispatchTensor {
    let start = running.starts(spec, axis, 1, context);
    if spec.shape[axis] == 1 {
        return start;
    }
    let mut ranges = vec![Slice::full(); spec.rank()];
    ranges[axis] = Slice::new(0, Some(spec.shape[axis] as isize - 1), 1);
    cat(vec![start, slice(value, spec.dtype, &ranges)], spec.dtype, axis)
}

const SUM: Running =
    Running { floats: Dispatch::float_cumsum, ints: Dispatch::int_cumsum, start: (0.0, 0), join: Join::Sum };
const PROD: Running = Running {
    floats: Dispatch::float_cumprod,
    ints: Dispatch::int_cumprod,
    start: (1.0, 1),
    join: Join::Product,
};
const MAX: Running = Running {
    floats: Dispatch::float_cummax,
    ints: Dispatch::int_cummax,
    start: (f64::NEG_INFINITY, i32::MIN),
    join: Join::Greater,
};
const MIN: Running = Running {
    floats: Dispatch::float_cummin,
    ints: Dispatch::int_cummin,
    start: (f64::INFINITY, i32::MAX),
    join: Join::Lesser,
};

/// Rows of the table.
pub const OPS: &[Op] = &[
    Op::new("cumsum", Gradient::Yes, infer, |call| run(call, &SUM)),
    Op::new("cumprod", Gradient::Yes, infer, |call| run(call, &PROD)),
    Op::new("cummax", Gradient::Yes, infer, |call| run(call, &MAX)),
    Op::new("cummin", Gradient::Yes, infer, |call| run(call, &MIN)),
];
