//! Inverse error function: `erf(erfinv(y)) = y`.
//!
//! With `w = -ln(1 - y^2)` it is `y` times a polynomial, one for `w < 5` and one in `sqrt(w)` beyond;
//! coefficients from M. Giles, "Approximating the erfinv function" (GPU Computing Gems, 2011).

// The coefficients are written as published.
#![allow(clippy::excessive_precision)]

use std::f32::consts::FRAC_2_SQRT_PI;

use crate::ops::formula::Formula;
use crate::ops::real::Real;

const CENTRE: [f32; 9] = [
    2.810_226_4e-8,
    3.432_739_4e-7,
    -3.523_387_7e-6,
    -4.391_506_5e-6,
    2.185_808_7e-4,
    -1.253_725_e-3,
    -4.177_681_6e-3,
    2.466_407_3e-1,
    1.501_409_4,
];
const TAIL: [f32; 9] = [
    -2.002_142_6e-4,
    1.009_505_6e-4,
    1.349_343_2e-3,
    -3.673_428_4e-3,
    5.739_507_7e-3,
    -7.622_461_3e-3,
    9.438_870_5e-3,
    1.001_674_06,
    2.832_976_8,
];

fn polynomial<R: Real>(coefficients: &[f32; 9], at: R) -> R {
    let mut sum = at.constant(coefficients[0]);
    for &coefficient in &coefficients[1..] {
        sum = sum * at.clone() + coefficient;
    }
    sum
}

/// `erfinv(y)`.
pub fn erfinv<R: Real>(y: R) -> R {
    let w = -((-y.clone() + 1.0) * (y.clone() + 1.0)).ln();
    let centre = polynomial(&CENTRE, w.clone() - 2.5);
    let tail = polynomial(&TAIL, w.clone().sqrt() - 3.0);
    let factor = (w.clone() - 5.0).if_positive(tail, centre);
    let size = y.clone().abs();
    let one = y.constant(1.0);
    // At the ends ln is infinite and the polynomial not a number; beyond them there is no value.
    let at_end = y.clone() * f32::INFINITY;
    let outside = one.clone().if_less(size.clone(), y.constant(f32::NAN), at_end);
    size.if_less(one, factor * y, outside)
}

/// Inverse error function.
#[derive(Debug, Clone, Copy)]
pub struct ErfInv;

impl Formula for ErfInv {
    fn value<R: Real>(self, x: R) -> R {
        erfinv(x)
    }
    fn slope<R: Real>(self, x: R) -> R {
        erfinv(x).square().exp() * (1.0 / FRAC_2_SQRT_PI)
    }
}
