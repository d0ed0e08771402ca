//! The op table: every op once, with its shape rule, its evaluation and what is known of its gradient.

pub mod activation;
pub mod arithmetic;
pub mod attach;
pub mod binary;
pub mod by_dtype;
pub mod compare;
pub mod conv;
pub mod conv_transpose;
#[cfg(feature = "cpu")]
pub mod convolution_loops;
pub mod creation;
pub mod cumulative;
pub mod cumulative_blocks;
pub mod einsum;
pub mod elementwise;
pub mod equation;
pub mod extremes;
pub mod formula;
pub mod fused;
pub mod host;
pub mod index;
pub mod integer;
pub mod join;
#[cfg(feature = "cpu")]
pub mod joint;
pub mod lanes;
pub mod linalg;
#[cfg(feature = "cpu")]
pub mod loops;
pub mod operands;
pub mod pad;
pub mod pairs;
#[cfg(feature = "cpu")]
pub mod passes;
pub mod places;
pub mod pool;
pub mod probe;
pub mod processor;
#[cfg(feature = "cpu")]
pub mod product_loops;
pub mod random;
pub mod random_bits;
pub mod real;
pub mod reduce;
pub mod resize;
pub mod rule;
pub mod scan;
#[cfg(feature = "cpu")]
pub mod scan_fused;
pub mod scan_gradient;
pub mod scan_plan;
pub mod scan_segment;
pub mod scan_ways;
pub mod scatter;
#[cfg(feature = "cpu")]
pub mod scatter_loops;
pub mod select;
#[cfg(feature = "gpu")]
pub mod shaders;
pub mod shape;
pub mod slice;
pub mod softmax;
pub mod sort;
pub mod sorting_network;
pub mod special;
pub mod triangle;
pub mod window;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::attrs::Attrs;
use crate::device::Context;
use crate::error::{EngineError, Result};
use crate::spec::{DType, Spec};
use crate::tensor::Tensor;

/// What happens to gradients at an op.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gradient {
    /// Burn's autodiff knows it.
    Yes,
    /// Zero almost everywhere, or not a float result: the way back ends here.
    Zero,
    /// Not known: asking for a gradient through this op is an error.
    Missing,
}

/// Shape rule: specs of the outputs from specs of the inputs.
pub type Infer = fn(&[Spec], &Attrs) -> Result<Vec<Spec>>;
/// Evaluation: inputs that passed `infer`, and the specs it gave.
pub type Eval = fn(&Call<'_>) -> Result<Vec<Tensor>>;

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Op {
    /// Name, as Keras writes it.
    pub name: &'static str,
    /// Shape rule.
    pub infer: Infer,
    /// Evaluation.
    pub eval: Eval,
    /// Gradient.
    pub gradient: Gradient,
}

impl Op {
    /// A row of the table.
    pub const fn new(name: &'static str, gradient: Gradient, infer: Infer, eval: Eval) -> Self {
        Self { name, infer, eval, gradient }
    }
}

/// Everything an evaluation needs.
pub struct Call<'a> {
    /// The values.
    pub inputs: &'a [Tensor],
    /// The attributes.
    pub attrs: &'a Attrs,
    /// Specs of the outputs, from `infer`.
    pub outputs: &'a [Spec],
    /// Where to compute.
    pub context: &'a Context,
}

static TABLE: LazyLock<HashMap<&'static str, Op>> = LazyLock::new(|| {
    let groups: &[&[Op]] = &[
        activation::OPS,
        binary::OPS,
        compare::OPS,
        conv::OPS,
        conv_transpose::OPS,
        creation::OPS,
        cumulative::OPS,
        einsum::OPS,
        elementwise::OPS,
        index::OPS,
        join::OPS,
        linalg::OPS,
        pad::OPS,
        pool::OPS,
        probe::OPS,
        random::OPS,
        reduce::OPS,
        resize::OPS,
        scan::OPS,
        scatter::OPS,
        select::OPS,
        shape::OPS,
        slice::OPS,
        sort::OPS,
        triangle::OPS,
    ];
    let mut table = HashMap::new();
    for op in groups.iter().copied().flatten() {
        let earlier = table.insert(op.name, *op);
        debug_assert!(earlier.is_none(), "op {} is in the table twice", op.name);
    }
    table
});

