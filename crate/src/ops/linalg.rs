//! `matmul` with NumPy's rules: 1-d operands gain an axis that is dropped again, leading axes broadcast.

use burn::backend::Dispatch;
use burn::backend::ops::{FloatTensorOps, IntTensorOps};

use crate::attrs::Attrs;
use crate::device::Context;
use crate::error::{Result, shape_mismatch};
use crate::ops::by_dtype::{cast_all, common_dtype};
#[cfg(feature = "cpu")]
use crate::ops::product_loops;
#[cfg(feature = "gpu")]
use crate::ops::shaders;
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{DType, Spec, broadcast_shapes};
use crate::tensor::Tensor;

/// Both shapes with at least two axes.
fn as_matrices(left: &[usize], right: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let left = if left.len() == 1 { vec![1, left[0]] } else { left.to_vec() };
    let right = if right.len() == 1 { vec![right[0], 1] } else { right.to_vec() };
    (left, right)
}

fn product_dtype(inputs: &[Spec]) -> DType {
    common_dtype(inputs).max(DType::Int32)
}

fn infer(inputs: &[Spec], _attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 2..=2)?;
    let (left, right) = (&inputs[0].shape, &inputs[1].shape);
    if left.is_empty() || right.is_empty() {
        return Err(shape_mismatch(&[left, right], "a matrix product needs at least one axis on both sides"));
    }
    let (first, second) = as_matrices(left, right);
    let (rows, inner) = (first[first.len() - 2], first[first.len() - 1]);
    let (other, columns) = (second[second.len() - 2], second[second.len() - 1]);
    if inner != other {
        let detail =
            format!("the last axis of the left side is {inner}, the rows of the right side are {other}");
        return Err(shape_mismatch(&[left, right], detail));
    }
    let mut shape = broadcast_shapes(&first[..first.len() - 2], &second[..second.len() - 2])
        .map_err(|_| shape_mismatch(&[left, right], "the leading axes do not broadcast"))?;
    if left.len() > 1 {
        shape.push(rows);
    }
    if right.len() > 1 {
        shape.push(columns);
    }
    Ok(vec![Spec::new(product_dtype(inputs), shape)])
}

fn multiply(left: &Tensor, right: &Tensor, shape: Vec<usize>, context: &Context) -> Tensor {
    let value = match left.dtype() {
        #[cfg(feature = "cpu")]
        DType::Float32 if context.backend() == crate::device::Backend::Cpu => {
            return product_loops::matmul(left, right, shape);
        }
        #[cfg(feature = "gpu")]
        DType::Float32 if context.shaders() && shaders::product::takes(left) => {
            return shaders::product::matmul(left, right, shape);
        }
        DType::Float32 => Dispatch::float_matmul(left.primitive(), right.primitive()),
        _ => Dispatch::int_matmul(left.primitive(), right.primitive()),
    };
    Tensor::new(value, Spec::new(left.dtype(), shape))
}

/// The product of two tensors of one dtype (float32 or int32) that fit, each with at least two axes.
pub fn matmul(left: &Tensor, right: &Tensor, context: &Context) -> Tensor {
    let (rank, other_rank) = (left.spec.rank(), right.spec.rank());
    let columns = right.shape()[other_rank - 1];
    if other_rank == 2 {
        // One large product instead of a batch of small ones.
        let inner = left.shape()[rank - 1];
        let rows = left.spec.elements() / inner;
        let shape = [&left.shape()[..rank - 1], &[columns]].concat();
        return multiply(&left.reshaped(&[rows, inner]), right, vec![rows, columns], context)
            .reshaped(&shape);
    }
    let leading = broadcast_shapes(&left.shape()[..rank - 2], &right.shape()[..other_rank - 2]);
    let leading = leading.expect("leading axes broadcast, as the shape rule found");
    let batch: usize = leading.iter().product();
    let matrices = |value: &Tensor| {
        let (rows, columns) = (value.shape()[value.spec.rank() - 2], value.shape()[value.spec.rank() - 1]);
        value.broadcast(&[&leading[..], &[rows, columns]].concat()).reshaped(&[batch, rows, columns])
    };
    let (left, right) = (matrices(left), matrices(right));
    let rows = left.shape()[1];
    multiply(&left, &right, vec![batch, rows, columns], context)
        .reshaped(&[&leading[..], &[rows, columns]].concat())
}

fn eval(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let spec = &call.outputs[0];
    let inputs = cast_all(call.inputs, spec.dtype, call.context);
    let (left, right) = as_matrices(inputs[0].shape(), inputs[1].shape());
    let product = matmul(&inputs[0].reshaped(&left), &inputs[1].reshaped(&right), call.context);
    Ok(vec![product.reshaped(&spec.shape)])
}

/// Rows of the table.
pub const OPS: &[Op] = &[Op::new("matmul", Gradient::Yes, infer, eval)];
