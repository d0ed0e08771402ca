//! The gradient of `scan`: through time, from the last round to the first.
//!
//! All tracked inputs are packed into one node of the autodiff and all results out of it. Where what the
//! rounds leave behind fits into memory it is kept; a longer scan keeps only some states and runs the rounds
//! between them again (checkpoints: Griewank and Walther 2000, with one level).

use burn::backend::ops::FloatTensorOps;
use burn::backend::{Dispatch, DispatchTensor};
use burn::tensor::Shape;

use crate::device::Context;
use crate::error::Result;
use crate::ops::Call;
use crate::ops::attach::{WayBack, attach};
use crate::ops::by_dtype::{Region, cat};
use crate::ops::scan_plan::Plan;
use crate::ops::scan_segment::Segment;
use crate::ops::scan_ways::{Way, ways_of};
use crate::program::Action;
use crate::spec::{DType, Spec};
use crate::tensor::{FLOAT, Tensor, physical_shape};

/// Bytes that rounds may leave behind for their gradient.
pub const KEPT_BYTES: usize = 64 << 20;

/// What the way back through a scan needs.
#[derive(Debug, Clone)]
struct BackThroughTime {
    plan: Plan,
    context: Context,
    /// Sequences and constants, plain.
    rest: Vec<Tensor>,
    segments: Vec<Segment>,
    /// Ways of the inputs of any round and of the results.
    inputs: Vec<Way>,
    results: Vec<Way>,
    /// Specs of all results.
    specs: Vec<Spec>,
    /// Which inputs are tracked, and their specs.
    tracked: Vec<(usize, Spec)>,
}

/// Several float tensors as one row of numbers.
fn packed<'a>(tensors: impl Iterator<Item = &'a Tensor>) -> DispatchTensor {
    let flat = |tensor: &Tensor| tensor.reshaped(&[tensor.spec.elements()]).primitive;
    let mut parts: Vec<_> = tensors.map(flat).collect();
    if parts.len() == 1 { parts.remove(0) } else { cat(parts, DType::Float32, 0) }
}

/// The tensors of these specs out of one row of numbers.
pub fn unpacked<'a>(row: DispatchTensor, specs: impl Iterator<Item = &'a Spec>) -> Vec<Tensor> {
    let specs: Vec<&Spec> = specs.collect();
    let whole = Tensor::new(row, Spec::float([specs.iter().map(|spec| spec.elements()).sum::<usize>()]));
    let mut start = 0;
    let part = |spec: &&Spec| {
        let region = Region::run(start, spec.elements());
        start += spec.elements();
        whole.along(0, region).reshaped(&spec.shape)
    };
    specs.iter().map(part).collect()
}

fn zeros(spec: &Spec, context: &Context) -> Tensor {
    Tensor::new(Dispatch::float_zeros(physical_shape(&spec.shape), &context.device, FLOAT), spec.clone())
}

/// Bytes that the ops of one round leave behind.
fn bytes_of_round(plan: &Plan) -> usize {
    let bytes = |action: &Action| match action {
        Action::Op { specs, .. } => specs.iter().map(Spec::bytes).sum(),
        _ => 0,
    };
    plan.body.nodes.iter().map(|node| bytes(&node.action)).sum::<usize>().max(1)
}

/// A scan with tracked inputs.
pub fn tracked_scan(plan: &Plan, call: &Call<'_>) -> Result<Vec<Tensor>> {
    let given = call.inputs.iter().map(|input| if input.is_tracked() { Way::Open } else { Way::None });
    let (inputs, results) = ways_of(plan, &given.collect::<Vec<_>>());
    let (states, rest) = call.inputs.split_at(plan.states);
    let numbered = call.inputs.iter().enumerate().filter(|(_, input)| input.is_tracked());
    let mut way = BackThroughTime {
        plan: plan.clone(),
        context: call.context.clone(),
        rest: rest.iter().map(Tensor::detached).collect(),
        segments: vec![],
        inputs,
        results,
        specs: call.outputs.to_vec(),
        tracked: numbered.map(|(index, input)| (index, input.spec.clone())).collect(),
    };
    let mut found = way.forward(states.iter().map(Tensor::detached).collect())?;
    let open: Vec<usize> = (0..found.len()).filter(|&index| way.results[index] == Way::Open).collect();
    for (result, way) in found.iter_mut().zip(&way.results) {
        if let Way::Blocked(op) = way {
            result.blocked = Some(op);
        }
    }
    if !open.is_empty() {
        let input = packed(call.inputs.iter().filter(|input| input.is_tracked()));
        let output = packed(open.iter().map(|&index| &found[index]));
        let row = attach(way, input, output);
        let parts = unpacked(row, open.iter().map(|&index| &call.outputs[index]));
        for (index, part) in open.into_iter().zip(parts) {
            found[index] = part;
        }
    }
    Ok(found)
}

