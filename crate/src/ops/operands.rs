//! The two operands of a binary op: tensors, or a tensor and a number, brought to one dtype and rank.

use burn::backend::DispatchTensor;

use crate::attrs::{Attrs, Number};
use crate::error::{EngineError, Result, bad_attribute};
use crate::ops::{Call, by_dtype, expect_inputs};
use crate::spec::{DType, Spec, broadcast_shapes};
use crate::tensor::{Tensor, physical_shape};

/// Which operand is a number, and which number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scalar {
    /// Both operands are tensors.
    None,
    /// `number op tensor`.
    Left(Number),
    /// `tensor op number`.
    Right(Number),
}

/// The number among the attributes, if the op got one tensor.
pub fn scalar(tensors: usize, attrs: &Attrs) -> Result<Scalar> {
    match (attrs.optional_number("left")?, attrs.optional_number("right")?) {
        (None, None) if tensors == 2 => Ok(Scalar::None),
        (Some(number), None) if tensors == 1 => Ok(Scalar::Left(number)),
        (None, Some(number)) if tensors == 1 => Ok(Scalar::Right(number)),
        (None, None) => Err(EngineError::new("wrong_count").with("expected", 2).with("received", tensors)),
        _ => Err(bad_attribute("right", "expected two tensors, or one tensor and one number")),
    }
}

/// Dtype of a number beside a tensor: an integer is weak, a float makes float32.
fn weak_dtype(number: Number, beside: DType) -> Result<DType> {
    match number {
        Number::Float(_) => Ok(DType::Float32),
        Number::Int(_) if beside == DType::Float32 => Ok(DType::Float32),
        Number::Int(value) if i32::try_from(value).is_ok() => Ok(DType::Int32),
        Number::Int(value) => Err(bad_attribute("right", format!("{value} does not fit into int32"))),
    }
}

/// Common dtype of the operands and the shape they broadcast to.
pub fn infer_operands(inputs: &[Spec], attrs: &Attrs) -> Result<Spec> {
    expect_inputs(inputs, 1..=2)?;
    match scalar(inputs.len(), attrs)? {
        Scalar::None => {
            let shape = broadcast_shapes(&inputs[0].shape, &inputs[1].shape)?;
            Ok(Spec::new(inputs[0].dtype.max(inputs[1].dtype), shape))
        }
        Scalar::Left(number) | Scalar::Right(number) => {
            let dtype = weak_dtype(number, inputs[0].dtype)?.max(inputs[0].dtype);
            Ok(Spec::new(dtype, inputs[0].shape.clone()))
        }
    }
}

/// The number of a call, if it has one.
pub fn call_scalar(call: &Call<'_>) -> Result<Scalar> {
    scalar(call.inputs.len(), call.attrs)
}

/// Both operands as tensors of this dtype and of the rank of the result, ready to broadcast.
pub fn operands(call: &Call<'_>, dtype: DType) -> Result<(DispatchTensor, DispatchTensor)> {
    let rank = call.outputs[0].rank();
    let tensor = |index: usize| aligned(&call.inputs[index].cast(dtype, call.context), rank);
    let number = |value: Number| {
        let one = Spec::new(dtype, vec![1; rank]);
        by_dtype::full(&one, value, call.context).primitive
    };
    Ok(match call_scalar(call)? {
        Scalar::None => (tensor(0), tensor(1)),
        Scalar::Left(value) => (number(value), tensor(0)),
        Scalar::Right(value) => (tensor(0), number(value)),
    })
}

/// The tensor with axes of length 1 in front, up to this rank: what Burn wants before it broadcasts.
pub fn aligned(tensor: &Tensor, rank: usize) -> DispatchTensor {
    let missing = rank.saturating_sub(tensor.spec.rank());
    if missing == 0 || (tensor.spec.rank() == 0 && rank == 1) {
        return tensor.primitive();
    }
    let mut shape = vec![1; missing];
    shape.extend_from_slice(tensor.shape());
    by_dtype::reshape(tensor.primitive(), tensor.dtype(), physical_shape(&shape))
}

/// The tensor repeated to this shape.
pub fn expanded(tensor: &Tensor, shape: &[usize]) -> DispatchTensor {
    let value = aligned(tensor, shape.len());
    if tensor.shape() == shape {
        value
    } else {
        by_dtype::expand(value, tensor.dtype(), physical_shape(shape))
    }
}

/// Two tensors in the shape they broadcast to; ranks are equal, lengths may be 1.
pub fn broadcast_pair(left: &Tensor, right: &Tensor, rank: usize) -> (DispatchTensor, DispatchTensor) {
    (aligned(left, rank), aligned(right, rank))
}
