//! Elementwise ops against formulas in 64 bits, on both backends, with gradients.

use crate::support::{
    assert_close, contexts, floats, gradients, ints, one, read_bools, read_floats, read_ints, turn,
};
use serde_json::json;

type Reference = fn(f64) -> f64;

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

/// Series around 0 and a continued fraction of the complement beyond.
fn erf(x: f64) -> f64 {
    if x.abs() < 2.5 {
        let (mut sum, mut term) = (x, x);
        for n in 1..60 {
            term *= -x * x / f64::from(n);
            sum += term / f64::from(2 * n + 1);
        }
        return sum * std::f64::consts::FRAC_2_SQRT_PI;
    }
    let a = x.abs();
    let mut fraction = a;
    for k in (1..60).rev() {
        fraction = a + f64::from(k) / 2.0 / fraction;
    }
    x.signum() * (1.0 - (-a * a).exp() / (fraction * std::f64::consts::PI.sqrt()))
}

fn erfinv(y: f64) -> f64 {
    let (mut low, mut high) = (-7.0f64, 7.0f64);
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        if erf(middle) < y { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

const WIDE: &[f32] = &[-30.0, -5.0, -1.5, -0.7, -1e-3, 1e-3, 0.3, 1.2, 4.0, 30.0];
const SMALL: &[f32] = &[-0.9, -0.5, -0.2, -1e-3, 1e-3, 0.1, 0.4, 0.8];
const MIDDLE: &[f32] = &[-4.0, -2.2, -1.0, -0.3, -1e-3, 1e-3, 0.2, 0.9, 2.5, 4.0];
const POSITIVE: &[f32] = &[1e-3, 0.1, 0.5, 1.5, 3.0, 20.0];
const ABOVE_ONE: &[f32] = &[1.1, 1.5, 3.0, 20.0];

#[rustfmt::skip]
const CASES: &[(&str, &[f32], Reference)] = &[
    ("negative", WIDE, |x| -x),
    ("abs", WIDE, f64::abs),
    ("exp", MIDDLE, f64::exp),
    ("expm1", MIDDLE, f64::exp_m1),
    ("log", POSITIVE, f64::ln),
    ("log1p", POSITIVE, f64::ln_1p),
    ("log1p", SMALL, f64::ln_1p),
    ("log2", POSITIVE, f64::log2),
    ("sqrt", POSITIVE, f64::sqrt),
    ("rsqrt", POSITIVE, |x| 1.0 / x.sqrt()),
    ("square", WIDE, |x| x * x),
    ("reciprocal", WIDE, |x| 1.0 / x),
    ("sin", MIDDLE, f64::sin),
    ("cos", MIDDLE, f64::cos),
    ("tan", SMALL, f64::tan),
    ("sinh", MIDDLE, f64::sinh),
    ("cosh", MIDDLE, f64::cosh),
    ("tanh", MIDDLE, f64::tanh),
    ("arcsin", SMALL, f64::asin),
    ("arccos", SMALL, f64::acos),
    ("arctan", MIDDLE, f64::atan),
    ("arcsinh", MIDDLE, f64::asinh),
    ("arccosh", ABOVE_ONE, f64::acosh),
    ("arctanh", SMALL, f64::atanh),
    ("erf", MIDDLE, erf),
    ("erfinv", SMALL, erfinv),
    ("relu", WIDE, |x| x.max(0.0)),
    ("relu6", WIDE, |x| x.clamp(0.0, 6.0)),
    ("sigmoid", WIDE, sigmoid),
    ("log_sigmoid", WIDE, |x| -softplus(-x)),
    ("softplus", WIDE, softplus),
    ("softsign", WIDE, |x| x / (1.0 + x.abs())),
    ("silu", WIDE, |x| x * sigmoid(x)),
    ("mish", WIDE, |x| x * softplus(x).tanh()),
    ("elu", WIDE, |x| if x > 0.0 { x } else { x.exp_m1() }),
    ("selu", WIDE, |x| 1.0507009873554805 * if x > 0.0 { x } else { 1.6732632423543772 * x.exp_m1() }),
    ("leaky_relu", WIDE, |x| if x > 0.0 { x } else { 0.2 * x }),
    ("hard_sigmoid", WIDE, |x| (x / 6.0 + 0.5).clamp(0.0, 1.0)),
    ("gelu", WIDE, |x| 0.5 * x * (1.0 + (0.797_884_560_802_865_4 * (x + 0.044715 * x * x * x)).tanh())),
];

#[test]
fn values_and_gradients_follow_the_formulas() {
    let _turn = turn();
    for context in contexts() {
        // Graphics hardware rounds exp, sin and their kin less exactly.
        let relative = if context.backend.name() == "Cpu" { 3e-6 } else { 2e-4 };
        for (name, points, reference) in CASES {
            let what = format!("{name} on {}", context.backend.name());
            let x = floats(points, &[points.len()], context).watched().unwrap();
            let y = one(name, std::slice::from_ref(&x), json!({}), context);
            let expected: Vec<f32> = points.iter().map(|&x| reference(f64::from(x)) as f32).collect();
            assert_close(&read_floats(&y, context), &expected, relative, 2e-7, &what);

            let ones = vec![1.0; points.len()];
            let gradient = gradients(&y, &ones, &[&x], context).remove(0).unwrap();
            let slopes: Vec<f32> = points
                .iter()
                .map(|&x| {
                    let (x, h) = (f64::from(x), 1e-5 * f64::from(x).abs().max(1e-1));
                    ((reference(x + h) - reference(x - h)) / (2.0 * h)) as f32
                })
                .collect();
            assert_close(&gradient, &slopes, 1e-4f32.max(5.0 * relative), 1e-5, &format!("slope of {what}"));
        }
    }
}

#[test]
fn exact_gelu_is_the_normal_distribution_function() {
    let _turn = turn();
    for context in contexts() {
        let y = one("gelu", &[floats(MIDDLE, &[10], context)], json!({"approximate": false}), context);
        let expected: Vec<f32> = MIDDLE
            .iter()
            .map(|&x| f64::from(x))
            .map(|x| (0.5 * x * (1.0 + erf(x / 2f64.sqrt()))) as f32)
            .collect();
        assert_close(&read_floats(&y, context), &expected, 1e-4, 2e-6, "gelu");
    }
}

#[test]
fn inverse_error_function_is_exact_to_the_tails() {
    let _turn = turn();
    let points: Vec<f32> = (1..2000).map(|i| (i as f32 / 1000.0 - 1.0) * 0.999_999).collect();
    for context in contexts() {
        let y = one("erfinv", &[floats(&points, &[points.len()], context)], json!({}), context);
        let expected: Vec<f32> = points.iter().map(|&y| erfinv(f64::from(y)) as f32).collect();
        let tolerance = if context.backend.name() == "Cpu" { 1e-5 } else { 1e-4 };
        assert_close(&read_floats(&y, context), &expected, tolerance, 1e-9, "erfinv");
        let ends = one("erfinv", &[floats(&[-1.0, 1.0, 2.0], &[3], context)], json!({}), context);
        let ends = read_floats(&ends, context);
        assert_eq!(ends[..2], [f32::NEG_INFINITY, f32::INFINITY]);
        assert!(ends[2].is_nan());
    }
}

#[test]
fn slopes_at_zero_and_far_out_are_finite() {
    let _turn = turn();
    let points = [-1e30, -1e4, -100.0, 0.0, 100.0, 1e4, 1e30];
    let names = [
        "relu",
        "relu6",
        "sigmoid",
        "log_sigmoid",
        "softplus",
        "softsign",
        "silu",
        "mish",
        "elu",
        "selu",
        "leaky_relu",
        "hard_sigmoid",
        "gelu",
        "abs",
        "tanh",
        "erf",
        "arctan",
    ];
    for context in contexts() {
        for name in names {
            let x = floats(&points, &[7], context).watched().unwrap();
            let y = one(name, std::slice::from_ref(&x), json!({}), context);
            let values = read_floats(&y, context);
            assert!(values.iter().all(|value| !value.is_nan()), "{name}: {values:?}");
            let gradient = gradients(&y, &[1.0; 7], &[&x], context).remove(0).unwrap();
            assert!(
                gradient.iter().all(|value| value.is_finite()),
                "{name} on {:?}: {gradient:?}",
                context.backend
            );
            if matches!(name, "relu" | "abs") {
                assert_eq!(gradient[3], 0.0, "slope of {name} at 0");
            }
        }
    }
}

#[test]
fn not_a_number_stays() {
    let _turn = turn();
    let values = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1.0];
    for context in contexts() {
        let x = floats(&values, &[4], context);
        for name in
            ["relu", "relu6", "sigmoid", "softplus", "leaky_relu", "abs", "exp", "sign", "floor", "round"]
        {
            let y = read_floats(&one(name, std::slice::from_ref(&x), json!({}), context), context);
            assert!(y[0].is_nan(), "{name} on {:?}: {y:?}", context.backend);
        }
        let found = |name| read_bools(&one(name, std::slice::from_ref(&x), json!({}), context), context);
        assert_eq!(found("isnan"), [true, false, false, false], "{:?}", context.backend);
        assert_eq!(found("isinf"), [false, true, true, false], "{:?}", context.backend);
        assert_eq!(found("isfinite"), [false, false, false, true], "{:?}", context.backend);
    }
}

#[test]
fn rounding_goes_to_even() {
    let _turn = turn();
    let values = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2.4, -2.6, 1e10];
    for context in contexts() {
        let x = floats(&values, &[9], context);
        let rounded = |name| read_floats(&one(name, std::slice::from_ref(&x), json!({}), context), context);
        assert_eq!(rounded("round"), [-2.0, -2.0, 0.0, 0.0, 2.0, 2.0, 2.0, -3.0, 1e10]);
        assert_eq!(rounded("floor"), [-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 2.0, -3.0, 1e10]);
        assert_eq!(rounded("ceil"), [-2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 3.0, -2.0, 1e10]);
        assert_eq!(rounded("trunc"), [-2.0, -1.0, 0.0, 0.0, 1.0, 2.0, 2.0, -2.0, 1e10]);
    }
}

