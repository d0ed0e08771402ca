//! The gradient of a chain: each block is computed again, then walked from its results to its inputs.

use std::cell::Cell;
use std::ops::Range;

use super::block::{Block, Entry, Plan, compute, with_scratch};
use super::chain::{Chain, Slot};
use super::function::Function;
use super::slopes::{Slopes, add_to, pull};
use crate::threads::{self, Place, apart};

/// Where the gradient of an input goes; several may go to the same place.
#[derive(Clone, Copy)]
pub struct Sink<'a> {
    /// As long as the input.
    pub to: &'a [Cell<f32>],
    /// Whether it is added to what is there. Without, inputs that are not read whole expect zeros.
    pub adds: bool,
}

impl<'a> Sink<'a> {
    /// Writes to a slice.
    pub fn new(to: &'a mut [f32], adds: bool) -> Self {
        Self { to: Cell::from_mut(to).as_slice_of_cells(), adds }
    }
}

impl Chain {
    /// Which links must be computed again for the way back.
    fn needed(&self, open: &[bool]) -> Vec<bool> {
        let mut needed = vec![false; self.slots()];
        for (index, link) in self.links.iter().enumerate() {
            let ([a, b, _], slot) = (link.slots(), self.first_link() + index);
            if !open[slot] {
                continue;
            }
            match link.function {
                Function::Multiply => {
                    needed[a] |= open[b];
                    needed[b] |= open[a];
                }
                Function::Divide => {
                    needed[b] = true;
                    needed[slot] |= open[b];
                }
                Function::Square | Function::Relu | Function::Select | Function::Curve(..) => {
                    needed[a] = true
                }
                Function::Sqrt | Function::Sigmoid | Function::Tanh => needed[slot] = true,
                Function::Surface(..) => {
                    needed[a] = true;
                    needed[b] = true;
                }
                _ => {}
            }
        }
        for (index, link) in self.links.iter().enumerate().rev() {
            if needed[self.first_link() + index] {
                link.operands().for_each(|slot| needed[slot] = true);
            }
        }
        needed
    }

    /// Gradients of inputs that have a sink, from those of the results that have one.
    pub fn run_back(&self, inputs: &[&[f32]], given: &[Option<&[f32]>], sinks: &[Option<Sink<'_>>]) {
        self.check(inputs);
        assert_eq!((given.len(), sinks.len()), (self.results.len(), inputs.len()), "as many as there are");
        assert!(given.iter().flatten().all(|given| given.len() == self.count), "whole gradients");
        let fits = |(sink, view): (&Option<Sink<'_>>, &super::view::View)| {
            sink.is_none_or(|sink| view.reach() <= sink.to.len())
        };
        assert!(sinks.iter().zip(&self.views).all(fits), "views inside their sinks");
        let wanted: Vec<bool> = sinks.iter().map(Option::is_some).collect();
        let plan = Plan::new(self, 2 * self.slots() + 1);
        let open = self.open(&wanted);
        let back = Back { chain: self, needed: self.needed(&open), open, inputs, given, sinks, plan };
        let share = if back.is_apart() { self.share(&back.plan) } else { self.count.max(1) };
        let sums = back.sums();
        let mut totals = vec![0.0f32; self.count.div_ceil(share) * sums];
        stretches_of(&mut totals, sums, self.count.div_ceil(share), |part, totals| {
            back.run(part * share..self.count.min((part + 1) * share), totals);
        });
        for totals in totals.chunks_exact(sums.max(1)) {
            back.finish(totals);
        }
    }
}

/// Calls `work` with as many stretches as there are parts; they may be empty.
fn stretches_of(values: &mut [f32], size: usize, parts: usize, work: impl Fn(usize, &mut [f32]) + Sync) {
    let place = Place::of(values);
    // Safety: stretches do not meet.
    threads::each(parts, &|part| work(part, unsafe { place.slice(part * size, size) }));
}

/// The way back through a chain.
struct Back<'a> {
    chain: &'a Chain,
    open: Vec<bool>,
    needed: Vec<bool>,
    inputs: &'a [&'a [f32]],
    given: &'a [Option<&'a [f32]>],
    sinks: &'a [Option<Sink<'a>>],
    plan: Plan,
}

// Safety: several threads come here only with sinks that are apart, and each writes elements of its own.
unsafe impl Sync for Back<'_> {}

