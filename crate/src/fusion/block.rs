//! One block of a chain: where its values lie while it is computed.

use std::cell::RefCell;

use super::chain::{Chain, Slot};
use super::function::{Comparison, Function, Link};
use super::view::View;
use crate::kernels::wide;
use crate::threads::apart;

/// Floats that the values of a block take together: most of the nearest cache.
const MEMORY: usize = 6144;
/// Lengths of a block.
const SHORTEST: usize = 64;
const LONGEST: usize = 1024;

thread_local! {
    static SCRATCH: RefCell<Vec<f32>> = const { RefCell::new(Vec::new()) };
}

/// Lends memory that is kept from call to call.
pub(super) fn with_scratch<R>(count: usize, work: impl FnOnce(*mut f32) -> R) -> R {
    SCRATCH.with(|scratch| match scratch.try_borrow_mut() {
        Ok(mut scratch) => {
            if scratch.len() < count {
                scratch.resize(count, 0.0);
            }
            work(scratch.as_mut_ptr())
        }
        Err(_) => work(vec![0.0; count].as_mut_ptr()),
    })
}

/// How an input gets into a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// Read where it lies.
    Direct,
    /// The same in every block, which starts anew after so many elements.
    Fixed(usize),
    /// Copied for each block.
    Copied,
}

/// Length of a block, and how each input gets into it.
#[derive(Debug)]
pub(super) struct Plan {
    pub size: usize,
    pub entries: Vec<Entry>,
}

impl Plan {
    /// For a chain that needs so many registers.
    pub fn new(chain: &Chain, registers: usize) -> Self {
        let longest = (MEMORY / registers).clamp(SHORTEST, LONGEST);
        let fits = |&period: &usize| period <= longest.max(4 * MEMORY / registers);
        let periods = chain.views.iter().filter_map(View::period).filter(fits);
        let period = periods.max().unwrap_or(1);
        let size = if period > longest { period } else { longest / period * period };
        let entry = |view: &View| match view.period() {
            _ if view.is_dense() => Entry::Direct,
            Some(period) if size.is_multiple_of(period) => Entry::Fixed(period),
            _ => Entry::Copied,
        };
        Self { size: size.min(chain.count), entries: chain.views.iter().map(entry).collect() }
    }
}

/// The values of a block by slot.
pub(super) struct Block<'a> {
    pub chain: &'a Chain,
    pub plan: &'a Plan,
    pub values: Vec<*const f32>,
    pub registers: *mut f32,
}

impl<'a> Block<'a> {
    /// Registers for all slots lie at `registers`; fills those that are the same in every block.
    pub unsafe fn new(chain: &'a Chain, plan: &'a Plan, inputs: &[&[f32]], registers: *mut f32) -> Self {
        let mut block = Self { chain, plan, values: apart(chain.slots()), registers };
        for slot in 0..chain.slots() {
            block.values.push(block.register(slot));
        }
        for (slot, (entry, (view, input))) in
            plan.entries.iter().zip(chain.views.iter().zip(inputs)).enumerate()
        {
            if let Entry::Fixed(_) = entry {
                // Safety: each register has room for a block.
                let to = unsafe { std::slice::from_raw_parts_mut(block.register(slot), plan.size) };
                view.gather(input, 0, to);
            }
        }
        for (index, &number) in chain.numbers.iter().enumerate() {
            let register = block.register(chain.views.len() + index);
            // Safety: as above.
            unsafe { std::slice::from_raw_parts_mut(register, plan.size) }.fill(number);
        }
        block
    }

    pub fn register(&self, slot: Slot) -> *mut f32 {
        // Safety: there is a register for each slot.
        unsafe { self.registers.add(slot * self.plan.size) }
    }

    /// Brings the inputs of elements `first..first + count` in.
    pub unsafe fn load(&mut self, inputs: &[&[f32]], first: usize, count: usize) {
        for (slot, (entry, view)) in self.plan.entries.iter().zip(&self.chain.views).enumerate() {
            match entry {
                Entry::Fixed(_) => {}
                Entry::Direct => self.values[slot] = inputs[slot][view.start + first..].as_ptr(),
                Entry::Copied => {
                    // Safety: a register has room for a block.
                    let to = unsafe { std::slice::from_raw_parts_mut(self.register(slot), count) };
                    view.gather(inputs[slot], first, to);
                }
            }
        }
    }
}