#[test]
fn softmax_is_stable_and_has_its_gradient() {
    let _turn = turn();
    let values = [1000.0, 1001.0, 999.0, -3.0, 0.5, 2.0];
    for context in contexts() {
        for (name, shape, axis) in
            [("softmax", vec![2, 3], -1), ("log_softmax", vec![2, 3], 1), ("softmax", vec![3, 2], 0)]
        {
            let x = floats(&values, &shape, context).watched().unwrap();
            let y = one(name, std::slice::from_ref(&x), json!({"axis": axis}), context);
            let lane = |i: usize| if axis == 0 { i % 2 } else { i / 3 };
            let total = |i: usize| -> f64 {
                let highest =
                    (0..6).filter(|&j| lane(j) == lane(i)).map(|j| values[j]).fold(f32::MIN, f32::max);
                let sum: f64 = (0..6)
                    .filter(|&j| lane(j) == lane(i))
                    .map(|j| f64::from(values[j] - highest).exp())
                    .sum();
                f64::from(highest) + sum.ln()
            };
            let logs: Vec<f64> = (0..6).map(|i| f64::from(values[i]) - total(i)).collect();
            let expected: Vec<f32> = logs
                .iter()
                .map(|&log| if name == "softmax" { log.exp() as f32 } else { log as f32 })
                .collect();
            assert_close(&read_floats(&y, context), &expected, 1e-4, 1e-6, name);
            let weights = [1.0, -2.0, 0.5, 3.0, 1.5, -1.0];
            let gradient = gradients(&y, &weights, &[&x], context).remove(0).unwrap();
            let expected: Vec<f32> = (0..6)
                .map(|i| {
                    let lanes = (0..6).filter(|&j| lane(j) == lane(i));
                    let p = logs[i].exp();
                    let sum: f64 = lanes
                        .map(|j| f64::from(weights[j]) * if name == "softmax" { logs[j].exp() } else { 1.0 })
                        .sum();
                    let own = f64::from(weights[i]);
                    (if name == "softmax" { p * (own - sum) } else { own - p * sum }) as f32
                })
                .collect();
            assert_close(&gradient, &expected, 1e-3, 1e-5, &format!("slope of {name}"));
        }
    }
}

