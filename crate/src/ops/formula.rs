//! Elementwise functions as formulas: value and slope, each written once for both backends.

use std::fmt::Debug;
use std::sync::Arc;

#[cfg(feature = "gpu")]
use burn::backend::Cube;
use burn::backend::tensor::FloatTensor;

#[cfg(feature = "cpu")]
use crate::kernels::wide;
use crate::ops::real::Real;
#[cfg(feature = "gpu")]
use crate::ops::real::Wave;
use crate::ops::rule::{Engine, Kept, Rule};
#[cfg(feature = "gpu")]
use crate::ops::shaders::phrase::Phrase;

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

/// A formula behind a pointer: what is around its innermost loop is compiled once for all.
pub trait Curve: Debug + Send + Sync {
    /// `x = f(x)`.
    #[cfg(feature = "cpu")]
    fn apply(&self, x: &mut [f32]);
    /// `gradient = gradient * f'(x)`.
    #[cfg(feature = "cpu")]
    fn pull_back(&self, gradient: &mut [f32], x: &[f32]);
    /// `f(x)`.
    #[cfg(feature = "gpu")]
    fn value_of(&self, x: Wave<Cube>) -> Wave<Cube>;
    /// `f'(x)`.
    #[cfg(feature = "gpu")]
    fn slope_at(&self, x: Wave<Cube>) -> Wave<Cube>;
    /// `f(x)` as a shader writes it.
    #[cfg(feature = "gpu")]
    fn value_text(&self, x: Phrase) -> Phrase;
    /// `f'(x)` as a shader writes it.
    #[cfg(feature = "gpu")]
    fn slope_text(&self, x: Phrase) -> Phrase;
}

#[cfg(feature = "cpu")]
wide! {
    fn values<F: Formula>(formula: F, x: &mut [f32]) {
        x.iter_mut().for_each(|x| *x = formula.value(*x));
    }
}

#[cfg(feature = "cpu")]
wide! {
    fn pulled_back<F: Formula>(formula: F, gradient: &mut [f32], x: &[f32]) {
        gradient.iter_mut().zip(x).for_each(|(gradient, x)| *gradient *= formula.slope(*x));
    }
}

impl<F: Formula> Curve for F {
    #[cfg(feature = "cpu")]
    fn apply(&self, x: &mut [f32]) {
        values(*self, x);
    }
    #[cfg(feature = "cpu")]
    fn pull_back(&self, gradient: &mut [f32], x: &[f32]) {
        pulled_back(*self, gradient, x);
    }
    #[cfg(feature = "gpu")]
    fn value_of(&self, x: Wave<Cube>) -> Wave<Cube> {
        self.value(x)
    }
    #[cfg(feature = "gpu")]
    fn slope_at(&self, x: Wave<Cube>) -> Wave<Cube> {
        self.slope(x)
    }
    #[cfg(feature = "gpu")]
    fn value_text(&self, x: Phrase) -> Phrase {
        self.value(x)
    }
    #[cfg(feature = "gpu")]
    fn slope_text(&self, x: Phrase) -> Phrase {
        self.slope(x)
    }
}

/// A formula of two tensors behind a pointer.
pub trait Surface: Debug + Send + Sync {
    /// `a = f(a, b)`.
    #[cfg(feature = "cpu")]
    fn apply(&self, a: &mut [f32], b: &[f32]);
    /// `a = df/da` (`first`) or `a = df/db`.
    #[cfg(feature = "cpu")]
    fn slopes(&self, first: bool, a: &mut [f32], b: &[f32]);
    /// `f(a, b)`.
    #[cfg(feature = "gpu")]
    fn value_of(&self, a: Wave<Cube>, b: Wave<Cube>) -> Wave<Cube>;
    /// `df/da` (`first`) or `df/db`.
    #[cfg(feature = "gpu")]
    fn slope_at(&self, first: bool, a: Wave<Cube>, b: Wave<Cube>) -> Wave<Cube>;
    /// `f(a, b)` as a shader writes it.
    #[cfg(feature = "gpu")]
    fn value_text(&self, a: Phrase, b: Phrase) -> Phrase;
    /// `df/da` (`first`) or `df/db` as a shader writes it.
    #[cfg(feature = "gpu")]
    fn slope_text(&self, first: bool, a: Phrase, b: Phrase) -> Phrase;
}

