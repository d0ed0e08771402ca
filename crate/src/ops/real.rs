//! A formula written once: on numbers it becomes one pass over memory, on tensors a chain of ops.
//!
//! `fn softplus<R: Real>(x: R) -> R` compiled for `f32` is the body of a loop on the processor;
//! compiled for [`Wave`] it builds the tensor ops that the graphics backend fuses.

use std::ops::{Add, Div, Mul, Neg, Sub};

use burn::backend::Backend;
use burn::backend::tensor::{BoolTensor, FloatTensor};
use burn::tensor::{BoolDType, FloatDType};

use crate::kernels::exponential;

/// A number, or a whole tensor of them.
pub trait Real:
    Clone
    + Add<Self, Output = Self>
    + Add<f32, Output = Self>
    + Sub<Self, Output = Self>
    + Sub<f32, Output = Self>
    + Mul<Self, Output = Self>
    + Mul<f32, Output = Self>
    + Div<Self, Output = Self>
    + Neg<Output = Self>
{
    /// The same constant everywhere.
    fn constant(&self, value: f32) -> Self;
    /// `yes` where the value is greater than zero, else `no` (also where it is not a number).
    fn if_positive(self, yes: Self, no: Self) -> Self;
    /// `yes` where `self < other`, else `no`.
    fn if_less(self, other: Self, yes: Self, no: Self) -> Self;
    /// The greater one; not a number where either is.
    fn maximum(self, other: Self) -> Self;
    /// The smaller one; not a number where either is.
    fn minimum(self, other: Self) -> Self;
    /// `|x|`.
    fn abs(self) -> Self;
    /// `e^x`.
    fn exp(self) -> Self;
    /// `e^x - 1`, exact near zero.
    fn exp_m1(self) -> Self;
    /// `ln x`.
    fn ln(self) -> Self;
    /// `ln (1 + x)`, exact near zero.
    fn ln_1p(self) -> Self;
    /// Square root.
    fn sqrt(self) -> Self;
    /// `self ^ exponent`.
    fn power(self, exponent: Self) -> Self;
    /// Remainder with the sign of the divisor, as Python has it.
    fn modulo(self, divisor: Self) -> Self;
    /// Largest integer not above.
    fn floor(self) -> Self;
    /// Nearest integer, ties to even.
    fn round(self) -> Self;
    /// Sine.
    fn sin(self) -> Self;
    /// Cosine.
    fn cos(self) -> Self;
    /// Tangent.
    fn tan(self) -> Self;
    /// Hyperbolic sine.
    fn sinh(self) -> Self;
    /// Hyperbolic cosine.
    fn cosh(self) -> Self;
    /// Hyperbolic tangent.
    fn tanh(self) -> Self;
    /// Inverse sine.
    fn asin(self) -> Self;
    /// Inverse cosine.
    fn acos(self) -> Self;
    /// Inverse tangent.
    fn atan(self) -> Self;
    /// Inverse hyperbolic sine.
    fn asinh(self) -> Self;
    /// Inverse hyperbolic cosine.
    fn acosh(self) -> Self;
    /// Inverse hyperbolic tangent.
    fn atanh(self) -> Self;
    /// Angle of the point (`x`, `self`).
    fn atan2(self, x: Self) -> Self;
    /// Error function.
    fn erf(self) -> Self;

    /// `1 / x`.
    fn recip(self) -> Self {
        self.constant(1.0) / self
    }

    /// `x^2`.
    fn square(self) -> Self {
        self.clone() * self
    }
}

