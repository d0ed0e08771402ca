//! Rounds from the first to the last.

use super::rounds::{Given, Memory, Place, Product, Rounds, Stage};
use crate::kernels::gemm::gemm;

impl Rounds {
    /// Computes all rounds. With `keeps`, all of them stay for the way back; else outputs only.
    pub fn run(&self, given: &Given<'_>, keeps: bool) -> Memory {
        let mut memory = Memory::new(self, given.length, |index| keeps || self.outputs.contains(&index));
        for (&(size, next), state) in self.states.iter().zip(given.states) {
            let to = memory.before(next, 0);
            // Safety: there is room for the state before the first round.
            unsafe { std::slice::from_raw_parts_mut(to, size) }.copy_from_slice(&state[..size]);
        }
        for round in 0..given.length {
            for stage in &self.stages {
                // Safety: a stage writes values that it does not read, each in room of its own.
                unsafe { self.stage(stage, given, round, &mut memory) };
            }
        }
        memory
    }

    /// What lies in a place during a round.
    pub(super) unsafe fn read<'a>(
        &self,
        place: Place,
        given: &Given<'a>,
        round: usize,
        memory: &mut Memory,
    ) -> &'a [f32] {
        // Safety: memory has room for each value, and outlives the round.
        unsafe {
            match place {
                Place::State(index) => {
                    let (size, next) = self.states[index];
                    std::slice::from_raw_parts(memory.before(next, round), size)
                }
                Place::Stored(index) => {
                    let from = memory.computed(index, round, self.state_of(index).is_some());
                    std::slice::from_raw_parts(from, self.stored[index])
                }
                Place::Entry(index) => {
                    let size = self.entries[index];
                    &given.sequences[index][given.entry(round) * size..][..size]
                }
                Place::Constant(index) => given.constants[index],
            }
        }
    }

    unsafe fn write<'a>(&self, index: usize, round: usize, memory: &mut Memory) -> &'a mut [f32] {
        let to = memory.computed(index, round, self.state_of(index).is_some());
        // Safety: memory has room for each value, and outlives the round.
        unsafe { std::slice::from_raw_parts_mut(to, self.stored[index]) }
    }

    unsafe fn stage(&self, stage: &Stage, given: &Given<'_>, round: usize, memory: &mut Memory) {
        // Safety: as the caller promised.
        unsafe {
            match stage {
                Stage::Product(product) => self.product(product, given, round, memory),
                Stage::Links(links) => {
                    let inputs: Vec<&[f32]> =
                        links.inputs.iter().map(|&place| self.read(place, given, round, memory)).collect();
                    let mut results: Vec<&mut [f32]> =
                        links.to.iter().map(|&index| self.write(index, round, memory)).collect();
                    links.chain.run_into(&inputs, &mut results);
                }
            }
        }
    }

    unsafe fn product(&self, product: &Product, given: &Given<'_>, round: usize, memory: &mut Memory) {
        // Safety: as the caller promised.
        unsafe {
            let left = self.read(product.left.place, given, round, memory);
            let right = self.read(product.right.place, given, round, memory);
            let to = self.write(product.to, round, memory);
            if let Some(plus) = &product.plus {
                let from = self.read(plus.place, given, round, memory);
                to.copy_from_slice(&from[plus.start..][..to.len()]);
            }
            let (left, right) = (product.left.matrix(left), product.right.matrix(right));
            gemm(product.size, left, right, to, product.size.columns, product.plus.is_some());
        }
    }
}
