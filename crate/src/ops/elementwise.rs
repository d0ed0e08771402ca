//! Elementwise math of one tensor: `y = f(x)`, with its slope `f'(x)`.

use std::f32::consts::{FRAC_2_SQRT_PI, LN_2};

use burn::backend::Dispatch;
use burn::backend::ops::{BoolTensorOps, FloatTensorOps, IntTensorOps};

use crate::attrs::Attrs;
use crate::error::Result;
use crate::ops::formula::{Elementwise, Formula};
use crate::ops::real::Real;
use crate::ops::rule::apply_rule;
use crate::ops::special::ErfInv;
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{DType, Spec};
use crate::tensor::{Tensor, bool_dtype};

/// The shape of the input, as float32.
pub fn infer_float(inputs: &[Spec], _attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    Ok(vec![Spec::float(inputs[0].shape.clone())])
}

/// Shape and dtype of the input.
pub fn infer_same(inputs: &[Spec], _attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    Ok(vec![inputs[0].clone()])
}

/// Shape of the input; truth values count as int32.
fn infer_number(inputs: &[Spec], _attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    Ok(vec![Spec::new(inputs[0].dtype.max(DType::Int32), inputs[0].shape.clone())])
}

fn infer_bool(inputs: &[Spec], _attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    Ok(vec![Spec::new(DType::Bool, inputs[0].shape.clone())])
}

fn infer_cast(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    Ok(vec![Spec::new(attrs.dtype("dtype")?, inputs[0].shape.clone())])
}

/// Evaluates a formula on the first input, as float32.
pub fn evaluate<F: Formula>(call: &Call<'_>, formula: F) -> Result<Vec<Tensor>> {
    let input = call.inputs[0].cast(DType::Float32, call.context);
    let value = apply_rule(Elementwise::of(formula), input.primitive);
    Ok(vec![Tensor::new(value, call.outputs[0].clone())])
}

