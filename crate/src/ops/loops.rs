//! Differentiable ops made of our own loops ([`crate::kernels`]), for the processor backend.
//!
//! Burn's autodiff accepts nodes from outside; here one is made of functions on plain slices.

use std::fmt::Debug;

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind, binary, unary};
use burn::backend::flex::FlexTensor;
use burn::backend::tensor::FloatTensor;
use burn::backend::{
    Autodiff, AutodiffBackend, BackendTensor, Dispatch, DispatchTensor, DispatchTensorKind as Kind, Flex,
};

use crate::ops::passes::{in_order, slice, tensor};
use crate::tensor::physical_shape;

/// An op of one tensor.
pub trait Loop: Clone + Debug + Send + 'static {
    /// Shapes of the input and of the result.
    fn shapes(&self) -> [Vec<usize>; 2];
    /// The result.
    fn forward(&self, x: &[f32]) -> Vec<f32>;
    /// The gradient of the input from input, result and the gradient of the result.
    fn backward(&self, x: &[f32], y: &[f32], dy: &[f32]) -> Vec<f32>;
}

/// An op of two tensors that is linear in each.
pub trait Product: Clone + Debug + Send + 'static {
    /// Shapes of both inputs and of the result.
    fn shapes(&self) -> [Vec<usize>; 3];
    /// The result.
    fn forward(&self, a: &[f32], b: &[f32]) -> Vec<f32>;
    /// The gradient of `a`.
    fn first_gradient(&self, b: &[f32], dy: &[f32]) -> Vec<f32>;
    /// The gradient of `b`.
    fn second_gradient(&self, a: &[f32], dy: &[f32]) -> Vec<f32>;
}

#[derive(Debug)]
struct LoopNode<L>(L);

impl<L: Loop> Backward<Flex, 1> for LoopNode<L> {
    type State = (FlexTensor, FlexTensor);

    fn backward(self, ops: Ops<Self::State, 1>, gradients: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let (x, y) = ops.state;
        unary::<Flex, _>(ops.parents, ops.node, gradients, |dy| {
            let dx = self.0.backward(slice(&x), slice(&y), slice(&in_order(dy)));
            tensor(dx, physical_shape(&self.0.shapes()[0]))
        });
    }
}

#[derive(Debug)]
struct ProductNode<P>(P);

impl<P: Product> Backward<Flex, 2> for ProductNode<P> {
    type State = (FlexTensor, FlexTensor);

    fn backward(self, ops: Ops<Self::State, 2>, gradients: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let (a, b) = ops.state;
        let [first, second, _] = self.0.shapes();
        binary::<Flex, _, _>(
            ops.parents,
            ops.node,
            gradients,
            |dy| tensor(self.0.first_gradient(slice(&b), slice(&in_order(dy))), physical_shape(&first)),
            |dy| tensor(self.0.second_gradient(slice(&a), slice(&in_order(dy))), physical_shape(&second)),
        );
    }
}

type Tracked = FloatTensor<Autodiff<Flex>>;

fn looped<L: Loop>(op: &L, x: &FlexTensor) -> FlexTensor {
    tensor(op.forward(slice(x)), physical_shape(&op.shapes()[1]))
}

fn tracked_loop<L: Loop>(op: L, x: Tracked) -> Tracked {
    let (x, guard) = x.into_parts();
    let x = in_order(x);
    let y = looped(&op, &x);
    match LoopNode(op).prepare::<NoCheckpointing>([guard]).compute_bound().stateful() {
        OpsKind::Tracked(prepared) => prepared.finish((x, y.clone()), y),
        OpsKind::UnTracked(prepared) => prepared.finish(y),
    }
}

fn multiplied<P: Product>(op: &P, a: &FlexTensor, b: &FlexTensor) -> FlexTensor {
    tensor(op.forward(slice(a), slice(b)), physical_shape(&op.shapes()[2]))
}

fn tracked_product<P: Product>(op: P, a: Tracked, b: Tracked) -> Tracked {
    let (a, guard_a) = a.into_parts();
    let (b, guard_b) = b.into_parts();
    let (a, b) = (in_order(a), in_order(b));
    let y = multiplied(&op, &a, &b);
    match ProductNode(op).prepare::<NoCheckpointing>([guard_a, guard_b]).compute_bound().stateful() {
        OpsKind::Tracked(prepared) => prepared.finish((a, b), y),
        OpsKind::UnTracked(prepared) => prepared.finish(y),
    }
}

/// Applies an op to a float tensor of the processor backend.
pub fn apply_loop<L: Loop>(op: L, x: DispatchTensor) -> DispatchTensor {
    let kind = match x.kind {
        Kind::Flex(BackendTensor::Float(x)) => Kind::Flex(BackendTensor::Float(looped(&op, &in_order(x)))),
        Kind::Autodiff(x) => match *x {
            Kind::Flex(BackendTensor::Autodiff(x)) => tracked_kind(tracked_loop(op, x)),
            _ => unreachable!("loops take float tensors of the processor"),
        },
        _ => unreachable!("loops take float tensors of the processor"),
    };
    DispatchTensor { kind, autodiff: x.autodiff }
}

/// Applies an op to two float tensors of the processor backend.
pub fn apply_product<P: Product>(op: P, a: DispatchTensor, b: DispatchTensor) -> DispatchTensor {
    let autodiff = a.autodiff.merge(b.autodiff);
    let is_tracked = |x: &DispatchTensor| matches!(x.kind, Kind::Autodiff(_));
    let (a, b) = if is_tracked(&a) == is_tracked(&b) { (a, b) } else { (constant(a), constant(b)) };
    let kind = match (a.kind, b.kind) {
        (Kind::Flex(BackendTensor::Float(a)), Kind::Flex(BackendTensor::Float(b))) => {
            Kind::Flex(BackendTensor::Float(multiplied(&op, &in_order(a), &in_order(b))))
        }
        (Kind::Autodiff(a), Kind::Autodiff(b)) => match (*a, *b) {
            (Kind::Flex(BackendTensor::Autodiff(a)), Kind::Flex(BackendTensor::Autodiff(b))) => {
                tracked_kind(tracked_product(op, a, b))
            }
            _ => unreachable!("loops take float tensors of the processor"),
        },
        _ => unreachable!("loops take float tensors of the processor"),
    };
    DispatchTensor { kind, autodiff }
}

fn tracked_kind(x: Tracked) -> Kind {
    Kind::Autodiff(Box::new(Kind::Flex(BackendTensor::Autodiff(x))))
}

/// The same tensor in the form of tracked ones.
fn constant(x: DispatchTensor) -> DispatchTensor {
    if matches!(x.kind, Kind::Autodiff(_)) { x } else { Dispatch::from_inner(x) }
}
