//! `+ - * /` of floats. Burn's loops for the processor are compiled for size in the page, and take twice as long:
//! what nobody asks gradients of runs in passes of our own.

#[cfg(feature = "cpu")]
use burn::backend::TensorMetadata;
use burn::backend::ops::FloatTensorOps;
use burn::backend::{Dispatch, DispatchTensor};

use crate::device::{Backend, Context};

/// What is done with two numbers.
#[derive(Debug, Clone, Copy)]
pub enum Sign {
    /// `a + b`
    Add,
    /// `a - b`
    Subtract,
    /// `a * b`
    Multiply,
    /// `a / b`
    Divide,
}

#[cfg(feature = "cpu")]
impl Sign {
    fn pairs(self, values: &mut [f32], others: &[f32]) {
        let pairs = values.iter_mut().zip(others);
        match self {
            Self::Add => pairs.for_each(|(a, b)| *a += b),
            Self::Subtract => pairs.for_each(|(a, b)| *a -= b),
            Self::Multiply => pairs.for_each(|(a, b)| *a *= b),
            Self::Divide => pairs.for_each(|(a, b)| *a /= b),
        }
    }

    fn all(self, values: &mut [f32], number: f32) {
        let values = values.iter_mut();
        match self {
            Self::Add => values.for_each(|a| *a += number),
            Self::Subtract => values.for_each(|a| *a -= number),
            Self::Multiply => values.for_each(|a| *a *= number),
            Self::Divide => values.for_each(|a| *a /= number),
        }
    }
}

/// Whether a value is the processor's and nobody asks gradients of it.
fn plain(value: &DispatchTensor, context: &Context) -> bool {
    context.backend() == Backend::Cpu && !Dispatch::is_tracked(value)
}

/// Two tensors, broadcast.
pub fn pair(sign: Sign, a: DispatchTensor, b: DispatchTensor, context: &Context) -> DispatchTensor {
    let plain = plain(&a, context) && plain(&b, context);
    #[cfg(feature = "cpu")]
    if plain && a.shape() == b.shape() {
        use super::{joint, passes};
        let (a, b) = (joint::plain(a), joint::plain(b));
        return joint::wrapped(passes::combine(a, b, &|a, b| sign.pairs(a, b)));
    }
    debug_assert!(!plain || cfg!(feature = "cpu"));
    match sign {
        Sign::Add => Dispatch::float_add(a, b),
        Sign::Subtract => Dispatch::float_sub(a, b),
        Sign::Multiply => Dispatch::float_mul(a, b),
        Sign::Divide => Dispatch::float_div(a, b),
    }
}

/// A tensor and a number on its right.
pub fn scalar(sign: Sign, a: DispatchTensor, number: f32, context: &Context) -> DispatchTensor {
    let plain = plain(&a, context);
    #[cfg(feature = "cpu")]
    if plain {
        use super::{joint, passes};
        return joint::wrapped(passes::map(joint::plain(a), &|values| sign.all(values, number)));
    }
    debug_assert!(!plain || cfg!(feature = "cpu"));
    match sign {
        Sign::Add => Dispatch::float_add_scalar(a, number.into()),
        Sign::Subtract => Dispatch::float_sub_scalar(a, number.into()),
        Sign::Multiply => Dispatch::float_mul_scalar(a, number.into()),
        Sign::Divide => Dispatch::float_div_scalar(a, number.into()),
    }
}