impl Real for f32 {
    fn constant(&self, value: f32) -> Self {
        value
    }
    fn if_positive(self, yes: Self, no: Self) -> Self {
        if self > 0.0 { yes } else { no }
    }
    fn if_less(self, other: Self, yes: Self, no: Self) -> Self {
        if self < other { yes } else { no }
    }
    fn maximum(self, other: Self) -> Self {
        if self < other || other.is_nan() { other } else { self }
    }
    fn minimum(self, other: Self) -> Self {
        if other < self || other.is_nan() { other } else { self }
    }
    fn abs(self) -> Self {
        self.abs()
    }
    fn exp(self) -> Self {
        exponential::exp(self)
    }
    fn exp_m1(self) -> Self {
        self.exp_m1()
    }
    fn ln(self) -> Self {
        self.ln()
    }
    fn ln_1p(self) -> Self {
        self.ln_1p()
    }
    fn sqrt(self) -> Self {
        self.sqrt()
    }
    fn power(self, exponent: Self) -> Self {
        self.powf(exponent)
    }
    fn modulo(self, divisor: Self) -> Self {
        let remainder = self % divisor;
        if remainder != 0.0 && (remainder < 0.0) != (divisor < 0.0) { remainder + divisor } else { remainder }
    }
    fn floor(self) -> Self {
        self.floor()
    }
    fn round(self) -> Self {
        self.round_ties_even()
    }
    fn sin(self) -> Self {
        self.sin()
    }
    fn cos(self) -> Self {
        self.cos()
    }
    fn tan(self) -> Self {
        self.tan()
    }
    fn sinh(self) -> Self {
        self.sinh()
    }
    fn cosh(self) -> Self {
        self.cosh()
    }
    fn tanh(self) -> Self {
        exponential::tanh(self)
    }
    fn asin(self) -> Self {
        self.asin()
    }
    fn acos(self) -> Self {
        self.acos()
    }
    fn atan(self) -> Self {
        self.atan()
    }
    fn asinh(self) -> Self {
        self.asinh()
    }
    fn acosh(self) -> Self {
        self.acosh()
    }
    fn atanh(self) -> Self {
        self.atanh()
    }
    fn atan2(self, x: Self) -> Self {
        self.atan2(x)
    }
    #[cfg(feature = "cpu")]
    fn erf(self) -> Self {
        burn::backend::flex::ops::unary::erf_f32(self)
    }
    #[cfg(not(feature = "cpu"))]
    fn erf(self) -> Self {
        unreachable!("numbers are computed by the processor backend only")
    }
}

/// A tensor of the graphics backend inside a formula.
#[derive(Debug, Clone)]
pub struct Wave<B: Backend>(pub FloatTensor<B>);

impl<B: Backend> Wave<B> {
    fn map(self, function: fn(FloatTensor<B>) -> FloatTensor<B>) -> Self {
        Self(function(self.0))
    }

    /// `sqrt(1 - x^2)`
    fn leg(self) -> Self {
        let one = self.constant(1.0);
        ((one - self.clone()) * (self + 1.0)).sqrt()
    }

    /// Not a number where `|x| > 1`.
    fn within_one(self, x: Self) -> Self {
        let nothing = self.constant(f32::NAN);
        (x.abs() - 1.0).if_positive(nothing, self)
    }

    fn choose(mask: BoolTensor<B>, yes: Self, no: Self) -> Self {
        Self(B::float_mask_where(no.0, mask, yes.0))
    }
}

impl<B: Backend> Add for Wave<B> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(B::float_add(self.0, other.0))
    }
}
impl<B: Backend> Sub for Wave<B> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(B::float_sub(self.0, other.0))
    }
}
impl<B: Backend> Mul for Wave<B> {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self(B::float_mul(self.0, other.0))
    }
}
impl<B: Backend> Div for Wave<B> {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        Self(B::float_div(self.0, other.0))
    }
}
impl<B: Backend> Add<f32> for Wave<B> {
    type Output = Self;
    fn add(self, other: f32) -> Self {
        Self(B::float_add_scalar(self.0, other.into()))
    }
}
impl<B: Backend> Sub<f32> for Wave<B> {
    type Output = Self;
    fn sub(self, other: f32) -> Self {
        Self(B::float_sub_scalar(self.0, other.into()))
    }
}
impl<B: Backend> Mul<f32> for Wave<B> {
    type Output = Self;
    fn mul(self, other: f32) -> Self {
        Self(B::float_mul_scalar(self.0, other.into()))
    }
}
impl<B: Backend> Neg for Wave<B> {
    type Output = Self;
    fn neg(self) -> Self {
        Self(B::float_neg(self.0))
    }
}

/// How the graphics backend stores truth values.
const BOOL: BoolDType = BoolDType::U32;

