//! `e^x` and `tanh x` without branches, so that loops over them use all lanes of the processor.

// The coefficients are written as published.
#![allow(clippy::excessive_precision)]

/// Adding and taking away 1.5 * 2^23 rounds to a whole number; the bits between are that number.
const ROUNDING: f32 = 12_582_912.0;
/// `ln 2` in two parts; the first has few bits, so that its products are exact.
const LN_2: [f32; 2] = [0.693_359_375, -2.121_944_40e-4];
/// `(e^r - 1 - r) / r^2` for `|r| <= ln(2) / 2`: S. Moshier, Cephes library, expf.
const POWER: [f32; 6] =
    [1.987_569_15e-4, 1.398_199_95e-3, 8.333_451_9e-3, 4.166_579_6e-2, 1.666_666_55e-1, 5.000_000_1e-1];

#[inline(always)]
fn power_of_two(exponent: i32) -> f32 {
    f32::from_bits((exponent.wrapping_add(127) << 23).cast_unsigned())
}

/// `e^x = 2^n e^r` with `n = round(x / ln 2)`.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let x = if x > 89.0 { 89.0 } else { x };
    let x = if x < -104.0 { -104.0 } else { x };
    let shifted = x * std::f32::consts::LOG2_E + ROUNDING;
    let n = shifted.to_bits().cast_signed().wrapping_sub(ROUNDING.to_bits().cast_signed());
    let whole = shifted - ROUNDING;
    let r = x - whole * LN_2[0] - whole * LN_2[1];
    let mut sum = POWER[0];
    for &coefficient in &POWER[1..] {
        sum = sum * r + coefficient;
    }
    // In two steps: the ends of the range have no power of two of their own.
    let half = n >> 1;
    (sum * r * r + r + 1.0) * power_of_two(half) * power_of_two(n.wrapping_sub(half))
}

/// Odd powers of the numerator and even ones of the denominator, highest first: the rational function of Eigen.
const ABOVE: [f32; 7] = [
    -2.760_768_477_423_55e-16,
    2.000_187_904_824_77e-13,
    -8.604_671_522_137_35e-11,
    5.122_297_090_371_14e-8,
    1.485_722_357_179_79e-5,
    6.372_619_288_754_36e-4,
    4.893_524_558_917_86e-3,
];
const BELOW: [f32; 4] =
    [1.198_258_394_667_02e-6, 1.185_347_056_866_54e-4, 2.268_434_632_439_00e-3, 4.893_525_185_543_85e-3];
/// From here on it is 1 in float32.
const FLAT: f32 = 7.905_311_107_635_498;

/// Hyperbolic tangent.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let y = if x > FLAT { FLAT } else { x };
    let y = if y < -FLAT { -FLAT } else { y };
    let square = y * y;
    let mut above = ABOVE[0];
    for &coefficient in &ABOVE[1..] {
        above = above * square + coefficient;
    }
    let mut below = BELOW[0];
    for &coefficient in &BELOW[1..] {
        below = below * square + coefficient;
    }
    let found = y * above / below;
    if y.abs() < 4e-4 { x } else { found }
}
