//! `+ - * /` of floats. Burn's loops for the processor are compiled for size in the page, and take twice as long:
//! what nobody asks gradients of runs in passes of our own.

use burn::backend::ops::FloatTensorOps;
use burn::backend::{Dispatch, DispatchTensor, TensorMetadata};

use crate::device::Context;

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

#[cfg(feature = "cpu")]
fn on_processor(value: &DispatchTensor, context: &Context) -> bool {
    context.backend() == crate::device::Backend::Cpu && !Dispatch::is_tracked(value)
}

/// Two tensors, broadcast.
pub fn pair(sign: Sign, a: DispatchTensor, b: DispatchTensor, context: &Context) -> DispatchTensor {
    #[cfg(feature = "cpu")]
    if on_processor(&a, context) && on_processor(&b, context) && a.shape() == b.shape() {
        use super::{joint, passes};
        let (a, b) = (joint::plain(a), joint::plain(b));
        return joint::wrapped(passes::combine(a, b, &|a, b| sign.pairs(a, b)));
    }
    match sign {
        Sign::Add => Dispatch::float_add(a, b),
        Sign::Subtract => Dispatch::float_sub(a, b),
        Sign::Multiply => Dispatch::float_mul(a, b),
        Sign::Divide => Dispatch::float_div(a, b),
    }
}

/// A tensor and a number on its right.
pub fn scalar(sign: Sign, a: DispatchTensor, number: f32, context: &Context) -> DispatchTensor {
    #[cfg(feature = "cpu")]
    if on_processor(&a, context) {
        use super::{joint, passes};
        return joint::wrapped(passes::map(joint::plain(a), &|values| sign.all(values, number)));
    }
    match sign {
        Sign::Add => Dispatch::float_add_scalar(a, number.into()),
        Sign::Subtract => Dispatch::float_sub_scalar(a, number.into()),
        Sign::Multiply => Dispatch::float_mul_scalar(a, number.into()),
        Sign::Divide => Dispatch::float_div_scalar(a, number.into()),
    }
}
