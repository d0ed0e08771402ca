//! Some neighbouring rounds of a `scan`: run them, tracked or not, and take gradients back through them.

use burn::backend::ops::FloatTensorOps;
use burn::backend::{AutodiffBackend, Dispatch};

use crate::device::Context;
use crate::error::Result;
use crate::ops::by_dtype::Region;
use crate::ops::scan::{entries_of, one_round};
use crate::ops::scan_plan::Plan;
use crate::ops::scan_ways::Way;
use crate::spec::Spec;
use crate::tensor::Tensor;

/// Neighbouring rounds.
#[derive(Debug, Clone)]
pub struct Segment {
    /// The first round.
    pub first: usize,
    /// How many rounds.
    count: usize,
    /// The states before the first round, plain.
    states: Vec<Tensor>,
    /// The tracked run, where it was kept.
    pub kept: Option<Run>,
}

/// A run of a segment.
#[derive(Debug, Clone)]
pub struct Run {
    /// The inputs: states before, entries of each round, constants. Tracked ones are leaves.
    before: Vec<Tensor>,
    entries: Vec<Vec<Tensor>>,
    constants: Vec<Tensor>,
    /// The states afterwards.
    pub states: Vec<Tensor>,
    /// The outputs: a column for each, with one value for each round.
    pub columns: Vec<Vec<Tensor>>,
}

/// Gradients of what went into a segment; `None` where there is none.
pub struct Found {
    /// Of the states before it.
    pub states: Vec<Option<Tensor>>,
    /// Of the entries of each round.
    pub entries: Vec<Vec<Option<Tensor>>>,
    /// Of the constants.
    pub constants: Vec<Option<Tensor>>,
}

fn leaves(values: Vec<Tensor>, ways: &[Way]) -> Result<Vec<Tensor>> {
    let leaf = |(value, way): (Tensor, &Way)| if *way == Way::Open { value.watched() } else { Ok(value) };
    values.into_iter().zip(ways).map(leaf).collect()
}

impl Segment {
    /// Rounds from `first` on, with the states before them.
    pub fn new(first: usize, count: usize, states: Vec<Tensor>) -> Self {
        Self { first, count, states, kept: None }
    }

    /// Runs the rounds; inputs with an open way become leaves.
    pub fn run(&self, plan: &Plan, rest: &[Tensor], ways: Option<&[Way]>, context: &Context) -> Result<Run> {
        let tracked = ways.is_some();
        let closed = vec![Way::None; plan.body.inputs.len()];
        let ways = ways.unwrap_or(&closed);
        let (sequences, constants) = rest.split_at(plan.sequences);
        let before = leaves(self.states.clone(), ways)?;
        let constants = leaves(constants.to_vec(), &ways[plan.constants()..])?;
        let mut states = before.clone();
        let mut entries = vec![];
        let mut columns = vec![Vec::with_capacity(self.count); plan.body.outputs.len() - plan.states];
        for round in self.first..self.first + self.count {
            let entry = leaves(entries_of(plan, sequences, round), &ways[plan.states..])?;
            let mut results = one_round(plan, states, &entry, &constants, context)?;
            for (column, output) in columns.iter_mut().zip(results.drain(plan.states..)) {
                column.push(output);
            }
            states = results;
            if tracked {
                entries.push(entry);
            }
        }
        Ok(Run { before, entries, constants, states, columns })
    }

    /// Gradients of the inputs from those of the states afterwards and of the outputs of all rounds.
    pub fn gradients(
        mut self,
        plan: &Plan,
        rest: &[Tensor],
        ways: &[Way],
        states: &[Option<Tensor>],
        columns: &[Option<Tensor>],
        context: &Context,
    ) -> Result<Found> {
        let run = match self.kept.take() {
            Some(run) => run,
            None => self.run(plan, rest, Some(ways), context)?,
        };
        let start = if plan.reverse { plan.length - self.first - self.count } else { self.first };
        let rows = Region::run(start, self.count);
        let mut pairs: Vec<(Tensor, Tensor)> = vec![];
        for (state, wanted) in run.states.iter().zip(states) {
            if let Some(wanted) = wanted {
                pairs.push((state.clone(), wanted.clone()));
            }
        }
        for (column, wanted) in run.columns.iter().zip(columns) {
            if let Some(wanted) = wanted {
                let spec = Spec::float([&[self.count], &wanted.shape()[1..]].concat());
                pairs.push((plan.stacked(column.clone(), &spec), wanted.along(0, rows)));
            }
        }
        let weighted = |(value, wanted): (Tensor, Tensor)| {
            Dispatch::float_sum(Dispatch::float_mul(value.primitive, wanted.primitive))
        };
        let tracked = pairs.into_iter().filter(|(value, _)| value.is_tracked());
        let loss = tracked.map(weighted).reduce(Dispatch::float_add);
        let found = loss.map(Dispatch::backward);
        let gradient = |leaf: &Tensor| {
            let found = found.as_ref().filter(|_| leaf.is_tracked())?;
            let primitive = Dispatch::grad(&leaf.primitive, found)?;
            Some(Tensor::new(primitive, leaf.spec.clone()))
        };
        Ok(Found {
            states: run.before.iter().map(gradient).collect(),
            entries: run.entries.iter().map(|row| row.iter().map(gradient).collect()).collect(),
            constants: run.constants.iter().map(gradient).collect(),
        })
    }
}
