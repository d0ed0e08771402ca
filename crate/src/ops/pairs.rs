//! Elementwise functions of two floats, with their slopes along each.

use crate::ops::formula::Formula2;
use crate::ops::real::Real;

/// The greater one; at a tie each gets half of the gradient.
#[derive(Debug, Clone, Copy)]
pub struct Maximum;

/// 1 where `x > y`, 1/2 where equal, else 0.
fn share<R: Real>(x: R, y: R) -> R {
    let (zero, half, one) = (x.constant(0.0), x.constant(0.5), x.constant(1.0));
    let not_less = y.clone().if_less(x.clone(), one, half);
    x.if_less(y, zero, not_less)
}

impl Formula2 for Maximum {
    fn value<R: Real>(self, a: R, b: R) -> R {
        a.maximum(b)
    }
    fn slope<R: Real>(self, first: bool, a: R, b: R) -> R {
        if first { share(a, b) } else { share(b, a) }
    }
}

/// The smaller one; at a tie each gets half of the gradient.
#[derive(Debug, Clone, Copy)]
pub struct Minimum;

impl Formula2 for Minimum {
    fn value<R: Real>(self, a: R, b: R) -> R {
        a.minimum(b)
    }
    fn slope<R: Real>(self, first: bool, a: R, b: R) -> R {
        if first { share(b, a) } else { share(a, b) }
    }
}

/// `a - floor(a / b) b`: the sign of the divisor, as Python has it.
#[derive(Debug, Clone, Copy)]
pub struct Mod;

impl Formula2 for Mod {
    fn value<R: Real>(self, a: R, b: R) -> R {
        a.modulo(b)
    }
    fn slope<R: Real>(self, first: bool, a: R, b: R) -> R {
        if first { a.constant(1.0) } else { -FloorDivide.value(a, b) }
    }
}

/// `floor(a / b)`, consistent with the remainder.
#[derive(Debug, Clone, Copy)]
pub struct FloorDivide;

impl Formula2 for FloorDivide {
    fn value<R: Real>(self, a: R, b: R) -> R {
        let remainder = a.clone().modulo(b.clone());
        let whole = ((a.clone() - remainder) / b.clone()).round();
        let zero = b.constant(0.0);
        // Division by zero is infinite, as in NumPy, not the undefined remainder.
        let by_zero = a / b.clone();
        b.abs().if_positive(whole, by_zero + zero)
    }
    fn slope<R: Real>(self, _first: bool, a: R, _b: R) -> R {
        a.constant(0.0)
    }
}

/// `a ^ b`; the slope along `b` is 0 at `a = 0`.
#[derive(Debug, Clone, Copy)]
pub struct Power;

impl Formula2 for Power {
    fn value<R: Real>(self, a: R, b: R) -> R {
        a.power(b)
    }
    fn slope<R: Real>(self, first: bool, a: R, b: R) -> R {
        let zero = a.constant(0.0);
        if first {
            let slope = b.clone() * a.power(b.clone() - 1.0);
            b.abs().if_positive(slope, zero)
        } else {
            let slope = a.clone().power(b) * a.clone().ln();
            a.abs().if_positive(slope, zero)
        }
    }
}

/// Angle of the point (`b`, `a`).
#[derive(Debug, Clone, Copy)]
pub struct Arctan2;

impl Formula2 for Arctan2 {
    fn value<R: Real>(self, a: R, b: R) -> R {
        a.atan2(b)
    }
    fn slope<R: Real>(self, first: bool, a: R, b: R) -> R {
        let norm = a.clone().square() + b.clone().square();
        if first { b / norm } else { -a / norm }
    }
}
