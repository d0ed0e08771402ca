//! Activations: elementwise functions of networks, stable for large `|x|`, and softmax.

use std::f32::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI};

use crate::attrs::Attrs;
use crate::error::{Result, bad_attribute};
use crate::ops::elementwise::{evaluate, formulas, infer_float};
use crate::ops::formula::Formula;
use crate::ops::real::Real;
use crate::ops::rule::apply_rule;
use crate::ops::softmax::{LogSoftmax, Softmax};
use crate::ops::{Call, Gradient, Op};
use crate::spec::{DType, Spec};
use crate::tensor::{Tensor, physical_shape};

/// `1 / (1 + e^-x)` without overflow.
fn sigmoid<R: Real>(x: R) -> R {
    let small = (-x.clone().abs()).exp();
    let high = (small.clone() + 1.0).recip();
    x.if_positive(high.clone(), small * high)
}

/// `ln (1 + e^x)` without overflow.
fn softplus<R: Real>(x: R) -> R {
    let zero = x.constant(0.0);
    let small = (-x.clone().abs()).exp().ln_1p();
    zero.maximum(x) + small
}

/// `tanh(ln (1 + e^x)) = n / (n + 2)` with `n = e^x (e^x + 2)`; 1 in float32 from 20 on.
fn tanh_softplus<R: Real>(x: R) -> R {
    let highest = x.constant(20.0);
    let power = x.minimum(highest).exp();
    let n = power.clone() * (power + 2.0);
    n.clone() / (n + 2.0)
}

/// 1 inside (`low`, `high`), else 0.
fn inside<R: Real>(x: R, low: f32, high: f32) -> R {
    let (zero, one) = (x.constant(0.0), x.constant(1.0));
    let below_high = (-x.clone() + high).if_positive(one, zero.clone());
    (x - low).if_positive(below_high, zero)
}

/// `x` kept between `low` and `high`.
fn between<R: Real>(x: R, low: f32, high: f32) -> R {
    let (low, high) = (x.constant(low), x.constant(high));
    x.maximum(low).minimum(high)
}

const SELU_ALPHA: f32 = 1.673_263_2;
const SELU_SCALE: f32 = 1.050_701;

formulas! {
    /// `max(x, 0)`; slope 0 at 0.
    Relu: |x| { let zero = x.constant(0.0); x.maximum(zero) },
        { let (zero, one) = (x.constant(0.0), x.constant(1.0)); x.if_positive(one, zero) };
    /// `min(max(x, 0), 6)`
    Relu6: |x| between(x, 0.0, 6.0), inside(x, 0.0, 6.0);
    /// `1 / (1 + e^-x)`
    Sigmoid: |x| sigmoid(x), sigmoid(x.clone()) * sigmoid(-x);
    /// `ln sigmoid(x)`
    LogSigmoid: |x| -softplus(-x), sigmoid(-x);
    /// `ln (1 + e^x)`
    Softplus: |x| softplus(x), sigmoid(x);
    /// `x / (1 + |x|)`
    Softsign: |x| x.clone() / (x.abs() + 1.0), (x.abs() + 1.0).square().recip();
    /// `x sigmoid(x)`
    Silu: |x| x.clone() * sigmoid(x), {
        let s = sigmoid(x.clone());
        s * (x.clone() * sigmoid(-x) + 1.0)
    };
    /// `x tanh(softplus(x))`
    Mish: |x| x.clone() * tanh_softplus(x), {
        let t = tanh_softplus(x.clone());
        t.clone() + x.clone() * sigmoid(x) * (-t.square() + 1.0)
    };
    /// `x Phi(x)`, Phi the normal distribution function.
    Gelu: |x| x.clone() * ((x * FRAC_1_SQRT_2).erf() + 1.0) * 0.5, {
        let density = (x.clone().square() * -0.5).exp() * (0.5 * FRAC_2_SQRT_PI * FRAC_1_SQRT_2);
        ((x.clone() * FRAC_1_SQRT_2).erf() + 1.0) * 0.5 + x * density
    };
    /// `x/2 (1 + tanh u) = x sigmoid(2u)` with `u = sqrt(2/pi) (x + 0.044715 x^3)`
    GeluTanh: |x| x.clone() * sigmoid(gelu_inner(x) * 2.0), {
        // Beyond 20 the curve is straight; its square would overflow.
        let x = between(x, -20.0, 20.0);
        let inner = gelu_inner(x.clone()) * 2.0;
        let inner_slope = (x.clone().square() * (3.0 * GELU_CUBIC) + 1.0) * (2.0 * GELU_SCALE);
        sigmoid(inner.clone()) * (x * sigmoid(-inner) * inner_slope + 1.0)
    };
    /// `min(max(x/6 + 1/2, 0), 1)`
    HardSigmoid: |x| between(x * (1.0 / 6.0) + 0.5, 0.0, 1.0), inside(x, -3.0, 3.0) * (1.0 / 6.0);
}

const GELU_CUBIC: f32 = 0.044_715;
const GELU_SCALE: f32 = FRAC_2_SQRT_PI * FRAC_1_SQRT_2;

