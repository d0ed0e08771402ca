//! One node of Burn's autodiff with several inputs, around any shaders.

use std::fmt::Debug;

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::tensor::FloatTensor;
use burn::backend::{Autodiff, BackendTensor, Cube, Dispatch, DispatchTensor, DispatchTensorKind as Kind};

use super::values::{Value, wrapped};

/// The gradients of the inputs from that of the result.
pub trait Way: Debug + Send {
    /// One for each tracked input, in order.
    fn back(self: Box<Self>, gradient: Value) -> Vec<Value>;
}

#[derive(Debug)]
struct Node(Box<dyn Way>);

impl<const N: usize> Backward<Cube, N> for Node {
    type State = ();

    fn backward(self, ops: Ops<(), N>, gradients: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let found = self.0.back(gradients.consume::<Cube>(&ops.node));
        for (parent, found) in ops.parents.into_iter().zip(found) {
            if let Some(parent) = parent {
                gradients.register::<Cube>(parent.id, found);
            }
        }
    }
}

type Tracked = FloatTensor<Autodiff<Cube>>;

fn joined<const N: usize>(way: Box<dyn Way>, inputs: &[Tracked], output: Value) -> Tracked {
    // What is missing is the first input again: only as many gradients come back as there are inputs.
    let guards: [_; N] =
        std::array::from_fn(|index| inputs.get(index).unwrap_or(&inputs[0]).clone().into_parts().1);
    match Node(way).prepare::<NoCheckpointing>(guards).compute_bound().stateful() {
        OpsKind::Tracked(prepared) => prepared.finish((), output),
        OpsKind::UnTracked(prepared) => prepared.finish(output),
    }
}

/// Most inputs that a node can have.
const MOST: usize = 16;

/// Which of the inputs gradients are wanted for.
pub fn tracked(inputs: &[&DispatchTensor]) -> Vec<bool> {
    inputs.iter().map(|input| Dispatch::is_tracked(input)).collect()
}

/// `output` as a function of `inputs`; `way` gives gradients of those that are tracked.
pub fn attached(
    inputs: Vec<DispatchTensor>,
    output: Value,
    way: impl FnOnce() -> Box<dyn Way>,
) -> DispatchTensor {
    let inputs: Vec<DispatchTensor> = inputs.into_iter().filter(Dispatch::is_tracked).collect();
    let Some(autodiff) = inputs.first().map(|input| input.autodiff) else { return wrapped(output) };
    let inner = |input: DispatchTensor| match input.kind {
        Kind::Autodiff(input) => match *input {
            Kind::Cube(BackendTensor::Autodiff(input)) => input,
            _ => unreachable!("shaders take tensors of the graphics backend"),
        },
        _ => unreachable!("the inputs are tracked"),
    };
    let inputs: Vec<Tracked> = inputs.into_iter().map(inner).collect();
    let output = match inputs.len() {
        1 => joined::<1>(way(), &inputs, output),
        2..=4 => joined::<4>(way(), &inputs, output),
        _ => joined::<MOST>(way(), &inputs, output),
    };
    DispatchTensor { kind: Kind::Autodiff(Box::new(Kind::Cube(BackendTensor::Autodiff(output)))), autodiff }
}
