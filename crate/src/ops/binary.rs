//! Arithmetic of two tensors, or of a tensor and a number: `y = a op b`, broadcast as NumPy does it.

use burn::backend::ops::{FloatTensorOps, IntTensorOps};
use burn::backend::{Dispatch, DispatchTensor};

use crate::attrs::Attrs;
use crate::error::Result;
use crate::ops::arithmetic::{Sign, pair as pair_of, scalar as scalar_of};
use crate::ops::formula::{Elementwise, Formula, Formula2, Surface};
use crate::ops::integer;
use crate::ops::operands::{Scalar, call_scalar, infer_operands, operands};
use crate::ops::pairs::{Arctan2, FloorDivide, Maximum, Minimum, Mod, Power};
use crate::ops::real::Real;
use crate::ops::rule::{apply_formula2, apply_rule};
use crate::ops::{Call, Gradient, Op};
use crate::spec::{DType, Spec};
use crate::tensor::{Tensor, physical_shape};

/// Common dtype; truth values count as int32.
pub fn infer_number(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    let spec = infer_operands(inputs, attrs)?;
    Ok(vec![Spec::new(spec.dtype.max(DType::Int32), spec.shape)])
}

/// Common dtype; two truth values give a truth value.
fn infer_common(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    Ok(vec![infer_operands(inputs, attrs)?])
}

fn infer_float(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    Ok(vec![Spec::float(infer_operands(inputs, attrs)?.shape)])
}

fn one(call: &Call<'_>, value: DispatchTensor) -> Result<Vec<Tensor>> {
    Ok(vec![Tensor::new(value, call.outputs[0].clone())])
}

/// The only tensor of a call with a number, as float32.
fn float_input(call: &Call<'_>) -> DispatchTensor {
    call.inputs[0].cast(DType::Float32, call.context).primitive
}

fn formula(call: &Call<'_>, formula: impl Formula) -> Result<Vec<Tensor>> {
    one(call, apply_rule(Elementwise::of(formula), float_input(call)))
}

/// A shader of ours, where shapes are equal or one operand is a number.
#[cfg(feature = "gpu")]
fn integers_by_shader(call: &Call<'_>, sign: &'static str) -> Result<Option<Tensor>> {
    let spec = &call.outputs[0];
    if !call.context.on_card() || call.inputs.iter().any(|input| input.shape() != spec.shape) {
        return Ok(None);
    }
    let inputs = crate::ops::by_dtype::cast_all(call.inputs, DType::Int32, call.context);
    let number = |number| Err(crate::ops::by_dtype::int_value(number));
    let (left, right) = match call_scalar(call)? {
        Scalar::None => (Ok(&inputs[0]), Ok(&inputs[1])),
        Scalar::Left(value) => (number(value), Ok(&inputs[0])),
        Scalar::Right(value) => (Ok(&inputs[0]), number(value)),
    };
    Ok(Some(crate::ops::shaders::integer::pair(sign, left, right, spec)))
}

fn add(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let value = match (call.outputs[0].dtype, call_scalar(call)?) {
        (DType::Float32, Scalar::None) => {
            let (a, b) = operands(call, DType::Float32)?;
            pair_of(Sign::Add, a, b, call.context)
        }
        (DType::Float32, Scalar::Left(number) | Scalar::Right(number)) => {
            scalar_of(Sign::Add, float_input(call), number.as_f64() as f32, call.context)
        }
        (DType::Int32, _) => {
            #[cfg(feature = "gpu")]
            if let Some(found) = integers_by_shader(call, "+")? {
                return Ok(vec![found]);
            }
            let (a, b) = operands(call, DType::Int32)?;
            Dispatch::int_add(a, b)
        }
        (DType::Bool, _) => return integer::truth(call, integer::Truth::Or),
    };
    one(call, value)
}

fn subtract(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let value = match (call.outputs[0].dtype, call_scalar(call)?) {
        (DType::Float32, Scalar::None) => {
            let (a, b) = operands(call, DType::Float32)?;
            pair_of(Sign::Subtract, a, b, call.context)
        }
        (DType::Float32, Scalar::Right(number)) => {
            scalar_of(Sign::Subtract, float_input(call), number.as_f64() as f32, call.context)
        }
        (DType::Float32, Scalar::Left(number)) => return formula(call, From(number.as_f64() as f32)),
        _ => {
            #[cfg(feature = "gpu")]
            if let Some(found) = integers_by_shader(call, "-")? {
                return Ok(vec![found]);
            }
            let (a, b) = operands(call, DType::Int32)?;
            Dispatch::int_sub(a, b)
        }
    };
    one(call, value)
}

