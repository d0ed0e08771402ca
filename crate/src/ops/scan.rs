//! `scan`: a sub-program run along the first axis of its sequences, handing states on.

use crate::attrs::Attrs;
use crate::device::Context;
use crate::error::Result;
use crate::ops::by_dtype::{Region, cat};
use crate::ops::scan_gradient::tracked_scan;
use crate::ops::scan_plan::Plan;
use crate::ops::scan_segment::Segment;
use crate::ops::{Call, Gradient, Op};
use crate::run::apply;
use crate::spec::Spec;
use crate::tensor::Tensor;

fn infer_scan(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    Plan::read(attrs)?.infer(inputs)
}

fn eval_scan(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let plan = Plan::read(call.attrs)?;
    #[cfg(feature = "cpu")]
    if call.context.backend() == crate::device::Backend::Cpu
        && let Some(found) = crate::ops::scan_fused::run(&plan, call)
    {
        return Ok(found);
    }
    if call.inputs.iter().any(Tensor::is_tracked) {
        return tracked_scan(&plan, call);
    }
    let (states, rest) = call.inputs.split_at(plan.states);
    let run = Segment::new(0, plan.length, states.to_vec()).run(&plan, rest, None, call.context)?;
    let stacked = run.columns.into_iter().zip(&call.outputs[plan.states..]);
    let stacked = stacked.map(|(column, spec)| plan.stacked(column, spec));
    Ok(run.states.into_iter().chain(stacked).collect())
}

/// The entries of one round.
pub fn entries_of(plan: &Plan, sequences: &[Tensor], round: usize) -> Vec<Tensor> {
    let entry = Region::run(plan.entry(round), 1);
    sequences.iter().map(|sequence| sequence.along(0, entry).reshaped(&sequence.shape()[1..])).collect()
}

/// One round: the next states, then this round's outputs.
pub fn one_round(
    plan: &Plan,
    states: Vec<Tensor>,
    entries: &[Tensor],
    constants: &[Tensor],
    context: &Context,
) -> Result<Vec<Tensor>> {
    let inputs = states.into_iter().chain(entries.iter().chain(constants).cloned()).collect();
    apply(&plan.body, inputs, context)
}

impl Plan {
    /// What the rounds gave, along a new first axis.
    pub fn stacked(&self, mut column: Vec<Tensor>, spec: &Spec) -> Tensor {
        if self.reverse {
            column.reverse();
        }
        let mut row = spec.shape.clone();
        row[0] = 1;
        let rows = column.iter().map(|value| value.reshaped(&row).primitive).collect();
        Tensor::new(cat(rows, spec.dtype, 0), spec.clone())
    }
}

/// Rows of the table.
pub const OPS: &[Op] = &[Op::new("scan", Gradient::Yes, infer_scan, eval_scan)];
