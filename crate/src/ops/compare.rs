//! Comparisons, logic and bits: `a < b`, `a and b`, `a & b`, `a << b`.

use burn::backend::ops::{FloatTensorOps, IntTensorOps};
use burn::backend::{Dispatch, DispatchTensor, TensorMetadata};

use crate::attrs::Attrs;
use crate::device::Backend;
use crate::error::{Result, dtype_mismatch};
use crate::ops::integer::{Truth, on_processor, truth};
use crate::ops::operands::{infer_operands, operands};
use crate::ops::{Call, Gradient, Op};
use crate::spec::{DType, Spec};
use crate::tensor::{Tensor, bool_dtype, physical_shape};

fn infer_bool(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    Ok(vec![Spec::new(DType::Bool, infer_operands(inputs, attrs)?.shape)])
}

fn infer_bits(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    let spec = infer_operands(inputs, attrs)?;
    if spec.dtype == DType::Float32 {
        let dtypes: Vec<DType> = inputs.iter().map(|input| input.dtype).collect();
        return Err(dtype_mismatch(&dtypes, "bits need integers"));
    }
    Ok(vec![spec])
}

fn infer_shift(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    let spec = infer_bits(inputs, attrs)?.remove(0);
    Ok(vec![Spec::new(DType::Int32, spec.shape)])
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

fn compare(call: &Call<'_>, comparison: Comparison) -> Result<Vec<Tensor>> {
    use Comparison::{Equal, Greater, GreaterEqual, Less, LessEqual, NotEqual};
    let specs: Vec<Spec> = call.inputs.iter().map(|input| input.spec.clone()).collect();
    let common = infer_operands(&specs, call.attrs)?.dtype;
    let store = bool_dtype(call.context.backend());
    let shape = physical_shape(&call.outputs[0].shape);
    let value = if common == DType::Float32 {
        let (a, b) = operands(call, DType::Float32)?;
        let (a, b) = (Dispatch::float_expand(a, shape.clone()), Dispatch::float_expand(b, shape));
        match comparison {
            Equal => Dispatch::float_equal(a, b, store),
            NotEqual => Dispatch::float_not_equal(a, b, store),
            Less => Dispatch::float_lower(a, b, store),
            LessEqual => Dispatch::float_lower_equal(a, b, store),
            Greater => Dispatch::float_greater(a, b, store),
            GreaterEqual => Dispatch::float_greater_equal(a, b, store),
        }
    } else {
        let (a, b) = operands(call, DType::Int32)?;
        let (a, b) = (Dispatch::int_expand(a, shape.clone()), Dispatch::int_expand(b, shape));
        match comparison {
            Equal => Dispatch::int_equal(a, b, store),
            NotEqual => Dispatch::int_not_equal(a, b, store),
            Less => Dispatch::int_lower(a, b, store),
            LessEqual => Dispatch::int_lower_equal(a, b, store),
            Greater => Dispatch::int_greater(a, b, store),
            GreaterEqual => Dispatch::int_greater_equal(a, b, store),
        }
    };
    Ok(vec![Tensor::new(value, call.outputs[0].clone())])
}

fn int_operands(call: &Call<'_>) -> Result<(DispatchTensor, DispatchTensor)> {
    let shape = physical_shape(&call.outputs[0].shape);
    let (a, b) = operands(call, DType::Int32)?;
    Ok((Dispatch::int_expand(a, shape.clone()), Dispatch::int_expand(b, shape)))
}

type IntPair = fn(DispatchTensor, DispatchTensor) -> DispatchTensor;

fn bits(call: &Call<'_>, truths: Truth, integers: IntPair) -> Result<Vec<Tensor>> {
    if call.outputs[0].dtype == DType::Bool {
        return truth(call, truths);
    }
    let (a, b) = int_operands(call)?;
    Ok(vec![Tensor::new(integers(a, b), call.outputs[0].clone())])
}

fn shifted_left(a: i32, b: i32) -> i32 {
    if (0..32).contains(&b) { a << b } else { 0 }
}

fn shifted_right(a: i32, b: i32) -> i32 {
    if (0..32).contains(&b) { ((a as u32) >> b) as i32 } else { 0 }
}

/// Shifts by anything outside 0..32 give 0; to the right, zeros come in.
fn shift(call: &Call<'_>, left: bool) -> Result<Vec<Tensor>> {
    let (a, b) = int_operands(call)?;
    let value = if call.context.backend() == Backend::Cpu {
        on_processor(a, b, if left { shifted_left } else { shifted_right })
    } else {
        wide_shift(a, b, left)
    };
    Ok(vec![Tensor::new(value, call.outputs[0].clone())])
}

fn wide_shift(a: DispatchTensor, b: DispatchTensor, left: bool) -> DispatchTensor {
    let store = bool_dtype(Backend::Wgpu);
    let amount = Dispatch::bitwise_and_scalar(b.clone(), 31i32.into());
    let outside = Dispatch::int_not_equal(amount.clone(), b, store);
    let value = if left {
        Dispatch::bitwise_left_shift(a, amount)
    } else {
        // An arithmetic shift copies the sign: keep only the bits that were there, 2^(32 - b) - 1.
        let highest = Dispatch::int_full(a.shape(), i32::MIN.into(), &a.device(), crate::tensor::INT);
        let shifted = Dispatch::bitwise_right_shift(a, amount.clone());
        let copies = Dispatch::bitwise_right_shift(highest, amount);
        let mask = Dispatch::bitwise_not(Dispatch::bitwise_left_shift_scalar(copies, 1i32.into()));
        Dispatch::bitwise_and(shifted, mask)
    };
    Dispatch::int_mask_fill(value, outside, 0i32.into())
}

use Gradient::Zero;

/// Rows of the table.
pub const OPS: &[Op] = &[
    Op::new("equal", Zero, infer_bool, |call| compare(call, Comparison::Equal)),
    Op::new("not_equal", Zero, infer_bool, |call| compare(call, Comparison::NotEqual)),
    Op::new("less", Zero, infer_bool, |call| compare(call, Comparison::Less)),
    Op::new("less_equal", Zero, infer_bool, |call| compare(call, Comparison::LessEqual)),
    Op::new("greater", Zero, infer_bool, |call| compare(call, Comparison::Greater)),
    Op::new("greater_equal", Zero, infer_bool, |call| compare(call, Comparison::GreaterEqual)),
    Op::new("logical_and", Zero, infer_bool, |call| truth(call, Truth::And)),
    Op::new("logical_or", Zero, infer_bool, |call| truth(call, Truth::Or)),
    Op::new("logical_xor", Zero, infer_bool, |call| truth(call, Truth::Xor)),
    Op::new("bitwise_and", Zero, infer_bits, |call| bits(call, Truth::And, Dispatch::bitwise_and)),
    Op::new("bitwise_or", Zero, infer_bits, |call| bits(call, Truth::Or, Dispatch::bitwise_or)),
    Op::new("bitwise_xor", Zero, infer_bits, |call| bits(call, Truth::Xor, Dispatch::bitwise_xor)),
    Op::new("left_shift", Zero, infer_shift, |call| shift(call, true)),
    Op::new("right_shift", Zero, infer_shift, |call| shift(call, false)),
];