macro_rules! formulas {
    ($($(#[$doc:meta])* $name:ident: |$x:ident| $value:expr, $slope:expr;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy)]
            pub struct $name;

            impl Formula for $name {
                fn value<R: Real>(self, $x: R) -> R {
                    $value
                }
                fn slope<R: Real>(self, $x: R) -> R {
                    $slope
                }
            }
        )*
    };
}
pub(crate) use formulas;

formulas! {
    /// `|x|`; slope 0 at 0.
    Abs: |x| x.abs(), sign(x);
    /// `e^x`
    Exp: |x| x.exp(), x.exp();
    /// `e^x - 1`
    ExpM1: |x| x.exp_m1(), x.exp();
    /// `ln x`
    Log: |x| x.ln(), x.recip();
    /// `ln (1 + x)`
    Log1p: |x| x.ln_1p(), (x + 1.0).recip();
    /// `log2 x`
    Log2: |x| x.ln() * (1.0 / LN_2), (x * LN_2).recip();
    /// `sqrt x`
    Sqrt: |x| x.sqrt(), x.sqrt().recip() * 0.5;
    /// `1 / sqrt x`
    Rsqrt: |x| x.sqrt().recip(), (x.clone().sqrt() * x).recip() * -0.5;
    /// `x^2`
    Square: |x| x.square(), x * 2.0;
    /// `1 / x`
    Reciprocal: |x| x.recip(), -x.square().recip();
    /// Sine.
    Sin: |x| x.sin(), x.cos();
    /// Cosine.
    Cos: |x| x.cos(), -x.sin();
    /// Tangent.
    Tan: |x| x.tan(), x.tan().square() + 1.0;
    /// Hyperbolic sine.
    Sinh: |x| x.sinh(), x.cosh();
    /// Hyperbolic cosine.
    Cosh: |x| x.cosh(), x.sinh();
    /// Hyperbolic tangent.
    Tanh: |x| x.tanh(), -x.tanh().square() + 1.0;
    /// Inverse sine.
    Arcsin: |x| x.asin(), (-x.square() + 1.0).sqrt().recip();
    /// Inverse cosine.
    Arccos: |x| x.acos(), -(-x.square() + 1.0).sqrt().recip();
    /// Inverse tangent.
    Arctan: |x| x.atan(), (x.square() + 1.0).recip();
    /// Inverse hyperbolic sine.
    Arcsinh: |x| x.asinh(), (x.square() + 1.0).sqrt().recip();
    /// Inverse hyperbolic cosine.
    Arccosh: |x| x.acosh(), (x.square() - 1.0).sqrt().recip();
    /// Inverse hyperbolic tangent.
    Arctanh: |x| x.atanh(), (-x.square() + 1.0).recip();
    /// `2 / sqrt(pi)` times the integral of `e^(-t^2)` from 0 to x.
    Erf: |x| x.erf(), (-x.square()).exp() * FRAC_2_SQRT_PI;
    /// Largest integer not above.
    Floor: |x| x.floor(), x.constant(0.0);
    /// Smallest integer not below.
    Ceil: |x| -(-x).floor(), x.constant(0.0);
    /// Nearest integer, ties to even.
    Round: |x| x.round(), x.constant(0.0);
    /// Towards zero.
    Trunc: |x| x.clone().if_positive(x.clone().floor(), -(-x).floor()), x.constant(0.0);
    /// -1, 0 or 1.
    Sign: |x| sign(x), x.constant(0.0);
}

/// -1, 0 or 1; not a number stays.
fn sign<R: Real>(x: R) -> R {
    let one = x.constant(1.0);
    let below = (-x.clone()).if_positive(-one.clone(), x.clone());
    x.if_positive(one, below)
}

fn negative(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let input = call.inputs[0].cast(call.outputs[0].dtype, call.context).primitive;
    let value = match call.outputs[0].dtype {
        DType::Float32 => Dispatch::float_neg(input),
        _ => Dispatch::int_neg(input),
    };
    Ok(vec![Tensor::new(value, call.outputs[0].clone())])
}

/// For ops that leave integers and truth values as they are.
fn rounding<F: Formula>(call: &Call<'_>, formula: F) -> Result<Vec<Tensor>> {
    if call.inputs[0].dtype() == DType::Float32 {
        evaluate(call, formula)
    } else {
        Ok(vec![call.inputs[0].clone()])
    }
}

fn abs(call: &Call<'_>) -> Result<Vec<Tensor>> {
    match call.inputs[0].dtype() {
        DType::Int32 => {
            let value = Dispatch::int_abs(call.inputs[0].primitive());
            Ok(vec![Tensor::new(value, call.outputs[0].clone())])
        }
        _ => rounding(call, Abs),
    }
}

fn sign_of(call: &Call<'_>) -> Result<Vec<Tensor>> {
    match call.inputs[0].dtype() {
        DType::Float32 => evaluate(call, Sign),
        _ => {
            let input = call.inputs[0].cast(DType::Int32, call.context);
            Ok(vec![Tensor::new(Dispatch::int_sign(input.primitive), call.outputs[0].clone())])
        }
    }
}

fn square(call: &Call<'_>) -> Result<Vec<Tensor>> {
    if call.inputs[0].dtype() == DType::Float32 {
        return evaluate(call, Square);
    }
    let input = call.inputs[0].cast(DType::Int32, call.context).primitive;
    Ok(vec![Tensor::new(Dispatch::int_mul(input.clone(), input), call.outputs[0].clone())])
}

fn logical_not(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let input = call.inputs[0].cast(DType::Bool, call.context);
    Ok(vec![Tensor::new(Dispatch::bool_not(input.primitive), call.outputs[0].clone())])
}

/// Tests of float values; integers are always finite numbers.
fn classify(call: &Call<'_>, nan: bool, infinite: bool, invert: bool) -> Result<Vec<Tensor>> {
    let input = call.inputs[0].cast(DType::Float32, call.context).primitive;
    let store = bool_dtype(call.context.backend());
    let mut found = None;
    if nan {
        found = Some(Dispatch::float_is_nan(input.clone(), store));
    }
    if infinite {
        let mask = Dispatch::float_is_inf(input, store);
        found = Some(match found {
            Some(other) => Dispatch::bool_or(other, mask),
            None => mask,
        });
    }
    let found = found.expect("classify looks for something");
    let value = if invert { Dispatch::bool_not(found) } else { found };
    Ok(vec![Tensor::new(value, call.outputs[0].clone())])
}

fn cast(call: &Call<'_>) -> Result<Vec<Tensor>> {
    Ok(vec![call.inputs[0].cast(call.outputs[0].dtype, call.context)])
}

fn pass(call: &Call<'_>) -> Result<Vec<Tensor>> {
    Ok(vec![call.inputs[0].clone()])
}

use Gradient::{Yes, Zero};

/// Rows of the table.
pub const OPS: &[Op] = &[
    Op::new("negative", Yes, infer_number, negative),
    Op::new("abs", Yes, infer_same, abs),
    Op::new("exp", Yes, infer_float, |call| evaluate(call, Exp)),
    Op::new("expm1", Yes, infer_float, |call| evaluate(call, ExpM1)),
    Op::new("log", Yes, infer_float, |call| evaluate(call, Log)),
    Op::new("log1p", Yes, infer_float, |call| evaluate(call, Log1p)),
    Op::new("log2", Yes, infer_float, |call| evaluate(call, Log2)),
    Op::new("sqrt", Yes, infer_float, |call| evaluate(call, Sqrt)),
    Op::new("rsqrt", Yes, infer_float, |call| evaluate(call, Rsqrt)),
    Op::new("square", Yes, infer_number, square),
    Op::new("reciprocal", Yes, infer_float, |call| evaluate(call, Reciprocal)),
    Op::new("sin", Yes, infer_float, |call| evaluate(call, Sin)),
    Op::new("cos", Yes, infer_float, |call| evaluate(call, Cos)),
    Op::new("tan", Yes, infer_float, |call| evaluate(call, Tan)),
    Op::new("sinh", Yes, infer_float, |call| evaluate(call, Sinh)),
    Op::new("cosh", Yes, infer_float, |call| evaluate(call, Cosh)),
    Op::new("tanh", Yes, infer_float, |call| evaluate(call, Tanh)),
    Op::new("arcsin", Yes, infer_float, |call| evaluate(call, Arcsin)),
    Op::new("arccos", Yes, infer_float, |call| evaluate(call, Arccos)),
    Op::new("arctan", Yes, infer_float, |call| evaluate(call, Arctan)),
    Op::new("arcsinh", Yes, infer_float, |call| evaluate(call, Arcsinh)),
    Op::new("arccosh", Yes, infer_float, |call| evaluate(call, Arccosh)),
    Op::new("arctanh", Yes, infer_float, |call| evaluate(call, Arctanh)),
    Op::new("erf", Yes, infer_float, |call| evaluate(call, Erf)),
    Op::new("erfinv", Yes, infer_float, |call| evaluate(call, ErfInv)),
    Op::new("floor", Zero, infer_same, |call| rounding(call, Floor)),
    Op::new("ceil", Zero, infer_same, |call| rounding(call, Ceil)),
    Op::new("round", Zero, infer_same, |call| rounding(call, Round)),
    Op::new("trunc", Zero, infer_same, |call| rounding(call, Trunc)),
    Op::new("sign", Zero, infer_number, sign_of),
    Op::new("logical_not", Zero, infer_bool, logical_not),
    Op::new("isnan", Zero, infer_bool, |call| classify(call, true, false, false)),
    Op::new("isinf", Zero, infer_bool, |call| classify(call, false, true, false)),
    Op::new("isfinite", Zero, infer_bool, |call| classify(call, true, true, true)),
    Op::new("cast", Yes, infer_cast, cast),
    Op::new("stop_gradient", Zero, infer_same, pass),
];
