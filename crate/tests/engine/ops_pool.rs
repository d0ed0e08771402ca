//! Pooling and resizing against plain loops and finite differences.

use crate::support::slopes::{Probe, filled};
use crate::support::{assert_close, cpu, floats, one, read_floats, run, turn, wgpu};
use serde_json::{Value, json};
use std::slice::from_ref;

fn cases() -> Vec<(Value, Vec<usize>)> {
    vec![
        (json!({"pool_size": [2, 2]}), vec![2, 6, 4, 3]),
        (json!({"pool_size": [2, 2]}), vec![2, 5, 7, 3]),
        (json!({"pool_size": [2, 2], "padding": "same"}), vec![2, 5, 7, 3]),
        (json!({"pool_size": [3, 2], "strides": [2, 1], "padding": "same"}), vec![1, 6, 5, 2]),
        (json!({"pool_size": [3, 3], "strides": [1, 1]}), vec![1, 5, 5, 2]),
        (json!({"pool_size": [3, 3], "strides": [2, 2], "padding": [[1, 0], [2, 1]]}), vec![1, 6, 6, 2]),
        (json!({"pool_size": [3], "strides": [2], "padding": "same"}), vec![2, 7, 3]),
        (json!({"pool_size": [2, 2, 2]}), vec![1, 4, 5, 4, 2]),
        (json!({"pool_size": [2, 3, 2], "strides": [1, 2, 2], "padding": "same"}), vec![1, 3, 5, 4, 2]),
    ]
}

#[test]
fn max_pool_gives_the_largest_and_average_pool_the_mean() {
    let x = floats(&[1., 5., 2., -3., 4., 0., 7., 8., 9.], &[1, 3, 3, 1], cpu());
    let same = json!({"pool_size": [2, 2], "strides": [2, 2], "padding": "same"});
    let largest = one("max_pool", from_ref(&x), same.clone(), cpu());
    assert_close(&read_floats(&largest, cpu()), &[5., 2., 8., 9.], 0.0, 0.0, "max_pool");
    let mean = one("average_pool", &[x], same, cpu());
    assert_close(&read_floats(&mean, cpu()), &[1.75, 1.0, 7.5, 9.0], 1e-6, 0.0, "average_pool");
    let negative = floats(&[-5., -4., -3.], &[1, 3, 1], cpu());
    let same = json!({"pool_size": [3], "strides": [1], "padding": "same"});
    let largest = one("max_pool", &[negative], same, cpu());
    assert_close(&read_floats(&largest, cpu()), &[-4., -3., -3.], 0.0, 0.0, "padding takes no part");
}

#[test]
fn pools_have_the_right_gradients() {
    for (with, shape) in cases() {
        Probe::new("average_pool", with.clone(), &[&shape]).check();
        // Values lie at least 1/505 apart: a step must not change the order.
        Probe { step: 0.0005, ..Probe::new("max_pool", with, &[&shape]) }.check();
    }
}

#[test]
fn max_pool_gives_the_gradient_to_the_first_of_equals() {
    let probe = Probe {
        inputs: vec![(vec![1.0; 4], vec![1, 2, 2, 1])],
        ..Probe::new("max_pool", json!({"pool_size": [2, 2]}), &[])
    };
    let gradient = &probe.gradients(cpu())[0];
    assert!(gradient[0] != 0.0 && gradient[1..].iter().all(|&value| value == 0.0), "{gradient:?}");
}

#[test]
fn pools_are_the_same_on_the_graphics_card() {
    let Some(context) = wgpu() else { return };
    let _turn = turn();
    for (with, shape) in cases() {
        Probe::new("average_pool", with.clone(), &[&shape]).check_same(context);
        Probe::new("max_pool", with, &[&shape]).check_same(context);
    }
}

#[test]
fn pools_refuse_what_does_not_fit() {
    let refused = |shape: &[usize], with: Value, code: &str| {
        let error = run("max_pool", &[floats(&filled(shape).0, shape, cpu())], with.clone(), cpu());
        assert_eq!(error.expect_err("must be refused").code, code, "{with}");
    };
    refused(&[1, 2, 2, 1], json!({"pool_size": [3, 3]}), "shape_mismatch");
    refused(&[1, 2, 2, 1], json!({"pool_size": [2]}), "bad_attribute");
    refused(&[1, 2, 2, 1], json!({"pool_size": [0, 2]}), "bad_attribute");
    refused(&[1, 2, 2, 1], json!({}), "bad_attribute");
    refused(&[2, 2], json!({"pool_size": []}), "shape_mismatch");
    refused(&[1, 4, 4, 1], json!({"pool_size": [2, 2], "padding": [[2, 0], [0, 0]]}), "shape_mismatch");
}

fn sizes() -> Vec<(Vec<usize>, [usize; 2])> {
    vec![
        (vec![2, 3, 4, 2], [6, 8]),
        (vec![1, 5, 7, 2], [3, 3]),
        (vec![1, 4, 4, 1], [7, 2]),
        (vec![1, 1, 3, 2], [4, 3]),
    ]
}

#[test]
fn resize_samples_at_half_pixels() {
    let x = floats(&[0., 1., 2., 3.], &[1, 2, 2, 1], cpu());
    let with = |interpolation: &str| json!({"size": [4, 4], "interpolation": interpolation});
    let nearest = one("resize", from_ref(&x), with("nearest"), cpu());
    let expected = [0., 0., 1., 1., 0., 0., 1., 1., 2., 2., 3., 3., 2., 2., 3., 3.];
    assert_close(&read_floats(&nearest, cpu()), &expected, 0.0, 0.0, "nearest");
    let bilinear = one("resize", &[x], with("bilinear"), cpu());
    let row = |start: f32| [start, start + 0.25, start + 0.75, start + 1.0];
    let expected = [row(0.0), row(0.5), row(1.5), row(2.0)].concat();
    assert_close(&read_floats(&bilinear, cpu()), &expected, 1e-6, 1e-6, "bilinear");
}

#[test]
fn resize_has_the_right_gradients() {
    for (shape, size) in sizes() {
        for interpolation in ["nearest", "bilinear"] {
            let with = json!({"size": size, "interpolation": interpolation});
            Probe::new("resize", with, &[&shape]).check();
        }
    }
}

#[test]
fn resize_is_the_same_on_the_graphics_card() {
    let Some(context) = wgpu() else { return };
    let _turn = turn();
    for (shape, size) in sizes() {
        let with = json!({"size": size, "interpolation": "bilinear"});
        Probe::new("resize", with, &[&shape]).check_same(context);
    }
}
