//! Random numbers: the same on both backends and in every call, with the right distributions.

use crate::support::{assert_close, cpu, ints, one, read_floats, read_ints, run, turn, wgpu};
use serde_json::{Value, json};

fn draw(
    name: &str,
    key: [i32; 2],
    mut with: Value,
    shape: &[usize],
    context: &p_vision::device::Context,
) -> Vec<f32> {
    with["shape"] = json!(shape);
    read_floats(&one(name, &[ints(&key, &[2], context)], with, context), context)
}

fn moments(values: &[f32]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().map(|&x| f64::from(x)).sum::<f64>() / count;
    (mean, values.iter().map(|&x| (f64::from(x) - mean).powi(2)).sum::<f64>() / count)
}

#[test]
fn the_same_key_gives_the_same_numbers() {
    let first = draw("random_uniform", [1, 2], json!({}), &[100], cpu());
    assert_eq!(first, draw("random_uniform", [1, 2], json!({}), &[10, 10], cpu()));
    assert_ne!(first, draw("random_uniform", [1, 3], json!({}), &[100], cpu()));
    assert_ne!(first, draw("random_uniform", [2, 2], json!({}), &[100], cpu()));
}

#[test]
fn both_backends_give_the_same_bits() {
    let _turn = turn();
    let Some(gpu) = wgpu() else { return };
    for key in [[0, 0], [7, -3], [i32::MIN, i32::MAX]] {
        let bits = |context| {
            let with = json!({"shape": [1000]});
            read_ints(&one("random_bits", &[ints(&key, &[2], context)], with, context), context)
        };
        assert_eq!(bits(cpu()), bits(gpu));
        assert_eq!(
            draw("random_uniform", key, json!({}), &[999], cpu()),
            draw("random_uniform", key, json!({}), &[999], gpu)
        );
        for (low, high) in [(0i64, 10i64), (-5, 1_000_000_007), (i64::from(i32::MIN), 1i64 << 31)] {
            let whole = |context| {
                let with = json!({"shape": [500], "low": low, "high": high});
                read_ints(&one("random_integers", &[ints(&key, &[2], context)], with, context), context)
            };
            assert_eq!(whole(cpu()), whole(gpu));
        }
        for name in ["random_normal", "random_truncated_normal"] {
            let (left, right) =
                (draw(name, key, json!({}), &[2000], cpu()), draw(name, key, json!({}), &[2000], gpu));
            assert_close(&left, &right, 1e-4, 1e-5, name);
        }
    }
}

#[test]
fn distributions_have_their_moments() {
    let count = 200_000;
    let uniform = draw("random_uniform", [5, 6], json!({}), &[count], cpu());
    assert!(uniform.iter().all(|x| (0.0..1.0).contains(x)));
    let (mean, variance) = moments(&uniform);
    assert!((mean - 0.5).abs() < 3e-3 && (variance - 1.0 / 12.0).abs() < 1e-3, "{mean} {variance}");

    let normal = draw("random_normal", [5, 7], json!({}), &[count], cpu());
    let (mean, variance) = moments(&normal);
    assert!(mean.abs() < 1e-2 && (variance - 1.0).abs() < 2e-2, "{mean} {variance}");
    let beyond = normal.iter().filter(|x| x.abs() > 1.96).count() as f64 / count as f64;
    assert!((beyond - 0.05).abs() < 3e-3, "{beyond}");

    let cut = draw("random_truncated_normal", [5, 8], json!({}), &[count], cpu());
    assert!(cut.iter().all(|x| x.abs() <= 2.0));
    let (mean, variance) = moments(&cut);
    assert!(mean.abs() < 1e-2 && (variance - 0.7737).abs() < 1e-2, "{mean} {variance}");
}

#[test]
fn integers_fill_their_range_evenly() {
    let with = json!({"low": -2, "high": 5});
    let drawn = draw("random_integers", [1, 1], with, &[70_000], cpu());
    for value in -2..5 {
        let count = drawn.iter().filter(|&&x| x == value as f32).count();
        assert!((9_500..10_500).contains(&count), "{value}: {count}");
    }
}

#[test]
fn neighbouring_keys_and_places_are_unrelated() {
    let count = 20_000;
    let first = draw("random_uniform", [0, 0], json!({}), &[count], cpu());
    let correlation = |other: &[f32]| {
        let product: f64 =
            first.iter().zip(other).map(|(&a, &b)| f64::from(a - 0.5) * f64::from(b - 0.5)).sum();
        12.0 * product / count as f64
    };
    for key in [[0, 1], [1, 0], [1, 1], [0, -1]] {
        let other = draw("random_uniform", key, json!({}), &[count], cpu());
        assert!(correlation(&other).abs() < 0.03, "{key:?}: {}", correlation(&other));
    }
    let mut shifted = first.clone();
    shifted.rotate_left(1);
    assert!(correlation(&shifted).abs() < 0.03);
}

/// Keys count up from 0 as places do: neither may undo the other.
#[test]
fn counted_keys_and_places_never_meet() {
    for seed in [0, 3, 1337] {
        let rows = (0..64).flat_map(|count| {
            let key = ints(&[seed, count], &[2], cpu());
            read_ints(&one("random_bits", &[key], json!({"shape": [64]}), cpu()), cpu())
        });
        let mut bits: Vec<i32> = rows.collect();
        bits.sort_unstable();
        bits.dedup();
        assert_eq!(bits.len(), 64 * 64, "seed {seed}");
    }
}

#[test]
fn bad_requests_are_errors() {
    let context = cpu();
    let key = ints(&[1, 2], &[2], context);
    let code = |name: &str, with: Value| {
        run(name, std::slice::from_ref(&key), with, context).map(|_| ()).unwrap_err().code
    };
    assert_eq!(code("random_uniform", json!({})), "bad_attribute");
    assert_eq!(code("random_uniform", json!({"shape": [0]})), "empty_tensor");
    assert_eq!(code("random_uniform", json!({"shape": [1 << 20, 1 << 20]})), "too_large");
    assert_eq!(code("random_integers", json!({"shape": [2], "low": 3, "high": 3})), "bad_attribute");
    assert_eq!(code("random_integers", json!({"shape": [2], "low": 0, "high": 1i64 << 40})), "bad_attribute");
    let wrong = ints(&[1, 2, 3], &[3], context);
    assert_eq!(
        run("random_bits", &[wrong], json!({"shape": [2]}), context).map(|_| ()).unwrap_err().code,
        "shape_mismatch"
    );
}

#[test]
fn a_dropout_mask_is_quick() {
    let context = cpu();
    let key = ints(&[1, 2], &[2], context);
    let best = (0..20)
        .map(|_| {
            let start = std::time::Instant::now();
            let drawn =
                one("random_uniform", std::slice::from_ref(&key), json!({"shape": [128, 1600]}), context);
            let seconds = start.elapsed().as_secs_f64();
            assert_eq!(drawn.spec.elements(), 204_800);
            seconds
        })
        .fold(f64::MAX, f64::min);
    println!("128 x 1600 uniform numbers: {:.3} ms", best * 1e3);
    assert!(best < 5e-3, "{best} s");
}