fn gelu_inner<R: Real>(x: R) -> R {
    x.clone() * (x.square() * GELU_CUBIC + 1.0) * GELU_SCALE
}

/// `scale x` above 0, `scale alpha (e^x - 1)` below.
#[derive(Debug, Clone, Copy)]
pub struct Elu {
    alpha: f32,
    scale: f32,
}

impl Formula for Elu {
    fn value<R: Real>(self, x: R) -> R {
        x.clone().if_positive(x.clone() * self.scale, x.exp_m1() * (self.scale * self.alpha))
    }
    fn slope<R: Real>(self, x: R) -> R {
        let above = x.constant(self.scale);
        x.clone().if_positive(above, x.exp() * (self.scale * self.alpha))
    }
}

/// `x` above 0, `slope x` below.
#[derive(Debug, Clone, Copy)]
pub struct LeakyRelu {
    slope: f32,
}

impl Formula for LeakyRelu {
    fn value<R: Real>(self, x: R) -> R {
        x.clone().if_positive(x.clone(), x * self.slope)
    }
    fn slope<R: Real>(self, x: R) -> R {
        let (above, below) = (x.constant(1.0), x.constant(self.slope));
        x.if_positive(above, below)
    }
}

fn infer_numbers(inputs: &[Spec], attrs: &Attrs, name: &str) -> Result<Vec<Spec>> {
    attrs.optional_number(name)?;
    infer_float(inputs, attrs)
}

fn elu(call: &Call<'_>) -> Result<Vec<Tensor>> {
    evaluate(call, elu_of(call.attrs)?)
}

/// With the attribute `alpha`.
pub fn elu_of(attrs: &Attrs) -> Result<Elu> {
    Ok(Elu { alpha: attrs.float_or("alpha", 1.0)? as f32, scale: 1.0 })
}

fn leaky_relu(call: &Call<'_>) -> Result<Vec<Tensor>> {
    evaluate(call, leaky_relu_of(call.attrs)?)
}

/// With the attribute `negative_slope`.
pub fn leaky_relu_of(attrs: &Attrs) -> Result<LeakyRelu> {
    Ok(LeakyRelu { slope: attrs.float_or("negative_slope", 0.2)? as f32 })
}

fn gelu(call: &Call<'_>) -> Result<Vec<Tensor>> {
    if call.attrs.flag_or("approximate", true)? { evaluate(call, GeluTanh) } else { evaluate(call, Gelu) }
}

fn infer_gelu(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    attrs.flag_or("approximate", true)?;
    infer_float(inputs, attrs)
}

fn infer_softmax(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    let outputs = infer_float(inputs, attrs)?;
    if outputs[0].rank() == 0 {
        return Err(bad_attribute("axis", "a single number has no axis"));
    }
    outputs[0].axis(attrs.int_or("axis", -1)?)?;
    Ok(outputs)
}

fn softmax(call: &Call<'_>, log: bool) -> Result<Vec<Tensor>> {
    let spec = &call.outputs[0];
    let axis = spec.axis(call.attrs.int_or("axis", -1)?)?;
    let input = call.inputs[0].cast(DType::Float32, call.context);
    #[cfg(feature = "gpu")]
    if call.context.shaders() {
        return Ok(vec![crate::ops::shaders::reduction::softmax(&input, axis, log, spec)]);
    }
    let input = input.primitive;
    debug_assert_eq!(physical_shape(&spec.shape).num_dims(), spec.rank());
    let value =
        if log { apply_rule(LogSoftmax { axis }, input) } else { apply_rule(Softmax { axis }, input) };
    Ok(vec![Tensor::new(value, spec.clone())])
}

use Gradient::Yes;

/// Rows of the table.
pub const OPS: &[Op] = &[
    Op::new("relu", Yes, infer_float, |call| evaluate(call, Relu)),
    Op::new("relu6", Yes, infer_float, |call| evaluate(call, Relu6)),
    Op::new("sigmoid", Yes, infer_float, |call| evaluate(call, Sigmoid)),
    Op::new("log_sigmoid", Yes, infer_float, |call| evaluate(call, LogSigmoid)),
    Op::new("softplus", Yes, infer_float, |call| evaluate(call, Softplus)),
    Op::new("softsign", Yes, infer_float, |call| evaluate(call, Softsign)),
    Op::new("silu", Yes, infer_float, |call| evaluate(call, Silu)),
    Op::new("mish", Yes, infer_float, |call| evaluate(call, Mish)),
    Op::new("elu", Yes, |inputs, attrs| infer_numbers(inputs, attrs, "alpha"), elu),
    Op::new("selu", Yes, infer_float, |call| evaluate(call, Elu { alpha: SELU_ALPHA, scale: SELU_SCALE })),
    Op::new("gelu", Yes, infer_gelu, gelu),
    Op::new("leaky_relu", Yes, |inputs, attrs| infer_numbers(inputs, attrs, "negative_slope"), leaky_relu),
    Op::new("hard_sigmoid", Yes, infer_float, |call| evaluate(call, HardSigmoid)),
    Op::new("softmax", Yes, infer_softmax, |call| softmax(call, false)),
    Op::new("log_softmax", Yes, infer_softmax, |call| softmax(call, true)),
];
