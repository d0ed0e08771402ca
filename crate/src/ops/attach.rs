//! A result that was computed apart gets its way back: one node of Burn's autodiff around any computation.

use std::fmt::Debug;

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind, unary};
use burn::backend::tensor::FloatTensor;
use burn::backend::{
    Autodiff, Backend, BackendTensor, DispatchAutodiffContext, DispatchTensor, DispatchTensorKind as Kind,
};

/// The gradient of the input from the gradient of the result.
pub trait WayBack: Debug + Send + 'static {
    /// Both are plain float tensors.
    fn back(self, gradient: DispatchTensor) -> DispatchTensor;
}

/// A backend whose primitives can be put into rank-free tensors and taken out again.
trait Wrapped: Backend {
    fn wrap(value: FloatTensor<Self>) -> DispatchTensor;
    fn unwrap(value: DispatchTensor) -> FloatTensor<Self>;
}

macro_rules! wrapped {
    ($feature:literal, $backend:ident) => {
        #[cfg(feature = $feature)]
        impl Wrapped for burn::backend::$backend {
            fn wrap(value: FloatTensor<Self>) -> DispatchTensor {
                plain(Kind::$backend(BackendTensor::Float(value)))
            }
            fn unwrap(value: DispatchTensor) -> FloatTensor<Self> {
                match value.kind {
                    Kind::$backend(BackendTensor::Float(value)) => value,
                    _ => unreachable!("results are plain float tensors of the same backend"),
                }
            }
        }
    };
}

wrapped!("cpu", Flex);
wrapped!("gpu", Cube);

fn plain(kind: Kind) -> DispatchTensor {
    DispatchTensor { kind, autodiff: DispatchAutodiffContext::Disabled }
}

#[derive(Debug)]
struct Node<W>(W);

impl<B: Wrapped, W: WayBack> Backward<B, 1> for Node<W> {
    type State = ();

    fn backward(self, ops: Ops<(), 1>, gradients: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let back = |gradient| B::unwrap(self.0.back(B::wrap(gradient)));
        unary::<B, _>(ops.parents, ops.node, gradients, back);
    }
}

type Tracked<B> = FloatTensor<Autodiff<B>>;

fn joined<B: Wrapped, W: WayBack>(way: W, input: Tracked<B>, output: DispatchTensor) -> Tracked<B> {
    let output = B::unwrap(output);
    let (_, guard) = input.into_parts();
    match Node(way).prepare::<NoCheckpointing>([guard]).compute_bound().stateful() {
        OpsKind::Tracked(prepared) => prepared.finish((), output),
        OpsKind::UnTracked(prepared) => prepared.finish(output),
    }
}

/// `output` as a function of `input`, which is tracked; `output` itself is plain.
pub fn attach<W: WayBack>(way: W, input: DispatchTensor, output: DispatchTensor) -> DispatchTensor {
    let autodiff = input.autodiff;
    let kind = match input.kind {
        Kind::Autodiff(input) => match *input {
            #[cfg(feature = "cpu")]
            Kind::Flex(BackendTensor::Autodiff(input)) => {
                Kind::Flex(BackendTensor::Autodiff(joined(way, input, output)))
            }
            #[cfg(feature = "gpu")]
            Kind::Cube(BackendTensor::Autodiff(input)) => {
                Kind::Cube(BackendTensor::Autodiff(joined(way, input, output)))
            }
            _ => unreachable!("the input is a float tensor"),
        },
        _ => unreachable!("the input is tracked"),
    };
    DispatchTensor { kind: Kind::Autodiff(Box::new(kind)), autodiff }
}
