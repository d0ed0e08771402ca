//! Ops that write rows by an index tensor: `scatter_add` adds to them, `scatter_update` replaces them.
//!
//! Rows lie along axis 0: `result[indices[i]] = updates[i]`. Of several updates of one row the last one stays.

use burn::backend::Dispatch;
use burn::backend::ops::{FloatTensorOps, IntTensorOps};
use burn::backend::tensor::IndexingUpdateOp;

use crate::attrs::Attrs;
use crate::error::{Result, axis_out_of_range, shape_mismatch};
use crate::ops::index::{expect_indices, resolved_indices};
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{DType, Spec};
use crate::tensor::Tensor;

fn infer(inputs: &[Spec], _attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 3..=3)?;
    let (whole, indices, updates) = (&inputs[0], &inputs[1], &inputs[2]);
    expect_indices(indices)?;
    if whole.rank() == 0 {
        return Err(axis_out_of_range(0, 0));
    }
    if updates.shape != [&indices.shape, &whole.shape[1..]].concat() {
        let detail = "updates must have the axes of the indices, then those of one row";
        return Err(shape_mismatch(&[&whole.shape, &indices.shape, &updates.shape], detail));
    }
    Ok(vec![whole.clone()])
}

fn eval(call: &Call<'_>, update: IndexingUpdateOp) -> Result<Vec<Tensor>> {
    let spec = &call.outputs[0];
    let context = call.context;
    let indices = resolved_indices(&call.inputs[1], spec.shape[0], context)?;
    let rows = indices.spec.elements();
    let indices = indices.reshaped(&[rows]);
    let row_shape = [&[rows], &spec.shape[1..]].concat();
    let number = if spec.dtype == DType::Bool { DType::Int32 } else { spec.dtype };
    let whole = call.inputs[0].cast(number, context);
    let updates = call.inputs[2].cast(number, context).reshaped(&row_shape);
    #[cfg(feature = "cpu")]
    if context.backend() == crate::device::Backend::Cpu {
        let replace = matches!(update, IndexingUpdateOp::Assign);
        let value = super::scatter_loops::scatter(&whole, &indices, &updates, replace, context)?;
        return Ok(vec![value.cast(spec.dtype, context)]);
    }
    let (whole, indices, updates) = (whole.primitive, indices.primitive, updates.primitive);
    let value = match number {
        DType::Float32 => Dispatch::float_select_assign(whole, 0, indices, updates, update),
        _ => Dispatch::int_select_assign(whole, 0, indices, updates, update),
    };
    Ok(vec![Tensor::new(value, Spec::new(number, spec.shape.clone())).cast(spec.dtype, context)])
}

/// Rows of the table.
pub const OPS: &[Op] = &[
    Op::new("scatter_add", Gradient::Yes, infer, |call| eval(call, IndexingUpdateOp::Add)),
    Op::new("scatter_update", Gradient::Yes, infer, |call| eval(call, IndexingUpdateOp::Assign)),
];
