//! Single elementwise ops: a chain of one link each, so that Burn's compiler is not needed for them.

use std::sync::Arc;

use crate::attrs::Attrs;
use crate::device::Context;
use crate::fusion::chain::Builder;
use crate::fusion::recognise::{Operand, shader_function};
use crate::fusion::view::View;
use crate::ops::fused::Fused;
use crate::spec::{DType, Spec};
use crate::tensor::Tensor;

/// Most inputs and results that adapters can bind are far from reached by one op.
pub fn run(
    name: &str,
    inputs: &[Tensor],
    attrs: &Attrs,
    outputs: &[Spec],
    context: &Context,
) -> Option<Vec<Tensor>> {
    let [spec] = outputs else { return None };
    if spec.dtype != DType::Float32 {
        return None;
    }
    let specs: Vec<Spec> = inputs.iter().map(|input| input.spec.clone()).collect();
    let found = shader_function(name, attrs, &specs, spec)?;
    let mut builder = Builder::new();
    let mut taken = vec![];
    let operands = found
        .operands
        .iter()
        .map(|operand| match *operand {
            Operand::Number(number) => builder.number(number),
            Operand::Input(index) => {
                taken.push(inputs[index].clone());
                builder.input(View::broadcast(&inputs[index].spec.shape, &spec.shape))
            }
        })
        .collect();
    let value = builder.link(found.function, operands);
    let chain = builder.finish(spec.elements(), &[value]);
    Some(Arc::new(Fused::new(chain, outputs.to_vec())).run(&taken, context))
}