impl Back<'_> {
    /// Whether elements that are apart have gradients that are apart.
    fn is_apart(&self) -> bool {
        let places: Vec<_> = self.sinks.iter().flatten().map(|sink| sink.to.as_ptr()).collect();
        let kinds = self.sinks.iter().zip(&self.plan.entries);
        let alone = |(index, place): (usize, &*const Cell<f32>)| !places[..index].contains(place);
        places.iter().enumerate().all(alone)
            && kinds.into_iter().all(|(sink, entry)| sink.is_none() || *entry != Entry::Copied)
    }

    /// What repeats in every block is summed over the blocks, and over its repetitions at the end.
    fn is_summed(&self, slot: Slot) -> bool {
        matches!(self.plan.entries[slot], Entry::Fixed(_))
    }

    /// Length of all sums over blocks.
    fn sums(&self) -> usize {
        let summed = |&slot: &Slot| self.sinks[slot].is_some() && self.is_summed(slot);
        (0..self.sinks.len()).filter(summed).count() * self.plan.size
    }

    /// Some of the elements, whole blocks.
    fn run(&self, elements: Range<usize>, totals: &mut [f32]) {
        let (chain, plan) = (self.chain, &self.plan);
        let (slots, first_link, size) = (chain.slots(), chain.first_link(), plan.size);
        with_scratch((2 * slots + 1) * size, |registers| {
            // Safety: there are two registers for each slot and one more; slices were checked before.
            unsafe {
                let mut block = Block::new(chain, plan, self.inputs, registers);
                let mut slopes = Slopes {
                    open: &self.open,
                    found: apart(slots),
                    own: (0..slots).map(|slot| registers.add((slots + slot) * size)).collect(),
                    part: registers.add(2 * slots * size),
                    count: 0,
                };
                for first in elements.clone().step_by(size) {
                    let count = size.min(elements.end - first);
                    block.load(self.inputs, first, count);
                    for (index, link) in chain.links.iter().enumerate() {
                        let slot = first_link + index;
                        if self.needed[slot] {
                            let operands = link.slots().map(|slot| block.values[slot]);
                            compute(link, operands, block.register(slot), count);
                        }
                    }
                    slopes.count = count;
                    slopes.found.clear();
                    slopes.found.resize(slots, std::ptr::null());
                    for (given, &slot) in self.given.iter().zip(&chain.results) {
                        if let Some(given) = given {
                            slopes.share(slot, given[first..first + count].as_ptr());
                        }
                    }
                    for (index, link) in chain.links.iter().enumerate().rev() {
                        let slot = first_link + index;
                        let g = slopes.found[slot];
                        if !g.is_null() {
                            pull(link, block.values[slot], g, &block.values, &mut slopes);
                        }
                    }
                    self.hand_over(first, &slopes, totals);
                }
            }
        });
    }

    /// Gradients of a block to where they belong.
    unsafe fn hand_over(&self, first: usize, slopes: &Slopes<'_>, totals: &mut [f32]) {
        let mut totals = totals.chunks_exact_mut(self.plan.size);
        for (slot, sink) in self.sinks.iter().enumerate() {
            let Some(sink) = sink else { continue };
            let found = slopes.found[slot];
            // Safety: what was found is as long as the block.
            let found =
                (!found.is_null()).then(|| unsafe { std::slice::from_raw_parts(found, slopes.count) });
            if self.is_summed(slot) {
                let total = totals.next().expect("a sum for each");
                if let Some(found) = found {
                    // Safety: a sum has room for a block.
                    unsafe { add_to(total.as_mut_ptr(), found.as_ptr(), slopes.count) };
                }
            } else {
                // Safety: nobody else has these elements.
                unsafe { self.deliver(slot, sink, first, slopes.count, found) };
            }
        }
    }

    /// Adds sums over blocks to what they are gradients of.
    fn finish(&self, totals: &[f32]) {
        let mut totals = totals.chunks_exact(self.plan.size.max(1));
        for (slot, sink) in self.sinks.iter().enumerate() {
            if let (Some(sink), Entry::Fixed(period)) = (sink, self.plan.entries[slot]) {
                let total = totals.next().expect("a sum for each");
                let to = &sink.to[self.chain.views[slot].start..][..period];
                for row in total.chunks_exact(period) {
                    to.iter().zip(row).for_each(|(to, value)| to.set(to.get() + value));
                }
            }
        }
    }

    /// The gradient of elements `first..first + count` of an input; nothing means zero.
    unsafe fn deliver(&self, slot: Slot, sink: &Sink<'_>, first: usize, count: usize, found: Option<&[f32]>) {
        let view = &self.chain.views[slot];
        // Safety: cells are not read or written by anybody else meanwhile.
        let elements = |first: usize, count: usize| unsafe {
            std::slice::from_raw_parts_mut(sink.to[first..][..count].as_ptr() as *mut f32, count)
        };
        if !view.is_dense() {
            if let Some(found) = found {
                view.scatter_add(found, first, elements(0, sink.to.len()));
            }
            return;
        }
        let to = elements(view.start + first, count);
        match (found, sink.adds) {
            (Some(found), true) => to.iter_mut().zip(found).for_each(|(to, found)| *to += found),
            (Some(found), false) => to.copy_from_slice(found),
            (None, true) => {}
            (None, false) => to.fill(0.0),
        }
    }
}
