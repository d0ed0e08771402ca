//! Sums, differences and products of integers with each other or with one number.

use burn::backend::wgpu::CubeTensor;
use burn::tensor::DType;

use super::kernel::{Kernel, bindings, empty, line_groups, line_head};
use super::values::{launched, plain, wrapped};
use crate::spec::Spec;
use crate::tensor::{Tensor, physical_shape};

/// `left sign right`, where one may be a number: `sign` is one of `+`, `-`, `*`. Shapes are equal.
pub fn pair(
    sign: &'static str,
    left: Result<&Tensor, i32>,
    right: Result<&Tensor, i32>,
    spec: &Spec,
) -> Tensor {
    let shape = physical_shape(&spec.shape);
    let count = spec.elements();
    let tensors: Vec<&Tensor> = [left, right].into_iter().flatten().collect();
    let values = tensors.iter().map(|tensor| plain(tensor.primitive())).collect();
    let number = [left, right].into_iter().find_map(Result::err).unwrap_or(0);
    let shapes = (left.is_ok(), right.is_ok());
    let work = move |inputs: &[CubeTensor]| {
        let y = empty(&inputs[0], shape.clone(), DType::I32);
        let text = || {
            let (operands, count) = match shapes {
                (true, true) => (["in0[e]", "in1[e]"], 2),
                (true, false) => (["in0[e]", "i32(p[1])"], 1),
                _ => (["i32(p[1])", "in0[e]"], 1),
            };
            bindings(&["i32", "i32"][..count], &["i32"])
                + &line_head()
                + &format!("out0[e] = {} {sign} {};\n}}\n", operands[0], operands[1])
        };
        let inputs: Vec<&CubeTensor> = inputs.iter().collect();
        let numbers = [count as u32, number.cast_unsigned()];
        Kernel::named(&format!("integers {sign} {shapes:?}"), text).launch(
            line_groups(count),
            &inputs,
            &[&y],
            &numbers,
        );
        vec![y]
    };
    Tensor::new(wrapped(launched(values, work).remove(0)), spec.clone())
}
