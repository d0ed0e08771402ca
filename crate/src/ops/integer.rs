//! Integer arithmetic that no value can stop: division by zero gives 0, overflow wraps.

use burn::backend::ops::{BoolTensorOps, IntTensorOps};
use burn::backend::{Dispatch, DispatchTensor};

use crate::device::Backend;
use crate::error::Result;
use crate::ops::Call;
use crate::ops::operands::operands;
use crate::spec::DType;
use crate::tensor::{Tensor, bool_dtype};

fn one(call: &Call<'_>, value: DispatchTensor) -> Result<Vec<Tensor>> {
    Ok(vec![Tensor::new(value, call.outputs[0].clone())])
}

/// Applies a function to both integer operands in one pass on the processor.
#[cfg(feature = "cpu")]
pub fn on_processor(a: DispatchTensor, b: DispatchTensor, function: fn(i32, i32) -> i32) -> DispatchTensor {
    use burn::backend::flex::ops::binary::int_binary_op;
    use burn::backend::{BackendTensor, DispatchTensorKind as Kind};
    let autodiff = a.autodiff.merge(b.autodiff);
    let kind = match (a.kind, b.kind) {
        (Kind::Flex(BackendTensor::Int(a)), Kind::Flex(BackendTensor::Int(b))) => {
            Kind::Flex(BackendTensor::Int(int_binary_op(a, b, |a, b| {
                i64::from(function(a as i32, b as i32))
            })))
        }
        _ => unreachable!("integer operands of the processor backend"),
    };
    DispatchTensor { kind, autodiff }
}

/// This build has no processor backend.
#[cfg(not(feature = "cpu"))]
pub fn on_processor(
    _a: DispatchTensor,
    _b: DispatchTensor,
    _function: fn(i32, i32) -> i32,
) -> DispatchTensor {
    unreachable!("this build has no processor backend")
}

fn quotient(a: i32, b: i32) -> i32 {
    if b == 0 { 0 } else { a.wrapping_div(b) - i32::from(remainder(a, b) != 0 && (a < 0) != (b < 0)) }
}

fn remainder(a: i32, b: i32) -> i32 {
    if b == 0 {
        return 0;
    }
    let rest = a.wrapping_rem(b);
    if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest }
}

fn raised(base: i32, exponent: i32) -> i32 {
    match (base, exponent) {
        (_, 0..) => base.wrapping_pow(exponent as u32),
        (1, _) => 1,
        (-1, _) => 1 - 2 * (exponent & 1),
        _ => 0,
    }
}

fn zero_where(value: DispatchTensor, mask: DispatchTensor) -> DispatchTensor {
    Dispatch::int_mask_fill(value, mask, 0i32.into())
}

fn nonzero(value: DispatchTensor) -> DispatchTensor {
    Dispatch::int_not_equal_elem(value, 0i32.into(), bool_dtype(Backend::Wgpu))
}

fn below_zero(value: DispatchTensor) -> DispatchTensor {
    Dispatch::int_lower_elem(value, 0i32.into(), bool_dtype(Backend::Wgpu))
}

/// Quotient towards zero and its remainder, with 1 in place of a divisor 0, and the mask of such divisors.
fn safe_division(a: DispatchTensor, b: DispatchTensor) -> (DispatchTensor, DispatchTensor, DispatchTensor) {
    let by_zero = Dispatch::int_equal_elem(b.clone(), 0i32.into(), bool_dtype(Backend::Wgpu));
    let divisor = Dispatch::int_mask_fill(b, by_zero.clone(), 1i32.into());
    let whole = Dispatch::int_div(a.clone(), divisor.clone());
    let rest = Dispatch::int_sub(a, Dispatch::int_mul(whole.clone(), divisor.clone()));
    // Where the remainder's sign is not the divisor's, Python rounds down one more.
    let differ = Dispatch::bool_xor(below_zero(rest.clone()), below_zero(divisor.clone()));
    let down = Dispatch::bool_and(nonzero(rest.clone()), differ);
    let down_by = Dispatch::bool_into_int(down, crate::tensor::INT);
    let whole = Dispatch::int_sub(whole, down_by.clone());
    let rest = Dispatch::int_add(rest, Dispatch::int_mul(down_by, divisor));
    (whole, rest, by_zero)
}