impl<F: Formula2> Surface for F {
    #[cfg(feature = "cpu")]
    fn apply(&self, a: &mut [f32], b: &[f32]) {
        let formula = *self;
        a.iter_mut().zip(b).for_each(|(a, b)| *a = formula.value(*a, *b));
    }
    #[cfg(feature = "cpu")]
    fn slopes(&self, first: bool, a: &mut [f32], b: &[f32]) {
        let formula = *self;
        a.iter_mut().zip(b).for_each(|(a, b)| *a = formula.slope(first, *a, *b));
    }
    #[cfg(feature = "gpu")]
    fn value_of(&self, a: Wave<Cube>, b: Wave<Cube>) -> Wave<Cube> {
        self.value(a, b)
    }
    #[cfg(feature = "gpu")]
    fn slope_at(&self, first: bool, a: Wave<Cube>, b: Wave<Cube>) -> Wave<Cube> {
        self.slope(first, a, b)
    }
    #[cfg(feature = "gpu")]
    fn value_text(&self, a: Phrase, b: Phrase) -> Phrase {
        self.value(a, b)
    }
    #[cfg(feature = "gpu")]
    fn slope_text(&self, first: bool, a: Phrase, b: Phrase) -> Phrase {
        self.slope(first, a, b)
    }
}

/// A formula as a differentiable op.
#[derive(Debug, Clone)]
pub struct Elementwise(Arc<dyn Curve>);

impl Elementwise {
    /// The op of a formula.
    pub fn of(formula: impl Formula) -> Self {
        Self(Arc::new(formula))
    }
}

impl Rule for Elementwise {
    fn forward<B: Engine>(&self, x: FloatTensor<B>) -> FloatTensor<B> {
        B::apply(&*self.0, x)
    }

    fn backward<B: Engine>(&self, kept: Kept<B>, gradient: FloatTensor<B>) -> FloatTensor<B> {
        B::pull_back(&*self.0, kept.input.expect("elementwise rules keep the input"), gradient)
    }
}

#[cfg(feature = "cpu")]
mod processor {
    use burn::backend::Flex;

    use super::{Curve, Engine, FloatTensor, Surface};
    use crate::ops::passes::{combine, map};

    impl Engine for Flex {
        fn apply(curve: &dyn Curve, x: FloatTensor<Self>) -> FloatTensor<Self> {
            map(x, &|x| curve.apply(x))
        }
        fn pull_back(
            curve: &dyn Curve,
            x: FloatTensor<Self>,
            gradient: FloatTensor<Self>,
        ) -> FloatTensor<Self> {
            combine(gradient, x, &|gradient, x| curve.pull_back(gradient, x))
        }
        fn apply2(surface: &dyn Surface, a: FloatTensor<Self>, b: FloatTensor<Self>) -> FloatTensor<Self> {
            combine(a, b, &|a, b| surface.apply(a, b))
        }
        fn slope2(
            surface: &dyn Surface,
            first: bool,
            a: FloatTensor<Self>,
            b: FloatTensor<Self>,
        ) -> FloatTensor<Self> {
            combine(a, b, &|a, b| surface.slopes(first, a, b))
        }
    }
}

#[cfg(feature = "gpu")]
mod graphics {
    use super::{Cube, Curve, Engine, FloatTensor, Surface, Wave};

    impl Engine for Cube {
        fn apply(curve: &dyn Curve, x: FloatTensor<Self>) -> FloatTensor<Self> {
            curve.value_of(Wave(x)).0
        }
        fn pull_back(
            curve: &dyn Curve,
            x: FloatTensor<Self>,
            gradient: FloatTensor<Self>,
        ) -> FloatTensor<Self> {
            (Wave(gradient) * curve.slope_at(Wave(x))).0
        }
        fn apply2(surface: &dyn Surface, a: FloatTensor<Self>, b: FloatTensor<Self>) -> FloatTensor<Self> {
            surface.value_of(Wave(a), Wave(b)).0
        }
        fn slope2(
            surface: &dyn Surface,
            first: bool,
            a: FloatTensor<Self>,
            b: FloatTensor<Self>,
        ) -> FloatTensor<Self> {
            surface.slope_at(first, Wave(a), Wave(b)).0
        }
    }
}
