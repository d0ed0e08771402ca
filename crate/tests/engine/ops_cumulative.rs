//! Running values along long axes on both backends, beside plain loops: values and gradients.

use p_vision::spec::DType;
use serde_json::{Value, json};

use crate::support::{assert_close, contexts, floats, gradients, ints, one, read_floats, read_ints, turn};

const OPS: [&str; 4] = ["cumsum", "cumprod", "cummax", "cummin"];

/// Numbers whose running values are exact as floats.
fn values(name: &str, count: usize) -> Vec<f32> {
    let value = |place: usize| match name {
        "cumsum" => (place % 7) as f32 - 3.0,
        "cumprod" if place == count / 7 * 6 => 0.0,
        "cumprod" => [1.0, 2.0, 1.0, 0.5, -1.0][place % 5],
        "cummax" => (place / 100 + place * 37 % 50) as f32,
        _ => -((place / 100 + place * 37 % 50) as f32),
    };
    (0..count).map(value).collect()
}

fn running(name: &str, x: &[f64]) -> Vec<f64> {
    let step = |before: &mut f64, &here: &f64| {
        *before = match name {
            "cumsum" => *before + here,
            "cumprod" => *before * here,
            "cummax" => before.max(here),
            _ => before.min(here),
        };
        Some(*before)
    };
    let start = match name {
        "cumsum" => 0.0,
        "cumprod" => 1.0,
        "cummax" => f64::NEG_INFINITY,
        _ => f64::INFINITY,
    };
    x.iter().scan(start, step).collect()
}

/// Sums from each place to the end.
fn sums_behind(values: impl DoubleEndedIterator<Item = f64>) -> Vec<f64> {
    let mut sums: Vec<f64> = values
        .rev()
        .scan(0.0, |sum, value| {
            *sum += value;
            Some(*sum)
        })
        .collect();
    sums.reverse();
    sums
}

/// The gradient of `sum(w * running(x))`; extremes give theirs to the latest of equals.
fn slopes(name: &str, x: &[f64], w: &[f64]) -> Vec<f64> {
    let y = running(name, x);
    match name {
        "cumsum" => sums_behind(w.iter().copied()),
        "cumprod" => {
            let zero = x.iter().position(|&x| x == 0.0).unwrap_or(x.len());
            let mut slopes = sums_behind(w.iter().zip(&y).map(|(w, y)| w * y));
            slopes.iter_mut().zip(x).take(zero).for_each(|(slope, x)| *slope /= x);
            if zero < x.len() {
                let mut without = x.to_vec();
                without[zero] = 1.0;
                let y = running(name, &without);
                slopes[zero] = (zero..x.len()).map(|place| w[place] * y[place]).sum();
            }
            slopes
        }
        _ => {
            let mut slopes = vec![0.0; x.len()];
            let mut source = 0;
            for place in 0..x.len() {
                if x[place] == y[place] {
                    source = place;
                }
                slopes[source] += w[place];
            }
            slopes
        }
    }
}

fn doubles(values: &[f32]) -> Vec<f64> {
    values.iter().map(|&value| f64::from(value)).collect()
}

fn singles(values: &[f64]) -> Vec<f32> {
    values.iter().map(|&value| value as f32).collect()
}

#[test]
fn long_axes_run_to_their_end() {
    let _turn = turn();
    for context in contexts() {
        for count in [70_000, 1 << 17] {
            let weights: Vec<f32> = (0..count).map(|place| (place % 3) as f32).collect();
            for name in OPS {
                let what = format!("{name} of {count} on {:?}", context.backend);
                let given = values(name, count);
                let x = floats(&given, &[count], context).watched().unwrap();
                let y = one(name, std::slice::from_ref(&x), json!({"axis": 0}), context);
                let expected = singles(&running(name, &doubles(&given)));
                assert_close(&read_floats(&y, context), &expected, 1e-6, 0.0, &what);
                let found = gradients(&y, &weights, &[&x], context).remove(0).unwrap();
                let expected = singles(&slopes(name, &doubles(&given), &doubles(&weights)));
                assert_close(&found, &expected, 1e-5, 1e-3, &format!("slope of {what}"));
            }
        }
    }
}

/// Runs an op on each lane of a (2, count, 3) cube, by plain loops.
fn by_lanes(cube: &[f32], count: usize, lane: impl Fn(&[f64]) -> Vec<f64>) -> Vec<f32> {
    let mut result = vec![0.0; cube.len()];
    for start in (0..2).flat_map(|before| (0..3).map(move |after| before * count * 3 + after)) {
        let values: Vec<f64> = (0..count).map(|place| f64::from(cube[start + place * 3])).collect();
        for (place, value) in lane(&values).into_iter().enumerate() {
            result[start + place * 3] = value as f32;
        }
    }
    result
}

fn turned(name: &str, values: &[f64], reverse: bool, exclusive: bool) -> Vec<f64> {
    let mut values = values.to_vec();
    if reverse {
        values.reverse();
    }
    if exclusive {
        let start = if name == "cumsum" { 0.0 } else { 1.0 };
        values.rotate_right(1);
        values[0] = start;
    }
    let mut values = running(name, &values);
    if reverse {
        values.reverse();
    }
    values
}

#[test]
fn axes_of_some_blocks_run_in_either_direction() {
    let _turn = turn();
    for context in contexts() {
        for count in [512, 513, 1024, 1500] {
            for (name, reverse, exclusive) in [
                ("cumsum", true, true),
                ("cumprod", true, false),
                ("cummax", false, false),
                ("cummin", true, false),
            ] {
                let with: Value = json!({"axis": 1, "reverse": reverse, "exclusive": exclusive});
                let what = format!("{name} {with} of {count} on {:?}", context.backend);
                let given = values(name, 6 * count);
                let expected = by_lanes(&given, count, |lane| turned(name, lane, reverse, exclusive));
                let shape = [2, count, 3];
                let y = one(name, &[floats(&given, &shape, context)], with.clone(), context);
                assert_close(&read_floats(&y, context), &expected, 0.0, 0.0, &what);
                if name != "cumprod" {
                    let whole: Vec<i32> = given.iter().map(|&value| value as i32).collect();
                    let y = one(name, &[ints(&whole, &shape, context)], with, context);
                    assert_eq!(y.dtype(), DType::Int32);
                    let expected: Vec<i32> = expected.iter().map(|&value| value as i32).collect();
                    assert_eq!(read_ints(&y, context), expected, "integers: {what}");
                }
            }
        }
    }
}

#[test]
fn what_is_not_a_number_stays_in_all_later_blocks() {
    let _turn = turn();
    for context in contexts() {
        let mut given = values("cumsum", 2000);
        given[600] = f32::NAN;
        let x = floats(&given, &[2000], context);
        for name in OPS {
            let y = read_floats(&one(name, std::slice::from_ref(&x), json!({"axis": 0}), context), context);
            let broken = |place: usize| y[place].is_nan();
            assert!((600..2000).all(broken), "{name} on {:?}", context.backend);
            assert!(!(0..600).any(broken), "{name} on {:?}", context.backend);
        }
    }
}
