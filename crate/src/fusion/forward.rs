//! A chain computed: block by block, from the inputs to the results.

use super::block::{Block, Plan, compute, with_scratch};
use super::chain::Chain;
use crate::threads::{self, Place};

/// Elements in a part of a job, times links: fewer are sooner computed than handed over.
pub(super) const ELEMENTS: usize = 1 << 15;

impl Chain {
    /// Computes the results of inputs, each a slice that its view fits, into slices of `count` elements.
    pub fn run_into(&self, inputs: &[&[f32]], results: &mut [&mut [f32]]) {
        self.check(inputs);
        assert_eq!(results.len(), self.results.len(), "a slice for each result");
        assert!(results.iter().all(|result| result.len() == self.count), "room for each result");
        let places: Vec<Place<f32>> = results.iter_mut().map(|result| Place::of(result)).collect();
        // Safety: checked above.
        unsafe { self.run_raw(inputs, &places) };
    }

    /// How many elements make a part of a job: whole blocks.
    pub(super) fn share(&self, plan: &Plan) -> usize {
        let least = ELEMENTS / self.links.len().max(1);
        threads::part(self.count, least).next_multiple_of(plan.size.max(1))
    }

    /// The same for inputs that were checked, into room for `count` elements each.
    pub(super) unsafe fn run_raw(&self, inputs: &[&[f32]], results: &[Place<f32>]) {
        let plan = Plan::new(self, self.slots());
        let first_link = self.first_link();
        let mut own: Vec<Option<Place<f32>>> = vec![None; self.links.len()];
        for (&result, &slot) in results.iter().zip(&self.results) {
            own[slot - first_link] = Some(result);
        }
        let share = self.share(&plan);
        threads::each(self.count.div_ceil(share), &|part| {
            with_scratch(self.slots() * plan.size, |registers| {
                // Safety: there are registers for all slots, results have room for all elements, no result is an
                // operand before it is computed, and parts have elements of their own.
                unsafe {
                    let mut block = Block::new(self, &plan, inputs, registers);
                    for first in (part * share..self.count.min((part + 1) * share)).step_by(plan.size) {
                        let count = plan.size.min(self.count - first);
                        block.load(inputs, first, count);
                        for (index, link) in self.links.iter().enumerate() {
                            let slot = first_link + index;
                            let to = own[index]
                                .map_or_else(|| block.register(slot), |result| result.pointer(first));
                            compute(link, link.slots().map(|slot| block.values[slot]), to, count);
                            block.values[slot] = to;
                        }
                    }
                }
            });
        });
    }
}