impl BackThroughTime {
    /// Runs all rounds and notes what the way back needs; the results are plain.
    fn forward(&mut self, mut states: Vec<Tensor>) -> Result<Vec<Tensor>> {
        let rounds = (KEPT_BYTES / bytes_of_round(&self.plan)).clamp(1, self.plan.length);
        let keeps = rounds == self.plan.length;
        let mut columns: Vec<Vec<Tensor>> = vec![vec![]; self.specs.len() - self.plan.states];
        for first in (0..self.plan.length).step_by(rounds) {
            let count = rounds.min(self.plan.length - first);
            let mut segment = Segment::new(first, count, states);
            let run =
                segment.run(&self.plan, &self.rest, keeps.then_some(&self.inputs[..]), &self.context)?;
            states = run.states.iter().map(Tensor::detached).collect();
            for (column, outputs) in columns.iter_mut().zip(&run.columns) {
                column.extend(outputs.iter().map(Tensor::detached));
            }
            segment.kept = keeps.then_some(run);
            self.segments.push(segment);
        }
        let stacked = columns.into_iter().zip(&self.specs[self.plan.states..]);
        let stacked = stacked.map(|(column, spec)| self.plan.stacked(column, spec));
        Ok(states.into_iter().chain(stacked).collect())
    }

    fn gradients(self, row: DispatchTensor) -> Result<DispatchTensor> {
        let plan = &self.plan;
        let open = (0..self.specs.len()).filter(|&index| self.results[index] == Way::Open);
        let mut wanted: Vec<Option<Tensor>> = vec![None; self.specs.len()];
        for (index, part) in open.clone().zip(unpacked(row, open.map(|index| &self.specs[index]))) {
            wanted[index] = Some(part);
        }
        let columns = wanted.split_off(plan.states);
        let mut states = wanted;
        let mut entries: Vec<Vec<Option<Tensor>>> = vec![vec![None; plan.length]; plan.sequences];
        let mut constants: Vec<Option<Tensor>> = vec![None; self.rest.len() - plan.sequences];
        for segment in self.segments.into_iter().rev() {
            let (first, found) = (
                segment.first,
                segment.gradients(plan, &self.rest, &self.inputs, &states, &columns, &self.context)?,
            );
            states = found.states;
            for (round, row) in found.entries.into_iter().enumerate() {
                for (sequence, part) in entries.iter_mut().zip(row) {
                    sequence[plan.entry(first + round)] = part;
                }
            }
            for (sum, part) in constants.iter_mut().zip(found.constants) {
                *sum = added(sum.take(), part);
            }
        }
        let gradient = |(index, spec): &(usize, Spec)| {
            let found = match *index {
                index if index < plan.states => states[index].clone(),
                index if index < plan.constants() => {
                    let rows = std::mem::take(&mut entries[index - plan.states]);
                    let row = Spec::float(&spec.shape[1..]);
                    let rows =
                        rows.into_iter().map(|row_or| row_or.unwrap_or_else(|| zeros(&row, &self.context)));
                    Some(Tensor::new(packed(rows.collect::<Vec<_>>().iter()), spec.clone()))
                }
                index => constants[index - plan.constants()].clone(),
            };
            found.unwrap_or_else(|| zeros(spec, &self.context))
        };
        let found: Vec<Tensor> = self.tracked.iter().map(gradient).collect();
        Ok(packed(found.iter()))
    }
}

/// The sum of two gradients, either of which may be missing.
fn added(left: Option<Tensor>, right: Option<Tensor>) -> Option<Tensor> {
    match (left, right) {
        (Some(left), Some(right)) => {
            Some(Tensor::new(Dispatch::float_add(left.primitive, right.primitive), left.spec))
        }
        (left, right) => left.or(right),
    }
}

impl WayBack for BackThroughTime {
    fn back(self, gradient: DispatchTensor) -> DispatchTensor {
        let flat = Shape::from(vec![self.tracked.iter().map(|(_, spec)| spec.elements()).sum::<usize>()]);
        match self.gradients(gradient) {
            Ok(found) => Dispatch::float_reshape(found, flat),
            // Every shape was checked on the way forward.
            Err(error) => panic!("the way back through a scan failed: {error}"),
        }
    }
}