fn multiply(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let value = match (call.outputs[0].dtype, call_scalar(call)?) {
        (DType::Float32, Scalar::None) => {
            let (a, b) = operands(call, DType::Float32)?;
            pair_of(Sign::Multiply, a, b, call.context)
        }
        (DType::Float32, Scalar::Left(number) | Scalar::Right(number)) => {
            scalar_of(Sign::Multiply, float_input(call), number.as_f64() as f32, call.context)
        }
        (DType::Int32, _) => {
            #[cfg(feature = "gpu")]
            if let Some(found) = integers_by_shader(call, "*")? {
                return Ok(vec![found]);
            }
            let (a, b) = operands(call, DType::Int32)?;
            Dispatch::int_mul(a, b)
        }
        (DType::Bool, _) => return integer::truth(call, integer::Truth::And),
    };
    one(call, value)
}

fn divide(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let value = match call_scalar(call)? {
        Scalar::None => {
            let (a, b) = operands(call, DType::Float32)?;
            pair_of(Sign::Divide, a, b, call.context)
        }
        Scalar::Right(number) => {
            scalar_of(Sign::Divide, float_input(call), number.as_f64() as f32, call.context)
        }
        Scalar::Left(number) => return formula(call, Over(number.as_f64() as f32)),
    };
    one(call, value)
}

/// `c - x`
#[derive(Debug, Clone, Copy)]
struct From(f32);

impl Formula for From {
    fn value<R: Real>(self, x: R) -> R {
        -x + self.0
    }
    fn slope<R: Real>(self, x: R) -> R {
        x.constant(-1.0)
    }
}

/// `c / x`
#[derive(Debug, Clone, Copy)]
struct Over(f32);

impl Formula for Over {
    fn value<R: Real>(self, x: R) -> R {
        x.constant(self.0) / x
    }
    fn slope<R: Real>(self, x: R) -> R {
        x.constant(-self.0) / x.square()
    }
}

/// `x ^ c`
#[derive(Debug, Clone, Copy)]
pub struct ToPower(pub f32);

impl Formula for ToPower {
    fn value<R: Real>(self, x: R) -> R {
        match self.0 {
            0.5 => x.sqrt(),
            1.0 => x,
            2.0 => x.square(),
            3.0 => x.clone().square() * x,
            -1.0 => x.recip(),
            -0.5 => x.sqrt().recip(),
            exponent => Power.value(x.clone(), x.constant(exponent)),
        }
    }
    fn slope<R: Real>(self, x: R) -> R {
        match self.0 {
            0.0 => x.constant(0.0),
            exponent => ToPower(exponent - 1.0).value(x) * exponent,
        }
    }
}

/// A formula of two tensors of any dtype; numbers become tensors of one element.
fn pair(call: &Call<'_>, surface: &'static dyn Surface) -> Result<Vec<Tensor>> {
    let shape = physical_shape(&call.outputs[0].shape);
    let (a, b) = operands(call, DType::Float32)?;
    let tracked = Dispatch::is_tracked(&a) || Dispatch::is_tracked(&b);
    // Gradients of our own nodes do not sum over broadcast axes: Burn's expand does.
    let (a, b) = if tracked || call.context.backend() == crate::device::Backend::Wgpu {
        (Dispatch::float_expand(a, shape.clone()), Dispatch::float_expand(b, shape))
    } else {
        (a, b)
    };
    one(call, apply_formula2(surface, a, b))
}

fn floats_or(
    call: &Call<'_>,
    floats: &'static dyn Surface,
    integers: fn(&Call<'_>) -> Result<Vec<Tensor>>,
) -> Result<Vec<Tensor>> {
    if call.outputs[0].dtype == DType::Float32 { pair(call, floats) } else { integers(call) }
}

fn power(call: &Call<'_>) -> Result<Vec<Tensor>> {
    match (call.outputs[0].dtype, call_scalar(call)?) {
        (DType::Float32, Scalar::Right(number)) => formula(call, ToPower(number.as_f64() as f32)),
        (DType::Float32, _) => pair(call, &Power),
        _ => integer::power(call),
    }
}

fn maximum(call: &Call<'_>) -> Result<Vec<Tensor>> {
    floats_or(call, &Maximum, |call| integer::extreme(call, true))
}

fn minimum(call: &Call<'_>) -> Result<Vec<Tensor>> {
    floats_or(call, &Minimum, |call| integer::extreme(call, false))
}

use Gradient::{Yes, Zero};

/// Rows of the table.
pub const OPS: &[Op] = &[
    Op::new("add", Yes, infer_common, add),
    Op::new("subtract", Yes, infer_number, subtract),
    Op::new("multiply", Yes, infer_common, multiply),
    Op::new("divide", Yes, infer_float, divide),
    Op::new("floor_divide", Zero, infer_number, |call| floats_or(call, &FloorDivide, integer::floor_divide)),
    Op::new("mod", Yes, infer_number, |call| floats_or(call, &Mod, integer::modulo)),
    Op::new("power", Yes, infer_number, power),
    Op::new("maximum", Yes, infer_common, maximum),
    Op::new("minimum", Yes, infer_common, minimum),
    Op::new("arctan2", Yes, infer_float, |call| pair(call, &Arctan2)),
];
