//! The gradient of a chain: each block is computed again, then walked from its results to its inputs.

use std::cell::Cell;
use std::ops::Range;

use super::block::{Block, Entry, Plan, compute, each1, each2, with_scratch};
use super::chain::{Chain, Slot};
use super::function::{Function, Link};
use crate::kernels::wide;
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

/// Gradients of the values of one block.
struct Slopes<'a> {
    open: &'a [bool],
    /// What is known so far; null where nothing is.
    found: Vec<*const f32>,
    /// Where sums are formed.
    own: Vec<*mut f32>,
    /// One part of a sum.
    part: *mut f32,
    count: usize,
}

impl Slopes<'_> {
    /// A part of the gradient of a slot that is there already.
    unsafe fn share(&mut self, slot: Slot, values: *const f32) {
        if !self.open[slot] {
            return;
        }
        if self.found[slot].is_null() {
            self.found[slot] = values;
        } else {
            // Safety: all of them are registers.
            unsafe { self.sum(slot, values) };
        }
    }

    /// A part of the gradient of a slot that `work` writes.
    unsafe fn give(&mut self, slot: Slot, work: impl FnOnce(*mut f32, usize)) {
        if !self.open[slot] {
            return;
        }
        if self.found[slot].is_null() {
            work(self.own[slot], self.count);
            self.found[slot] = self.own[slot];
        } else {
            work(self.part, self.count);
            // Safety: all of them are registers.
            unsafe { self.sum(slot, self.part) };
        }
    }

    unsafe fn sum(&mut self, slot: Slot, values: *const f32) {
        let (own, found) = (self.own[slot], self.found[slot]);
        // Safety: all of them are registers; `values` is never the sum itself.
        unsafe {
            if std::ptr::eq(own, found) {
                add_to(own, values, self.count);
            } else {
                add(own, found, values, self.count);
            }
        }
        self.found[slot] = own;
    }
}

wide! {
    unsafe fn add_to(to: *mut f32, values: *const f32, count: usize) {
        // Safety: the caller gives two registers.
        let (to, values) =
            unsafe { (std::slice::from_raw_parts_mut(to, count), std::slice::from_raw_parts(values, count)) };
        to.iter_mut().zip(values).for_each(|(to, value)| *to += value);
    }
}

wide! {
    unsafe fn add(to: *mut f32, a: *const f32, b: *const f32, count: usize) {
        // Safety: the caller gives three registers.
        unsafe { each2(to, [a, b], count, |a, b| a + b) };
    }
}

wide! {
    /// `to = a * factor(b)`, which is what most slopes are.
    unsafe fn scaled(function: &Function, first: bool, to: *mut f32, g: *const f32, b: *const f32, count: usize) {
        // Safety: the caller gives registers.
        unsafe {
            match function {
                Function::Multiply => each2(to, [g, b], count, |g, b| g * b),
                Function::Divide if first => each2(to, [g, b], count, |g, b| g / b),
                Function::Square => each2(to, [g, b], count, |g, a| g * (a + a)),
                Function::Sqrt => each2(to, [g, b], count, |g, y| g * 0.5 / y),
                Function::Relu => each2(to, [g, b], count, |g, a| if a > 0.0 { g } else { 0.0 }),
                Function::Sigmoid => each2(to, [g, b], count, |g, y| g * y * (1.0 - y)),
                Function::Tanh => each2(to, [g, b], count, |g, y| g * (1.0 - y * y)),
                Function::Select if first => each2(to, [g, b], count, |g, a| if a == 0.0 { 0.0 } else { g }),
                Function::Select => each2(to, [g, b], count, |g, a| if a == 0.0 { g } else { 0.0 }),
                _ => each1(to, g, count, |g| -g),
            }
        }
    }
}

wide! {
    /// `to = -g y / b`: the slope of `y = a / b` along `b`.
    unsafe fn over(to: *mut f32, g: *const f32, y: *const f32, b: *const f32, count: usize) {
        // Safety: the caller gives registers.
        unsafe {
            each2(to, [g, y], count, |g, y| -g * y);
            let (to, b) = (std::slice::from_raw_parts_mut(to, count), std::slice::from_raw_parts(b, count));
            to.iter_mut().zip(b).for_each(|(to, b)| *to /= b);
        }
    }
}

/// Hands the gradient `g` of a link on to its operands.
unsafe fn pull(link: &Link, y: *const f32, g: *const f32, values: &[*const f32], slopes: &mut Slopes<'_>) {
    let function = &link.function;
    let [a, b, c] = link.slots();
    let [value_a, value_b, _] = link.slots().map(|slot| values[slot]);
    // Safety: all of them are registers with room for a block, and no register is its own operand.
    unsafe {
        match function {
            Function::Stop | Function::Compare(_) => {}
            Function::Same => slopes.share(a, g),
            Function::Add => {
                slopes.share(a, g);
                slopes.share(b, g);
            }
            Function::Subtract => {
                slopes.share(a, g);
                slopes.give(b, |to, count| scaled(function, false, to, g, g, count));
            }
            Function::Negative => slopes.give(a, |to, count| scaled(function, true, to, g, g, count)),
            Function::Multiply => {
                slopes.give(a, |to, count| scaled(function, true, to, g, value_b, count));
                slopes.give(b, |to, count| scaled(function, false, to, g, value_a, count));
            }
            Function::Divide => {
                slopes.give(a, |to, count| scaled(function, true, to, g, value_b, count));
                slopes.give(b, |to, count| over(to, g, y, value_b, count));
            }
            Function::Square | Function::Relu => {
                slopes.give(a, |to, count| scaled(function, true, to, g, value_a, count));
            }
            Function::Sqrt | Function::Sigmoid | Function::Tanh => {
                slopes.give(a, |to, count| scaled(function, true, to, g, y, count));
            }
            Function::Select => {
                slopes.give(b, |to, count| scaled(function, true, to, g, value_a, count));
                slopes.give(c, |to, count| scaled(function, false, to, g, value_a, count));
            }
            Function::Curve(curve, _) => slopes.give(a, |to, count| {
                let to = std::slice::from_raw_parts_mut(to, count);
                to.copy_from_slice(std::slice::from_raw_parts(g, count));
                curve.pull_back(to, std::slice::from_raw_parts(value_a, count));
            }),
            Function::Surface(surface, _) => {
                for (slot, first) in [(a, true), (b, false)] {
                    slopes.give(slot, |to, count| {
                        let values = std::slice::from_raw_parts_mut(to, count);
                        values.copy_from_slice(std::slice::from_raw_parts(value_a, count));
                        surface.slopes(first, values, std::slice::from_raw_parts(value_b, count));
                        let g = std::slice::from_raw_parts(g, count);
                        values.iter_mut().zip(g).for_each(|(value, g)| *value *= g);
                    });
                }
            }
        }
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