/// All ops by name: the place of one is its number.
static NUMBERED: LazyLock<Vec<&'static Op>> = LazyLock::new(|| {
    let mut found: Vec<_> = TABLE.values().collect();
    found.sort_unstable_by_key(|op| op.name);
    found
});

/// The number of an op, the same as long as this runs.
pub fn number(name: &str) -> Result<u32> {
    let found = NUMBERED.binary_search_by_key(&name, |op| op.name);
    found.map(|place| place as u32).map_err(|_| EngineError::new("unknown_op").with("op", name))
}

/// The op of this number.
pub fn numbered(number: u32) -> Result<&'static Op> {
    NUMBERED.get(number as usize).copied().ok_or_else(|| EngineError::new("unknown_op").with("op", number))
}

/// The op of this name.
pub fn find(name: &str) -> Result<&'static Op> {
    TABLE.get(name).ok_or_else(|| EngineError::new("unknown_op").with("op", name))
}

/// All ops, in no order.
pub fn all() -> impl Iterator<Item = &'static Op> {
    TABLE.values()
}

/// Specs of the outputs; refuses outputs that no backend can hold.
pub fn infer(name: &str, inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    infer_op(find(name)?, inputs, attrs)
}

fn infer_op(op: &Op, inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    let outputs = (op.infer)(inputs, attrs).map_err(|error| error.in_op(op.name))?;
    for spec in &outputs {
        spec.check().map_err(|error| error.in_op(op.name))?;
    }
    Ok(outputs)
}

/// Evaluates an op after its shape rule; keeps track of ops without gradient.
pub fn execute(name: &str, inputs: &[Tensor], attrs: &Attrs, context: &Context) -> Result<Vec<Tensor>> {
    execute_op(find(name)?, inputs, attrs, context)
}

/// The same for an op that was found.
pub fn execute_op(
    op: &'static Op,
    inputs: &[Tensor],
    attrs: &Attrs,
    context: &Context,
) -> Result<Vec<Tensor>> {
    let specs: Vec<Spec> = inputs.iter().map(|tensor| tensor.spec.clone()).collect();
    let outputs = infer_op(op, &specs, attrs)?;
    execute_inferred(op, inputs, attrs, &outputs, context)
}

/// Evaluates an op whose shape rule has been applied already.
pub fn execute_inferred(
    op: &'static Op,
    inputs: &[Tensor],
    attrs: &Attrs,
    outputs: &[Spec],
    context: &Context,
) -> Result<Vec<Tensor>> {
    let blocked_before = inputs.iter().find_map(|tensor| tensor.blocked);
    let leads_back =
        op.gradient != Gradient::Yes && (blocked_before.is_some() || inputs.iter().any(Tensor::is_tracked));
    let blocked = match op.gradient {
        Gradient::Yes => blocked_before,
        Gradient::Missing if leads_back => Some(op.name),
        Gradient::Zero | Gradient::Missing => None,
    };
    let plain: Vec<Tensor>;
    let inputs = if leads_back {
        plain = inputs.iter().map(Tensor::detached).collect();
        &plain
    } else {
        inputs
    };
    let call = Call { inputs, attrs, outputs, context };
    #[cfg(feature = "gpu")]
    if context.on_card()
        && let Some(results) = shaders::eager::run(op.name, inputs, attrs, outputs, context)
    {
        return Ok(results);
    }
    let mut results = (op.eval)(&call).map_err(|error| error.in_op(op.name))?;
    for result in &mut results {
        result.blocked = result.blocked.or(blocked).filter(|_| result.dtype() == DType::Float32);
    }
    Ok(results)
}

/// Checks how many inputs an op got.
pub fn expect_inputs(inputs: &[Spec], counts: std::ops::RangeInclusive<usize>) -> Result<()> {
    if counts.contains(&inputs.len()) {
        return Ok(());
    }
    Err(EngineError::new("wrong_count").with("expected", *counts.start()).with("received", inputs.len()))
}
