//! Differentiable ops of our own: a forward pass and the gradient it hands back.
//!
//! Burn's autodiff accepts nodes from outside; one [`Rule`] is one such node, for both backends.

use std::fmt::Debug;

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind, binary, unary};
use burn::backend::tensor::FloatTensor;
use burn::backend::{Autodiff, Backend, BackendTensor, DispatchTensor, DispatchTensorKind};

use crate::ops::formula::{Curve, Surface};

/// What both backends can do with a formula.
pub trait Engine: Backend {
    /// `f(x)`.
    fn apply(curve: &dyn Curve, x: FloatTensor<Self>) -> FloatTensor<Self>;
    /// `gradient * f'(x)`.
    fn pull_back(curve: &dyn Curve, x: FloatTensor<Self>, gradient: FloatTensor<Self>) -> FloatTensor<Self>;
    /// `f(a, b)`, broadcast.
    fn apply2(surface: &dyn Surface, a: FloatTensor<Self>, b: FloatTensor<Self>) -> FloatTensor<Self>;
    /// Slope of `f` along `a` (`first`) or `b`, broadcast.
    fn slope2(
        surface: &dyn Surface,
        first: bool,
        a: FloatTensor<Self>,
        b: FloatTensor<Self>,
    ) -> FloatTensor<Self>;
}

/// A differentiable op of one float tensor.
pub trait Rule: Clone + Debug + Send + 'static {
    /// Whether the gradient needs the input.
    const KEEPS_INPUT: bool = true;
    /// Whether the gradient needs the output.
    const KEEPS_OUTPUT: bool = false;
    /// The value.
    fn forward<B: Engine>(&self, x: FloatTensor<B>) -> FloatTensor<B>;
    /// The gradient of the input from that of the output.
    fn backward<B: Engine>(&self, kept: Kept<B>, gradient: FloatTensor<B>) -> FloatTensor<B>;
}

/// What a rule asked to keep for its gradient.
#[derive(Debug, Clone)]
pub struct Kept<B: Backend> {
    /// The input.
    pub input: Option<FloatTensor<B>>,
    /// The output.
    pub output: Option<FloatTensor<B>>,
}

#[derive(Debug)]
struct Node<R>(R);

impl<B: Engine, R: Rule> Backward<B, 1> for Node<R> {
    type State = Kept<B>;

    fn backward(self, ops: Ops<Kept<B>, 1>, gradients: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let kept = ops.state;
        unary::<B, _>(ops.parents, ops.node, gradients, |gradient| self.0.backward::<B>(kept, gradient));
    }
}

fn tracked<B: Engine, R: Rule>(rule: R, x: FloatTensor<Autodiff<B>>) -> FloatTensor<Autodiff<B>> {
    let (x, guard) = x.into_parts();
    match Node(rule.clone()).prepare::<NoCheckpointing>([guard]).compute_bound().stateful() {
        OpsKind::Tracked(prepared) => {
            let input = R::KEEPS_INPUT.then(|| x.clone());
            let y = rule.forward::<B>(x);
            let output = R::KEEPS_OUTPUT.then(|| y.clone());
            prepared.finish(Kept { input, output }, y)
        }
        OpsKind::UnTracked(prepared) => prepared.finish(rule.forward::<B>(x)),
    }
}

/// Applies a rule, on whichever backend the tensor lives.
pub fn apply_rule<R: Rule>(rule: R, x: DispatchTensor) -> DispatchTensor {
    use DispatchTensorKind as Kind;
    let kind = match x.kind {
        #[cfg(feature = "cpu")]
        Kind::Flex(BackendTensor::Float(x)) => {
            Kind::Flex(BackendTensor::Float(rule.forward::<burn::backend::Flex>(x)))
        }
        #[cfg(feature = "gpu")]
        Kind::Cube(BackendTensor::Float(x)) => {
            Kind::Cube(BackendTensor::Float(rule.forward::<burn::backend::Cube>(x)))
        }
        Kind::Autodiff(inner) => Kind::Autodiff(Box::new(match *inner {
            #[cfg(feature = "cpu")]
            Kind::Flex(BackendTensor::Autodiff(x)) => Kind::Flex(BackendTensor::Autodiff(tracked(rule, x))),
            #[cfg(feature = "gpu")]
            Kind::Cube(BackendTensor::Autodiff(x)) => Kind::Cube(BackendTensor::Autodiff(tracked(rule, x))),
            _ => unreachable!("rules take float tensors"),
        })),
        _ => unreachable!("rules take float tensors"),
    };
    DispatchTensor { kind, autodiff: x.autodiff }
}

