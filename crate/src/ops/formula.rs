//! Elementwise functions as formulas: value and slope, each written once for both backends.

use std::fmt::Debug;

use burn::backend::tensor::FloatTensor;

use crate::ops::real::Real;
use crate::ops::rule::{Engine, Kept, Rule};

/// An elementwise function of one float tensor.
pub trait Formula: Copy + Debug + Send + Sync + 'static {
    /// `f(x)`.
    fn value<R: Real>(self, x: R) -> R;
    /// `f'(x)`.
    fn slope<R: Real>(self, x: R) -> R;
}

/// An elementwise function of two float tensors.
pub trait Formula2: Copy + Debug + Send + Sync + 'static {
    /// `f(a, b)`.
    fn value<R: Real>(self, a: R, b: R) -> R;
    /// `df/da` (`first`) or `df/db`.
    fn slope<R: Real>(self, first: bool, a: R, b: R) -> R;
}

/// A formula as a differentiable op.
#[derive(Debug, Clone, Copy)]
pub struct Elementwise<F>(pub F);

impl<F: Formula> Rule for Elementwise<F> {
    fn forward<B: Engine>(&self, x: FloatTensor<B>) -> FloatTensor<B> {
        B::apply(self.0, x)
    }

    fn backward<B: Engine>(&self, kept: Kept<B>, gradient: FloatTensor<B>) -> FloatTensor<B> {
        B::pull_back(self.0, kept.input.expect("elementwise rules keep the input"), gradient)
    }
}

#[cfg(feature = "cpu")]
mod processor {
    use burn::backend::Flex;
    use burn::backend::flex::ops::{binary::binary_op, unary::unary_op};

    use super::{Engine, FloatTensor, Formula, Formula2};

    // Burn's loops also want the function for f64, which the engine never uses.
    impl Engine for Flex {
        fn apply<F: Formula>(formula: F, x: FloatTensor<Self>) -> FloatTensor<Self> {
            unary_op(x, |x| formula.value(x), |x: f64| x)
        }
        fn pull_back<F: Formula>(
            formula: F,
            x: FloatTensor<Self>,
            gradient: FloatTensor<Self>,
        ) -> FloatTensor<Self> {
            binary_op(
                gradient,
                x,
                |gradient, x| gradient * formula.slope(x),
                |gradient: f64, _| gradient,
                None,
            )
        }
        fn apply2<F: Formula2>(formula: F, a: FloatTensor<Self>, b: FloatTensor<Self>) -> FloatTensor<Self> {
            binary_op(a, b, |a, b| formula.value(a, b), |a: f64, _| a, None)
        }
        fn slope2<F: Formula2>(
            formula: F,
            first: bool,
            a: FloatTensor<Self>,
            b: FloatTensor<Self>,
        ) -> FloatTensor<Self> {
            binary_op(a, b, |a, b| formula.slope(first, a, b), |a: f64, _| a, None)
        }
    }
}

#[cfg(feature = "gpu")]
mod graphics {
    use burn::backend::Cube;

    use super::{Engine, FloatTensor, Formula, Formula2};
    use crate::ops::real::Wave;

    impl Engine for Cube {
        fn apply<F: Formula>(formula: F, x: FloatTensor<Self>) -> FloatTensor<Self> {
            formula.value(Wave::<Self>(x)).0
        }
        fn pull_back<F: Formula>(
            formula: F,
            x: FloatTensor<Self>,
            gradient: FloatTensor<Self>,
        ) -> FloatTensor<Self> {
            (Wave::<Self>(gradient) * formula.slope(Wave::<Self>(x))).0
        }
        fn apply2<F: Formula2>(formula: F, a: FloatTensor<Self>, b: FloatTensor<Self>) -> FloatTensor<Self> {
            formula.value(Wave::<Self>(a), Wave::<Self>(b)).0
        }
        fn slope2<F: Formula2>(
            formula: F,
            first: bool,
            a: FloatTensor<Self>,
            b: FloatTensor<Self>,
        ) -> FloatTensor<Self> {
            formula.slope(first, Wave::<Self>(a), Wave::<Self>(b)).0
        }
    }
}
