//! One node of Burn's autodiff with several inputs, around any computation on the processor.

use std::fmt::Debug;

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::flex::FlexTensor;
use burn::backend::tensor::FloatTensor;
use burn::backend::{Autodiff, BackendTensor, DispatchTensor, DispatchTensorKind as Kind, Flex};

use crate::ops::passes::in_order;

/// The gradients of the inputs from that of the result.
pub trait Joint: Debug + Send {
    /// One for each input.
    fn back(self: Box<Self>, gradient: FlexTensor) -> Vec<FlexTensor>;
}

#[derive(Debug)]
struct Node(Box<dyn Joint>);

impl<const N: usize> Backward<Flex, N> for Node {
    type State = ();

    fn backward(self, ops: Ops<(), N>, gradients: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let found = self.0.back(in_order(gradients.consume::<Flex>(&ops.node)));
        for (parent, found) in ops.parents.into_iter().zip(found) {
            if let Some(parent) = parent {
                gradients.register::<Flex>(parent.id, found);
            }
        }
    }
}

type Tracked = FloatTensor<Autodiff<Flex>>;

fn joined<const N: usize>(way: Box<dyn Joint>, inputs: &[Tracked], output: FlexTensor) -> Tracked {
    // What is missing is the first input again: only as many gradients come back as there are inputs.
    let guards: [_; N] =
        std::array::from_fn(|index| inputs.get(index).unwrap_or(&inputs[0]).clone().into_parts().1);
    match Node(way).prepare::<NoCheckpointing>(guards).compute_bound().stateful() {
        OpsKind::Tracked(prepared) => prepared.finish((), output),
        OpsKind::UnTracked(prepared) => prepared.finish(output),
    }
}

/// The elements of a float tensor of the processor, in order, without a way back.
pub fn plain(value: DispatchTensor) -> FlexTensor {
    match value.kind {
        Kind::Flex(BackendTensor::Float(value)) => in_order(value),
        Kind::Autodiff(value) => match *value {
            Kind::Flex(BackendTensor::Autodiff(value)) => in_order(value.into_parts().0),
            _ => unreachable!("joints take float tensors of the processor"),
        },
        _ => unreachable!("joints take float tensors of the processor"),
    }
}

/// A tensor without a way back.
pub fn wrapped(value: FlexTensor) -> DispatchTensor {
    let kind = Kind::Flex(BackendTensor::Float(value));
    DispatchTensor { kind, autodiff: burn::backend::DispatchAutodiffContext::Disabled }
}

/// Most inputs that a joint can have.
pub const MOST: usize = 16;

/// `output` as a function of `inputs`, all of which are tracked.
pub fn joint(way: Box<dyn Joint>, inputs: Vec<DispatchTensor>, output: FlexTensor) -> DispatchTensor {
    let autodiff = inputs[0].autodiff;
    let tracked = |input: DispatchTensor| match input.kind {
        Kind::Autodiff(input) => match *input {
            Kind::Flex(BackendTensor::Autodiff(input)) => input,
            _ => unreachable!("joints take float tensors of the processor"),
        },
        _ => unreachable!("the inputs are tracked"),
    };
    let inputs: Vec<Tracked> = inputs.into_iter().map(tracked).collect();
    let output = match inputs.len() {
        1..=4 => joined::<4>(way, &inputs, output),
        _ => joined::<MOST>(way, &inputs, output),
    };
    DispatchTensor { kind: Kind::Autodiff(Box::new(Kind::Flex(BackendTensor::Autodiff(output)))), autodiff }
}