#[test]
fn where_and_clip_choose() {
    let _turn = turn();
    for context in contexts() {
        let a = floats(&[1.0, 2.0, 3.0], &[3], context).watched().unwrap();
        let b = floats(&[10.0, 20.0], &[2, 1], context).watched().unwrap();
        let mask = crate::support::bools(&[true, false, true], &[3], context);
        let y = one("where", &[mask, a.clone(), b.clone()], json!({}), context);
        assert_eq!(read_floats(&y, context), [1.0, 10.0, 3.0, 1.0, 20.0, 3.0]);
        let found = gradients(&y, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &[&a, &b], context);
        assert_eq!(found, [Some(vec![5.0, 0.0, 9.0]), Some(vec![2.0, 5.0])]);

        let x = floats(&[-2.0, 0.5, 7.0], &[3], context).watched().unwrap();
        let y = one("clip", std::slice::from_ref(&x), json!({"min": 0, "max": 1.5}), context);
        assert_eq!(read_floats(&y, context), [0.0, 0.5, 1.5]);
        assert_eq!(gradients(&y, &[1.0, 2.0, 3.0], &[&x], context), [Some(vec![0.0, 2.0, 0.0])]);
        let y = one("clip", &[ints(&[-2, 5], &[2], context)], json!({"min": null, "max": 3}), context);
        assert_eq!(read_ints(&y, context), [-2, 3]);
    }
}
