//! `scan` on the processor where every op of a round is known to [`crate::fusion`]: no tensors between the rounds.

use std::sync::Arc;

use burn::backend::flex::FlexTensor;

use crate::fusion::rounds::{Given, Memory, Rounds};
use crate::fusion::rounds_backward::Wanted;
use crate::ops::Call;
use crate::ops::joint::{Joint, MOST, joint, plain, wrapped};
use crate::ops::passes::{slice, tensor};
use crate::ops::scan_gradient::{KEPT_BYTES, unpacked};
use crate::ops::scan_plan::Plan;
use crate::spec::{DType, Spec};
use crate::tensor::{Tensor, physical_shape};

#[derive(Debug)]
struct Back {
    rounds: Arc<Rounds>,
    inputs: Vec<FlexTensor>,
    memory: Memory,
    wanted: Wanted,
    length: usize,
    reverse: bool,
    /// Elements of the results that the gradient is of; none for the others.
    open: Vec<Option<usize>>,
}

/// Slices of the inputs: states, sequences, constants.
fn slices<'a>(rounds: &Rounds, inputs: &'a [FlexTensor]) -> [Vec<&'a [f32]>; 3] {
    let (states, rest) = inputs.split_at(rounds.states.len());
    let (sequences, constants) = rest.split_at(rounds.entries.len());
    [states, sequences, constants].map(|inputs| inputs.iter().map(slice).collect())
}

impl Joint for Back {
    fn back(mut self: Box<Self>, gradient: FlexTensor) -> Vec<FlexTensor> {
        let row = slice(&gradient);
        let mut start = 0;
        let mut part = |elements: &Option<usize>| {
            elements.map(|elements| {
                start += elements;
                &row[start - elements..start]
            })
        };
        let given: Vec<Option<&[f32]>> = self.open.iter().map(&mut part).collect();
        let (states, outputs) = given.split_at(self.rounds.states.len());
        let [first, sequences, constants] = slices(&self.rounds, &self.inputs);
        let inputs = Given {
            states: &first,
            sequences: &sequences,
            constants: &constants,
            length: self.length,
            reverse: self.reverse,
        };
        let found = self.rounds.run_back(&inputs, &mut self.memory, &self.wanted, states, outputs);
        let all = found.states.into_iter().chain(found.sequences).chain(found.constants);
        let shape = |input: &FlexTensor| input.layout().shape().clone();
        let pairs = all.zip(&self.inputs).filter(|(found, _)| !found.is_empty());
        pairs.map(|(found, input)| tensor(found, shape(input))).collect()
    }
}

/// Rounds in the order of their entries.
fn in_place(values: &[f32], length: usize, reverse: bool) -> Vec<f32> {
    if !reverse {
        return values.to_vec();
    }
    values.chunks_exact(values.len() / length).rev().flatten().copied().collect()
}

/// The results, where the rounds are known and what they leave behind fits into memory.
pub fn run(plan: &Plan, call: &Call<'_>) -> Option<Vec<Tensor>> {
    let rounds = plan.rounds()?;
    let tracked: Vec<bool> = call.inputs.iter().map(Tensor::is_tracked).collect();
    let keeps = tracked.contains(&true);
    let bytes = rounds.floats_of_round() * plan.length * size_of::<f32>();
    if keeps && (bytes > KEPT_BYTES || tracked.iter().filter(|&&tracked| tracked).count() > MOST) {
        return None;
    }
    let floats = |input: &Tensor| plain(input.cast(DType::Float32, call.context).primitive);
    let inputs: Vec<FlexTensor> = call.inputs.iter().map(floats).collect();
    let [states, sequences, constants] = slices(&rounds, &inputs);
    let given = Given {
        states: &states,
        sequences: &sequences,
        constants: &constants,
        length: plan.length,
        reverse: plan.reverse,
    };
    let mut memory = rounds.run(&given, keeps);
    let mut found: Vec<Vec<f32>> = vec![];
    for &(size, next) in &rounds.states {
        found.push(memory.last(next, plan.length)[..size].to_vec());
    }
    for &index in &rounds.outputs {
        let is_state = rounds.state_of(index).is_some();
        found.push(in_place(memory.all(index, plan.length, is_state), plan.length, plan.reverse));
    }
    let results: Vec<FlexTensor> = found
        .into_iter()
        .zip(call.outputs)
        .map(|(values, spec)| tensor(values, physical_shape(&spec.shape)))
        .collect();
    let (first, rest) = tracked.split_at(plan.states);
    let (entries, others) = rest.split_at(plan.sequences);
    let wanted = Wanted { states: first.to_vec(), sequences: entries.to_vec(), constants: others.to_vec() };
    let open = rounds.open_results(&wanted);
    if !open.contains(&true) {
        let pairs = results.into_iter().zip(call.outputs);
        return Some(pairs.map(|(result, spec)| Tensor::new(wrapped(result), spec.clone())).collect());
    }
    let row: Vec<&[f32]> =
        results.iter().zip(&open).filter(|(_, open)| **open).map(|(result, _)| slice(result)).collect();
    let row = row.concat();
    let count = row.len();
    let elements = |(spec, &open): (&Spec, &bool)| open.then(|| spec.elements());
    let parents = call.inputs.iter().filter(|input| input.is_tracked()).map(Tensor::primitive).collect();
    let way = Back {
        inputs: inputs.clone(),
        memory,
        wanted,
        length: plan.length,
        reverse: plan.reverse,
        open: call.outputs.iter().zip(&open).map(elements).collect(),
        rounds,
    };
    let row = joint(Box::new(way), parents, tensor(row, physical_shape(&[count])));
    let specs = call.outputs.iter().zip(&open).filter(|(_, open)| **open).map(|(spec, _)| spec);
    let mut parts = unpacked(row, specs).into_iter();
    let pairs = results.into_iter().zip(call.outputs).zip(&open);
    let all = pairs.map(|((result, spec), &open)| match open {
        true => parts.next().expect("a part for each open result"),
        false => Tensor::new(wrapped(result), spec.clone()),
    });
    Some(all.collect())
}
