//! The way back through one link: `slope of operand += gradient * derivative`, on registers of a block.

use super::block::{each1, each2};
use super::chain::Slot;
use super::function::{Function, Link};
use crate::kernels::wide;

/// Gradients of the values of one block.
pub(super) struct Slopes<'a> {
    pub open: &'a [bool],
    /// What is known so far; null where nothing is.
    pub found: Vec<*const f32>,
    /// Where sums are formed.
    pub own: Vec<*mut f32>,
    /// One part of a sum.
    pub part: *mut f32,
    pub count: usize,
}

impl Slopes<'_> {
    /// A part of the gradient of a slot that is there already.
    pub unsafe fn share(&mut self, slot: Slot, values: *const f32) {
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
    /// `to += values`
    pub(super) unsafe fn add_to(to: *mut f32, values: *const f32, count: usize) {
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
pub(super) unsafe fn pull(
    link: &Link,
    y: *const f32,
    g: *const f32,
    values: &[*const f32],
    slopes: &mut Slopes<'_>,
) {
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
