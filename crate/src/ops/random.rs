//! Random numbers from a key of two integers: the same numbers for the same key and shape, on both
//! backends, in any order of calls.
//!
//! Element `i` is `mix(mix(i + a) ^ b)` with `a = mix(key[0] + C)` and `b = mix(key[1] + a)`; `mix`
//! is the 32-bit finaliser "lowbias32" (C. Wellons, "Prospecting for hash functions", 2018). Floats
//! take the upper 24 bits; normal numbers go through the inverse distribution function,
//! `z = sqrt(2) erfinv(2u - 1)`, truncated ones through the part of it between the cuts.

use crate::attrs::Attrs;
use crate::device::Backend;
use crate::error::{EngineError, Result, bad_attribute, dtype_mismatch, shape_mismatch};
use crate::ops::processor::ints;
use crate::ops::random_bits::{self, Key};
use crate::ops::real::Real;
#[cfg(feature = "gpu")]
use crate::ops::shaders::source;
use crate::ops::special::erfinv;
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{DType, Spec};
use crate::tensor::Tensor;

fn infer(inputs: &[Spec], attrs: &Attrs, dtype: DType) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    if inputs[0].dtype != DType::Int32 {
        return Err(dtype_mismatch(&[inputs[0].dtype], "a key is two int32 values"));
    }
    if inputs[0].shape != [2] {
        return Err(shape_mismatch(&[&inputs[0].shape], "a key has shape (2,)"));
    }
    Ok(vec![Spec::new(dtype, attrs.sizes("shape")?)])
}

fn infer_float(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    infer(inputs, attrs, DType::Float32)
}

fn infer_bits(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    infer(inputs, attrs, DType::Int32)
}

/// Lowest value and how many values there are.
fn range(attrs: &Attrs) -> Result<(i32, u64)> {
    let (low, high) = (attrs.int("low")?, attrs.int("high")?);
    let least =
        i32::try_from(low).map_err(|_| bad_attribute("low", format!("{low} does not fit into int32")))?;
    if high > 1 << 31 {
        return Err(bad_attribute("high", format!("{high} does not fit into int32")));
    }
    match high.checked_sub(low) {
        Some(count) if count > 0 => Ok((least, count as u64)),
        _ => Err(bad_attribute("high", format!("no integers from {low} to below {high}"))),
    }
}

fn infer_integers(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    range(attrs)?;
    infer_bits(inputs, attrs)
}

/// The key as two plain numbers, on the processor.
fn key(call: &Call<'_>) -> Result<Key> {
    match ints(call.inputs[0].primitive())?.as_slice() {
        [first, second] => Ok(Key::new(*first as u32, *second as u32)),
        other => {
            Err(EngineError::new("engine_panic").with("detail", format!("key of {} values", other.len())))
        }
    }
}

/// `(k + 1/2) / 2^23 - 1` for 24 random bits `k`: strictly between -1 and 1, exact in float32.
fn symmetric<R: Real>(top: R) -> R {
    (top + 0.5) * (1.0 / 8_388_608.0) - 1.0
}

/// A standard normal number from 24 random bits.
fn normal<R: Real>(top: R) -> R {
    erfinv(symmetric(top)) * std::f32::consts::SQRT_2
}

/// erf(2 / sqrt 2): how much of the distribution lies within two standard deviations.
const WITHIN_TWO: f32 = 0.954_499_7;

/// A normal number cut at two standard deviations, from 24 random bits.
fn truncated<R: Real>(top: R) -> R {
    let z = erfinv(symmetric(top) * WITHIN_TWO) * std::f32::consts::SQRT_2;
    let (low, high) = (z.constant(-2.0), z.constant(2.0));
    z.maximum(low).minimum(high)
}

/// `k / 2^24`
fn uniform<R: Real>(top: R) -> R {
    top * (1.0 / 16_777_216.0)
}

macro_rules! floats {
    ($name:ident, $formula:ident) => {
        fn $name(call: &Call<'_>) -> Result<Vec<Tensor>> {
            let spec = &call.outputs[0];
            if call.context.backend() == Backend::Cpu {
                let values = key(call)?.map(spec.elements(), |bits| $formula((bits >> 8) as f32));
                return Ok(vec![Tensor::from_floats(values, &spec.shape, call.context)]);
            }
            #[cfg(feature = "gpu")]
            if call.context.on_card() {
                let (key, name) = (&call.inputs[0], stringify!($name));
                return Ok(vec![source::random_floats(key, spec, name, $formula)]);
            }
            Ok(vec![random_bits::floats(call, |top| $formula(top))])
        }
    };
}

floats!(random_uniform, uniform);
floats!(random_normal, normal);
floats!(random_truncated_normal, truncated);

fn random_bits(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let spec = &call.outputs[0];
    if call.context.backend() == Backend::Cpu {
        let values = key(call)?.map(spec.elements(), |bits| bits as i32);
        return Ok(vec![Tensor::from_ints(values, &spec.shape, call.context)]);
    }
    #[cfg(feature = "gpu")]
    if call.context.on_card() {
        return Ok(vec![source::random_bits(&call.inputs[0], spec)]);
    }
    Ok(vec![Tensor::new(random_bits::bits(call), spec.clone())])
}

/// `low + floor(bits * count / 2^32)`
fn random_integers(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let spec = &call.outputs[0];
    let (low, count) = range(call.attrs)?;
    if call.context.backend() == Backend::Cpu {
        let scaled = |bits: u32| ((u64::from(bits) * count) >> 32) as i32;
        let values = key(call)?.map(spec.elements(), |bits| low.wrapping_add(scaled(bits)));
        return Ok(vec![Tensor::from_ints(values, &spec.shape, call.context)]);
    }
    Ok(vec![Tensor::new(random_bits::scaled(random_bits::bits(call), low, count), spec.clone())])
}

use Gradient::Zero;

/// Rows of the table.
pub const OPS: &[Op] = &[
    Op::new("random_uniform", Zero, infer_float, random_uniform),
    Op::new("random_normal", Zero, infer_float, random_normal),
    Op::new("random_truncated_normal", Zero, infer_float, random_truncated_normal),
    Op::new("random_integers", Zero, infer_integers, random_integers),
    Op::new("random_bits", Zero, infer_bits, random_bits),
];