/// Operands of the output's shape, for the tensor ops of the graphics backend.
fn full_operands(call: &Call<'_>) -> Result<(DispatchTensor, DispatchTensor)> {
    let (a, b) = operands(call, DType::Int32)?;
    let shape = crate::tensor::physical_shape(&call.outputs[0].shape);
    Ok((Dispatch::int_expand(a, shape.clone()), Dispatch::int_expand(b, shape)))
}

/// `floor(a / b)`; 0 where `b` is 0.
pub fn floor_divide(call: &Call<'_>) -> Result<Vec<Tensor>> {
    if call.context.backend() == Backend::Cpu {
        let (a, b) = operands(call, DType::Int32)?;
        return one(call, on_processor(a, b, quotient));
    }
    let (a, b) = full_operands(call)?;
    let (whole, _, by_zero) = safe_division(a, b);
    one(call, zero_where(whole, by_zero))
}

/// Remainder with the sign of `b`; 0 where `b` is 0.
pub fn modulo(call: &Call<'_>) -> Result<Vec<Tensor>> {
    if call.context.backend() == Backend::Cpu {
        let (a, b) = operands(call, DType::Int32)?;
        return one(call, on_processor(a, b, remainder));
    }
    let (a, b) = full_operands(call)?;
    let (_, rest, by_zero) = safe_division(a, b);
    one(call, zero_where(rest, by_zero))
}

/// `a ^ b` by squaring, wrapping; for negative `b` 0 unless `a` is 1 or -1.
pub fn power(call: &Call<'_>) -> Result<Vec<Tensor>> {
    if call.context.backend() == Backend::Cpu {
        let (a, b) = operands(call, DType::Int32)?;
        return one(call, on_processor(a, b, raised));
    }
    let (a, b) = full_operands(call)?;
    let store = bool_dtype(Backend::Wgpu);
    let negative = below_zero(b.clone());
    let mut square = a.clone();
    let mut exponent = b.clone();
    let mut result = Dispatch::int_add_scalar(Dispatch::int_mul_scalar(a.clone(), 0i32.into()), 1i32.into());
    for _ in 0..31 {
        let odd = nonzero(Dispatch::bitwise_and_scalar(exponent.clone(), 1i32.into()));
        result = Dispatch::int_mask_where(result.clone(), odd, Dispatch::int_mul(result, square.clone()));
        square = Dispatch::int_mul(square.clone(), square);
        exponent = Dispatch::bitwise_right_shift_scalar(exponent, 1i32.into());
    }
    let unit = Dispatch::bool_or(
        Dispatch::int_equal_elem(a.clone(), 1i32.into(), store),
        Dispatch::int_equal_elem(a, (-1i32).into(), store),
    );
    one(call, zero_where(result, Dispatch::bool_and(negative, Dispatch::bool_not(unit))))
}

/// The greater or smaller one, of integers or truth values.
pub fn extreme(call: &Call<'_>, greater: bool) -> Result<Vec<Tensor>> {
    if call.outputs[0].dtype == DType::Bool {
        return truth(call, if greater { Truth::Or } else { Truth::And });
    }
    if call.context.backend() == Backend::Cpu {
        let (a, b) = operands(call, DType::Int32)?;
        return one(call, on_processor(a, b, if greater { i32::max } else { i32::min }));
    }
    let (a, b) = full_operands(call)?;
    let store = bool_dtype(Backend::Wgpu);
    let take_b = if greater {
        Dispatch::int_lower(a.clone(), b.clone(), store)
    } else {
        Dispatch::int_greater(a.clone(), b.clone(), store)
    };
    one(call, Dispatch::int_mask_where(a, take_b, b))
}

/// Functions of two truth values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// Both.
    And,
    /// At least one.
    Or,
    /// Exactly one.
    Xor,
}

/// A function of both operands as truth values.
pub fn truth(call: &Call<'_>, function: Truth) -> Result<Vec<Tensor>> {
    let (a, b) = operands(call, DType::Bool)?;
    let shape = crate::tensor::physical_shape(&call.outputs[0].shape);
    let (a, b) = (Dispatch::bool_expand(a, shape.clone()), Dispatch::bool_expand(b, shape));
    let value = match function {
        Truth::And => Dispatch::bool_and(a, b),
        Truth::Or => Dispatch::bool_or(a, b),
        Truth::Xor => Dispatch::bool_xor(a, b),
    };
    one(call, value)
}