#[derive(Debug)]
struct Node2(&'static dyn Surface);

impl<B: Engine> Backward<B, 2> for Node2 {
    type State = (FloatTensor<B>, FloatTensor<B>);

    fn backward(self, ops: Ops<Self::State, 2>, gradients: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let (a, b) = ops.state;
        let slope = |first| B::slope2(self.0, first, a.clone(), b.clone());
        binary::<B, _, _>(
            ops.parents,
            ops.node,
            gradients,
            |gradient| B::float_mul(gradient, slope(true)),
            |gradient| B::float_mul(gradient, slope(false)),
        );
    }
}

type TrackedFloat<B> = FloatTensor<Autodiff<B>>;

fn tracked2<B: Engine>(
    surface: &'static dyn Surface,
    a: TrackedFloat<B>,
    b: TrackedFloat<B>,
) -> TrackedFloat<B> {
    let (a, guard_a) = a.into_parts();
    let (b, guard_b) = b.into_parts();
    match Node2(surface).prepare::<NoCheckpointing>([guard_a, guard_b]).compute_bound().stateful() {
        OpsKind::Tracked(prepared) => {
            let state = (a.clone(), b.clone());
            prepared.finish(state, B::apply2(surface, a, b))
        }
        OpsKind::UnTracked(prepared) => prepared.finish(B::apply2(surface, a, b)),
    }
}

/// Applies a formula to two float tensors of the same shape, on whichever backend they live.
pub fn apply_formula2(surface: &'static dyn Surface, a: DispatchTensor, b: DispatchTensor) -> DispatchTensor {
    use DispatchTensorKind as Kind;
    let autodiff = a.autodiff.merge(b.autodiff);
    let (a, b) = if matches!(a.kind, Kind::Autodiff(_)) == matches!(b.kind, Kind::Autodiff(_)) {
        (a, b)
    } else {
        (lifted(a), lifted(b))
    };
    let kind = match (a.kind, b.kind) {
        #[cfg(feature = "cpu")]
        (Kind::Flex(BackendTensor::Float(a)), Kind::Flex(BackendTensor::Float(b))) => {
            Kind::Flex(BackendTensor::Float(burn::backend::Flex::apply2(surface, a, b)))
        }
        #[cfg(feature = "gpu")]
        (Kind::Cube(BackendTensor::Float(a)), Kind::Cube(BackendTensor::Float(b))) => {
            Kind::Cube(BackendTensor::Float(burn::backend::Cube::apply2(surface, a, b)))
        }
        (Kind::Autodiff(a), Kind::Autodiff(b)) => Kind::Autodiff(Box::new(match (*a, *b) {
            #[cfg(feature = "cpu")]
            (Kind::Flex(BackendTensor::Autodiff(a)), Kind::Flex(BackendTensor::Autodiff(b))) => {
                Kind::Flex(BackendTensor::Autodiff(tracked2(surface, a, b)))
            }
            #[cfg(feature = "gpu")]
            (Kind::Cube(BackendTensor::Autodiff(a)), Kind::Cube(BackendTensor::Autodiff(b))) => {
                Kind::Cube(BackendTensor::Autodiff(tracked2(surface, a, b)))
            }
            _ => unreachable!("formulas take float tensors of one backend"),
        })),
        _ => unreachable!("formulas take float tensors of one backend"),
    };
    DispatchTensor { kind, autodiff }
}

/// The same tensor in the form that tracked tensors have, as a constant.
fn lifted(x: DispatchTensor) -> DispatchTensor {
    use burn::backend::{AutodiffBackend, Dispatch};
    if matches!(x.kind, DispatchTensorKind::Autodiff(_)) { x } else { Dispatch::from_inner(x) }
}
