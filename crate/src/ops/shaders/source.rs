//! Tensors that are made of nothing but numbers: the same value everywhere, and random numbers of a key.

use std::rc::Rc;

use burn::backend::wgpu::CubeTensor;
use burn::tensor::DType;

use super::kernel::{Kernel, bindings, empty, empty_on, line_groups, line_head};
use super::phrase::{Phrase, Sheet};
use super::values::{card, launched, plain, wrapped};
use crate::device::Context;
use crate::spec::Spec;
use crate::tensor::{Tensor, physical_shape};

fn burn_dtype(spec: &Spec) -> DType {
    use burn::tensor::BoolStore;
    match spec.dtype {
        crate::spec::DType::Float32 => DType::F32,
        crate::spec::DType::Int32 => DType::I32,
        crate::spec::DType::Bool => DType::Bool(BoolStore::U32),
    }
}

/// A tensor whose elements all have these bits.
pub fn full(spec: &Spec, bits: u32, context: &Context) -> Tensor {
    let (shape, dtype) = (physical_shape(&spec.shape), burn_dtype(spec));
    let text = || bindings(&[], &["u32"]) + &line_head() + "out0[e] = p[1];\n}\n";
    let count = spec.elements();
    let y = empty_on(card(context), shape, dtype);
    Kernel::named("full", text).launch(line_groups(count), &[], &[&y], &[count as u32, bits]);
    Tensor::new(wrapped(y), spec.clone())
}

/// The hash of `random_bits.rs` for element `e` and a key of two numbers.
const BITS: &str = "fn mix(y: u32) -> u32 {\nvar x = y ^ (y >> 16u);\nx *= 0x7feb352du;\nx ^= x >> 15u;\n\
                    x *= 0x846ca68bu;\nreturn x ^ (x >> 16u);\n}\n";
const HASH: &str = "let a = mix(u32(in0[0]) + 0x9e3779b9u);\nlet b = mix(mix(u32(in0[1]) ^ 0x5851f42du) + a);\n\
                    let bits = mix(mix(e + a) ^ b);\n";

fn random(key: &Tensor, spec: &Spec, name: &'static str, text: impl FnOnce() -> String) -> Tensor {
    let (shape, dtype) = (physical_shape(&spec.shape), burn_dtype(spec));
    let count = spec.elements();
    let numbers = [count as u32, f32::INFINITY.to_bits(), f32::NAN.to_bits()];
    let work = |inputs: &[CubeTensor]| {
        let y = empty(&inputs[0], shape, dtype);
        Kernel::named(name, text).launch(line_groups(count), &[&inputs[0]], &[&y], &numbers);
        vec![y]
    };
    Tensor::new(wrapped(launched(vec![plain(key.primitive())], work).remove(0)), spec.clone())
}

/// Random bits of a key.
pub fn random_bits(key: &Tensor, spec: &Spec) -> Tensor {
    random(key, spec, "random bits", || {
        bindings(&["i32"], &["u32"]) + BITS + &line_head() + HASH + "out0[e] = bits;\n}\n"
    })
}

/// A formula of the upper 24 bits of every element.
pub fn random_floats(key: &Tensor, spec: &Spec, name: &'static str, formula: fn(Phrase) -> Phrase) -> Tensor {
    random(key, spec, name, move || {
        let sheet = Rc::new(Sheet::default());
        let top = Phrase { name: sheet.line("f32(bits >> 8u)"), sheet: sheet.clone() };
        let value = formula(top).name;
        format!("alias V = f32;\nalias B = bool;\nalias U = u32;\n{}", bindings(&["i32"], &["f32"]))
            + BITS
            + &sheet.functions()
            + &line_head()
            + HASH
            + &sheet.lines()
            + &format!("out0[e] = {value};\n}}\n")
    })
}
