//! Loops of our own against the standard library.

use p_vision::kernels::exponential::{exp, tanh};

fn error(found: f32, exact: f64) -> f64 {
    (f64::from(found) - exact).abs() / exact.abs().max(f64::from(f32::MIN_POSITIVE))
}

#[test]
fn both_are_exact_to_a_few_bits() {
    for index in -890_000..890_000 {
        let x = index as f32 * 1e-4;
        let exact = f64::from(x).exp();
        assert!(error(exp(x), exact) < 2.5e-7 || exact > f64::from(f32::MAX), "exp {x}: {}", exp(x));
        let exact = f64::from(x).tanh();
        assert!(error(tanh(x), exact) < 5e-7 || x == 0.0, "tanh {x}: {} {exact}", tanh(x));
    }
}

#[test]
fn the_ends_are_those_of_the_functions() {
    assert_eq!(
        [exp(0.0), exp(f32::NEG_INFINITY), exp(-1e30), exp(f32::INFINITY), exp(1e30)],
        [1.0, 0.0, 0.0, f32::INFINITY, f32::INFINITY]
    );
    assert!(exp(f32::NAN).is_nan() && tanh(f32::NAN).is_nan());
    assert!((exp(-100.0) - (-100.0f32).exp()).abs() <= f32::from_bits(1));
    assert!((tanh(f32::INFINITY) - 1.0).abs() < 1e-6 && (tanh(-1e30) + 1.0).abs() < 1e-6);
    assert_eq!([tanh(0.0), tanh(1e-5), tanh(-1e-30)], [0.0, 1e-5, -1e-30]);
}