#[inline(always)]
pub(super) unsafe fn each1(to: *mut f32, a: *const f32, count: usize, function: impl Fn(f32) -> f32) {
    // Safety: registers have room for a block, and a result is nobody's operand.
    let (to, a) =
        unsafe { (std::slice::from_raw_parts_mut(to, count), std::slice::from_raw_parts(a, count)) };
    to.iter_mut().zip(a).for_each(|(to, a)| *to = function(*a));
}

#[inline(always)]
pub(super) unsafe fn each2(
    to: *mut f32,
    [a, b]: [*const f32; 2],
    count: usize,
    function: impl Fn(f32, f32) -> f32,
) {
    // Safety: as above.
    let (to, a, b) = unsafe {
        (
            std::slice::from_raw_parts_mut(to, count),
            std::slice::from_raw_parts(a, count),
            std::slice::from_raw_parts(b, count),
        )
    };
    to.iter_mut().zip(a.iter().zip(b)).for_each(|(to, (a, b))| *to = function(*a, *b));
}

#[inline(always)]
fn truth(holds: bool) -> f32 {
    if holds { 1.0 } else { 0.0 }
}

wide! {
    /// Computes one link.
    pub(super) unsafe fn compute(link: &Link, operands: [*const f32; 3], to: *mut f32, count: usize) {
        let [a, b, c] = operands;
        use crate::kernels::exponential::{exp, tanh};
        // Safety: the caller gives registers that have room for a block.
        unsafe {
            match &link.function {
                Function::Same | Function::Stop => each1(to, a, count, |a| a),
                Function::Add => each2(to, [a, b], count, |a, b| a + b),
                Function::Subtract => each2(to, [a, b], count, |a, b| a - b),
                Function::Multiply => each2(to, [a, b], count, |a, b| a * b),
                Function::Divide => each2(to, [a, b], count, |a, b| a / b),
                Function::Negative => each1(to, a, count, |a| -a),
                Function::Square => each1(to, a, count, |a| a * a),
                Function::Sqrt => each1(to, a, count, f32::sqrt),
                Function::Relu => each1(to, a, count, |a| if a < 0.0 { 0.0 } else { a }),
                Function::Sigmoid => each1(to, a, count, |a| 1.0 / (1.0 + exp(-a))),
                Function::Tanh => each1(to, a, count, tanh),
                Function::Select => {
                    let c = std::slice::from_raw_parts(c, count);
                    let (to, a, b) = (
                        std::slice::from_raw_parts_mut(to, count),
                        std::slice::from_raw_parts(a, count),
                        std::slice::from_raw_parts(b, count),
                    );
                    to.iter_mut().zip(a.iter().zip(b.iter().zip(c))).for_each(|(to, (a, (b, c)))| {
                        *to = if *a == 0.0 { *c } else { *b };
                    });
                }
                Function::Compare(comparison) => match comparison {
                    Comparison::Equal => each2(to, [a, b], count, |a, b| truth(a == b)),
                    Comparison::NotEqual => each2(to, [a, b], count, |a, b| truth(a != b)),
                    Comparison::Less => each2(to, [a, b], count, |a, b| truth(a < b)),
                    Comparison::LessEqual => each2(to, [a, b], count, |a, b| truth(a <= b)),
                    Comparison::Greater => each2(to, [a, b], count, |a, b| truth(a > b)),
                    Comparison::GreaterEqual => each2(to, [a, b], count, |a, b| truth(a >= b)),
                },
                Function::Curve(curve, _) => {
                    let to = std::slice::from_raw_parts_mut(to, count);
                    to.copy_from_slice(std::slice::from_raw_parts(a, count));
                    curve.apply(to);
                }
                Function::Surface(surface, _) => {
                    let to = std::slice::from_raw_parts_mut(to, count);
                    to.copy_from_slice(std::slice::from_raw_parts(a, count));
                    surface.apply(to, std::slice::from_raw_parts(b, count));
                }
            }
        }
    }
}
