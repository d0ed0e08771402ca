//! The hash behind random numbers: on the processor a loop, on the graphics card the same integers by
//! tensor ops, bit for bit.

use burn::backend::ops::IntTensorOps;
use burn::backend::{Dispatch, DispatchTensor};
use burn::tensor::{Shape, Slice};

use crate::ops::Call;
use crate::ops::places::line_of;
use crate::tensor::Tensor;
use crate::threads::{self, made};

/// Start of the first round: the golden ratio as a 32-bit fraction.
const OFFSET: u32 = 0x9e37_79b9;
const FIRST: u32 = 0x7feb_352d;
const SECOND: u32 = 0x846c_a68b;
/// Keeps the second number of a key apart from the places of elements, which are as small.
const APART: u32 = 0x5851_f42d;
/// Elements in a part of a job: fewer are sooner computed than handed over.
const PART: usize = 1 << 14;

#[inline(always)]
fn mix(mut x: u32) -> u32 {
    x ^= x >> 16;
    x = x.wrapping_mul(FIRST);
    x ^= x >> 15;
    x = x.wrapping_mul(SECOND);
    x ^ (x >> 16)
}

/// A key after its own rounds of mixing.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    a: u32,
    b: u32,
}

impl Key {
    /// Mixes the two numbers of a key.
    pub fn new(first: u32, second: u32) -> Self {
        let a = mix(first.wrapping_add(OFFSET));
        Self { a, b: mix(mix(second ^ APART).wrapping_add(a)) }
    }

    /// Random bits of element `index`.
    #[inline(always)]
    fn bits(self, index: u32) -> u32 {
        mix(mix(index.wrapping_add(self.a)) ^ self.b)
    }

    /// A value for each of `count` elements.
    pub fn map<T: Copy + Default + Send + Sync>(
        self,
        count: usize,
        value: impl Fn(u32) -> T + Sync,
    ) -> Vec<T> {
        let part = threads::part(count, PART);
        made(count, part, T::default(), |number, values| {
            for (index, place) in values.iter_mut().enumerate() {
                *place = value(self.bits((number * part + index) as u32));
            }
        })
    }
}

type Value = DispatchTensor;

/// `x >> amount` with zeros coming in: Burn's shift copies the sign, the mask removes the copies.
fn shifted(x: Value, amount: i32) -> Value {
    let moved = Dispatch::bitwise_right_shift_scalar(x, amount.into());
    Dispatch::bitwise_and_scalar(moved, (u32::MAX >> amount).cast_signed().into())
}

fn mix_tensor(x: Value) -> Value {
    let fold = |x: Value, amount| Dispatch::bitwise_xor(x.clone(), shifted(x, amount));
    let times = |x: Value, factor: u32| Dispatch::int_mul_scalar(x, factor.cast_signed().into());
    let x = times(fold(x, 16), FIRST);
    let x = times(fold(x, 15), SECOND);
    fold(x, 16)
}

/// Random bits of every element, as one line.
pub fn bits(call: &Call<'_>) -> Value {
    let count = call.outputs[0].elements();
    let key = call.inputs[0].primitive();
    let part = |index: isize| Dispatch::int_slice(key.clone(), &[Slice::new(index, Some(index + 1), 1)]);
    let line = Shape::from(vec![count]);
    let everywhere = |x: Value| Dispatch::int_expand(x, line.clone());
    let a = mix_tensor(Dispatch::int_add_scalar(part(0), OFFSET.cast_signed().into()));
    let second = mix_tensor(Dispatch::bitwise_xor_scalar(part(1), APART.cast_signed().into()));
    let b = mix_tensor(Dispatch::int_add(second, a.clone()));
    let index = line_of(0..count, &call.context.device);
    let inner = mix_tensor(Dispatch::int_add(index, everywhere(a)));
    mix_tensor(Dispatch::bitwise_xor(inner, everywhere(b)))
}

/// `low + floor(bits * count / 2^32)` out of 16-bit halves, as 64-bit products do not exist here.
pub fn scaled(bits: Value, low: i32, count: u64) -> Value {
    let Ok(count) = u32::try_from(count) else {
        return Dispatch::int_add_scalar(bits, low.into());
    };
    let halves = (shifted(bits.clone(), 16), Dispatch::bitwise_and_scalar(bits, 0xffff.into()));
    let (high, low_half) = halves;
    let times = |x: Value, factor: u32| Dispatch::int_mul_scalar(x, factor.cast_signed().into());
    let (count_high, count_low) = (count >> 16, count & 0xffff);
    let lowest = shifted(times(low_half.clone(), count_low), 16);
    let middle = Dispatch::int_add(times(high.clone(), count_low), lowest);
    let other = Dispatch::bitwise_and_scalar(middle.clone(), 0xffff.into());
    let other = Dispatch::int_add(times(low_half, count_high), other);
    let top = Dispatch::int_add(times(high, count_high), shifted(middle, 16));
    let sum = Dispatch::int_add(top, shifted(other, 16));
    Dispatch::int_add_scalar(sum, low.into())
}

/// A formula of the upper 24 bits of every element, on the graphics card.
#[cfg(feature = "gpu")]
pub fn floats(
    call: &Call<'_>,
    formula: impl Fn(crate::ops::real::Wave<burn::backend::Cube>) -> crate::ops::real::Wave<burn::backend::Cube>,
) -> Tensor {
    use burn::backend::{BackendTensor, DispatchTensorKind as Kind};
    let top = Dispatch::int_into_float(shifted(bits(call), 8), crate::tensor::FLOAT);
    let kind = match top.kind {
        Kind::Cube(BackendTensor::Float(top)) => {
            Kind::Cube(BackendTensor::Float(formula(crate::ops::real::Wave(top)).0))
        }
        _ => unreachable!("the key lives on the graphics backend"),
    };
    Tensor::new(DispatchTensor { kind, autodiff: top.autodiff }, call.outputs[0].clone())
}

/// This build has no graphics backend.
#[cfg(not(feature = "gpu"))]
pub fn floats(_call: &Call<'_>, _formula: impl Fn(f32) -> f32) -> Tensor {
    unreachable!("this build has no graphics backend")
}