impl<B: Backend> Real for Wave<B> {
    fn constant(&self, value: f32) -> Self {
        use burn::backend::TensorMetadata;
        Self(B::float_full(self.0.shape(), value.into(), &self.0.device(), FloatDType::F32))
    }
    fn if_positive(self, yes: Self, no: Self) -> Self {
        Self::choose(B::float_greater_elem(self.0, 0f32.into(), BOOL), yes, no)
    }
    fn if_less(self, other: Self, yes: Self, no: Self) -> Self {
        Self::choose(B::float_lower(self.0, other.0, BOOL), yes, no)
    }
    fn maximum(self, other: Self) -> Self {
        let less = B::float_lower(self.0.clone(), other.0.clone(), BOOL);
        let mask = B::bool_or(less, B::float_is_nan(other.0.clone(), BOOL));
        Self::choose(mask, other, self)
    }
    fn minimum(self, other: Self) -> Self {
        let less = B::float_lower(other.0.clone(), self.0.clone(), BOOL);
        let mask = B::bool_or(less, B::float_is_nan(other.0.clone(), BOOL));
        Self::choose(mask, other, self)
    }
    fn abs(self) -> Self {
        self.map(B::float_abs)
    }
    fn exp(self) -> Self {
        self.map(B::float_exp)
    }
    fn exp_m1(self) -> Self {
        // Near zero the difference loses its digits: eight terms of the series instead.
        let x = self.clone();
        let mut series = self.constant(1.0 / 40320.0);
        for factor in [1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0] {
            series = series * x.clone() + factor;
        }
        let plain = self.clone().exp() - 1.0;
        (-(self.abs() - 0.5)).if_positive(series * x, plain)
    }
    fn ln(self) -> Self {
        self.map(B::float_log)
    }
    fn ln_1p(self) -> Self {
        // Near zero 1 + x loses digits: 2 artanh(x / (2 + x)) by its series instead.
        let z = self.clone() / (self.clone() + 2.0);
        let z2 = z.clone().square();
        let mut series = self.constant(1.0 / 9.0);
        for factor in [1.0 / 7.0, 1.0 / 5.0, 1.0 / 3.0, 1.0] {
            series = series * z2.clone() + factor;
        }
        let plain = (self.clone() + 1.0).ln();
        (-(self.abs() - 0.25)).if_positive(series * z * 2.0, plain)
    }
    fn sqrt(self) -> Self {
        self.map(B::float_sqrt)
    }
    fn power(self, exponent: Self) -> Self {
        // Graphics hardware may give anything for 0 ^ 0.
        let one = self.constant(1.0);
        exponent.clone().abs().if_positive(Self(B::float_powf(self.0, exponent.0)), one)
    }
    fn modulo(self, divisor: Self) -> Self {
        Self(B::float_remainder(self.0, divisor.0))
    }
    fn floor(self) -> Self {
        self.map(B::float_floor)
    }
    fn round(self) -> Self {
        self.map(B::float_round)
    }
    fn sin(self) -> Self {
        self.map(B::float_sin)
    }
    fn cos(self) -> Self {
        self.map(B::float_cos)
    }
    fn tan(self) -> Self {
        self.map(B::float_tan)
    }
    fn sinh(self) -> Self {
        self.map(B::float_sinh)
    }
    fn cosh(self) -> Self {
        self.map(B::float_cosh)
    }
    fn tanh(self) -> Self {
        self.map(B::float_tanh)
    }
    // Arc sine and cosine of shaders are off by 4e-4; the angle of a point on the circle is not.
    fn asin(self) -> Self {
        self.clone().atan2(self.clone().leg()).within_one(self)
    }
    fn acos(self) -> Self {
        self.clone().leg().atan2(self.clone()).within_one(self)
    }
    fn atan(self) -> Self {
        self.map(B::float_atan)
    }
    fn asinh(self) -> Self {
        self.map(B::float_asinh)
    }
    fn acosh(self) -> Self {
        self.map(B::float_acosh)
    }
    fn atanh(self) -> Self {
        self.map(B::float_atanh)
    }
    fn atan2(self, x: Self) -> Self {
        Self(B::float_atan2(self.0, x.0))
    }
    fn erf(self) -> Self {
        self.map(B::float_erf)
    }
}
