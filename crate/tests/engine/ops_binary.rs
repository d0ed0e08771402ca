//! Ops of two tensors, or of a tensor and a number, on both backends: values, dtypes, gradients.

use crate::support::{
    assert_close, contexts, floats, gradients, ints, one, read_bools, read_floats, read_ints, run, turn,
};
use p_vision::device::Context;
use p_vision::tensor::Tensor;
use serde_json::{Value, json};

fn binary_ints(name: &str, a: &[i32], b: &[i32]) -> Vec<Vec<i32>> {
    let run = |context: &&'static Context| {
        let inputs = [ints(a, &[a.len()], context), ints(b, &[b.len()], context)];
        read_ints(&one(name, &inputs, json!({}), context), context)
    };
    contexts().iter().map(run).collect()
}

#[test]
fn integers_never_stop() {
    let _turn = turn();
    let a = [7, -7, 7, -7, 5, i32::MIN, i32::MIN, i32::MAX, 0];
    let b = [2, 2, -2, -2, 0, -1, 0, 2, 3];
    let expected: &[(&str, [i32; 9])] = &[
        ("floor_divide", [3, -4, -4, 3, 0, i32::MIN, 0, 1_073_741_823, 0]),
        ("mod", [1, 1, -1, -1, 0, 0, 0, 1, 0]),
        ("add", [9, -5, 5, -9, 5, i32::MAX, i32::MIN, i32::MIN + 1, 3]),
        ("multiply", [14, -14, -14, 14, 0, i32::MIN, 0, -2, 0]),
        ("power", [49, 49, 0, 0, 1, 0, 1, 1, 0]),
        ("maximum", [7, 2, 7, -2, 5, -1, 0, i32::MAX, 3]),
        ("minimum", [2, -7, -2, -7, 0, i32::MIN, i32::MIN, 2, 0]),
        ("right_shift", [1, 1_073_741_822, 0, 0, 5, 0, i32::MIN, 536_870_911, 0]),
        ("left_shift", [28, -28, 0, 0, 5, 0, i32::MIN, -4, 0]),
        ("bitwise_xor", [5, -5, -7, 7, 5, i32::MAX, i32::MIN, i32::MAX - 2, 3]),
    ];
    for (name, values) in expected {
        for found in binary_ints(name, &a, &b) {
            assert_eq!(found, values, "{name}");
        }
    }
    for context in contexts() {
        let x = ints(&[i32::MIN, -3, 4], &[3], context);
        let y = one("abs", std::slice::from_ref(&x), json!({}), context);
        assert_eq!(read_ints(&y, context), [i32::MIN, 3, 4]);
        let y = one("negative", &[x], json!({}), context);
        assert_eq!(read_ints(&y, context), [i32::MIN, 3, -4]);
    }
}

#[test]
fn float_remainders_have_the_sign_of_the_divisor() {
    let _turn = turn();
    let a = [7.5, -7.5, 7.5, -7.5, 3.0, -1.0];
    let b = [2.0, 2.0, -2.0, -2.0, 0.1, 3.0];
    for context in contexts() {
        let inputs = [floats(&a, &[6], context), floats(&b, &[6], context)];
        let rest = read_floats(&one("mod", &inputs, json!({}), context), context);
        assert_close(&rest[..4], &[1.5, 0.5, -0.5, -1.5], 1e-6, 0.0, "mod");
        assert_close(&rest[5..], &[2.0], 1e-6, 0.0, "mod");
        let whole = read_floats(&one("floor_divide", &inputs, json!({}), context), context);
        assert_close(&whole[..4], &[3.0, -4.0, -4.0, 3.0], 0.0, 0.0, "floor_divide");
        assert_close(&whole[5..], &[-1.0], 0.0, 0.0, "floor_divide");
    }
}

#[test]
fn numbers_promote_as_documented() {
    let context = crate::support::cpu();
    let dtype = |name: &str, tensor: &Tensor, with: Value| {
        run(name, std::slice::from_ref(tensor), with, context).unwrap()[0].dtype().name()
    };
    let whole = ints(&[1, 2], &[2], context);
    let real = floats(&[1.0, 2.0], &[2], context);
    let truth = crate::support::bools(&[true, false], &[2], context);
    assert_eq!(dtype("add", &whole, json!({"right": 2})), "int32");
    assert_eq!(dtype("add", &whole, json!({"right": 2.0})), "float32");
    assert_eq!(dtype("add", &real, json!({"left": 2})), "float32");
    assert_eq!(dtype("multiply", &truth, json!({"right": 2})), "int32");
    assert_eq!(dtype("divide", &whole, json!({"right": 2})), "float32");
    assert_eq!(dtype("less", &whole, json!({"right": 2.5})), "bool");
    let less = run("less", std::slice::from_ref(&whole), json!({"right": 1.5}), context).unwrap().remove(0);
    assert_eq!(read_bools(&less, context), [true, false]);
    let power = run("power", &[whole], json!({"left": 2}), context).unwrap().remove(0);
    assert_eq!(read_ints(&power, context), [2, 4]);
}

type Reference = fn(f64, f64) -> f64;

#[test]
fn pairs_have_gradients_through_broadcasting() {
    let _turn = turn();
    let cases: &[(&str, Reference)] = &[
        ("add", |a, b| a + b),
        ("subtract", |a, b| a - b),
        ("multiply", |a, b| a * b),
        ("divide", |a, b| a / b),
        ("power", f64::powf),
        ("maximum", f64::max),
        ("minimum", f64::min),
        ("arctan2", f64::atan2),
        ("mod", |a, b| a - (a / b).floor() * b),
    ];
    let a = [0.3f32, 1.7, 2.9, 4.2, 5.5, 0.8];
    let b = [1.3f32, 0.6, 2.2];
    for context in contexts() {
        for (name, reference) in cases {
            let left = floats(&a, &[2, 3], context).watched().unwrap();
            let right = floats(&b, &[3], context).watched().unwrap();
            let y = one(name, &[left.clone(), right.clone()], json!({}), context);
            let expected: Vec<f32> =
                (0..6).map(|i| reference(f64::from(a[i]), f64::from(b[i % 3])) as f32).collect();
            let what = format!("{name} on {:?}", context.backend);
            assert_close(&read_floats(&y, context), &expected, 1e-5, 1e-6, &what);
            let found = gradients(&y, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &[&left, &right], context);
            let h = 1e-6;
            let slope = |i: usize, first: bool| {
                let (x, y) = (f64::from(a[i]), f64::from(b[i % 3]));
                let step = |by: f64| if first { reference(x + by, y) } else { reference(x, y + by) };
                (step(h) - step(-h)) / (2.0 * h) * (i + 1) as f64
            };
            let expected_a: Vec<f32> = (0..6).map(|i| slope(i, true) as f32).collect();
            let expected_b: Vec<f32> =
                (0..3).map(|i| (slope(i, false) + slope(i + 3, false)) as f32).collect();
            assert_close(found[0].as_ref().unwrap(), &expected_a, 1e-3, 1e-4, &format!("{what}, first"));
            assert_close(found[1].as_ref().unwrap(), &expected_b, 1e-3, 1e-4, &format!("{what}, second"));
        }
    }
}

#[test]
fn powers_of_negative_and_zero() {
    let _turn = turn();
    for context in contexts() {
        let base = floats(&[-2.0, -2.0, -3.0, 0.0, 0.0, 2.0], &[6], context).watched().unwrap();
        let exponent = floats(&[2.0, 3.0, 1.0, 0.0, 2.0, -1.0], &[6], context).watched().unwrap();
        let y = one("power", &[base.clone(), exponent.clone()], json!({}), context);
        let what = format!("power on {:?}", context.backend);
        assert_close(&read_floats(&y, context), &[4.0, -8.0, -3.0, 1.0, 0.0, 0.5], 1e-5, 0.0, &what);
        let found = gradients(&y, &[1.0; 6], &[&base, &exponent], context);
        assert_close(found[0].as_ref().unwrap(), &[-4.0, 12.0, 1.0, 0.0, 0.0, -0.25], 1e-5, 0.0, &what);
        assert_close(&found[1].as_ref().unwrap()[3..5], &[0.0, 0.0], 0.0, 0.0, &what);
        for (exponent, slope) in
            [(2.0, -4.0), (3.0, 12.0), (1.0, 1.0), (0.0, 0.0), (-1.0, -0.25), (4.0, -32.0)]
        {
            let x = floats(&[-2.0], &[1], context).watched().unwrap();
            let y = one("power", std::slice::from_ref(&x), json!({"right": exponent}), context);
            assert_close(&read_floats(&y, context), &[(-2f32).powf(exponent)], 1e-5, 0.0, &what);
            let gradient = gradients(&y, &[1.0], &[&x], context).remove(0).unwrap();
            assert_close(&gradient, &[slope], 1e-5, 0.0, &format!("{what}, exponent {exponent}"));
        }
    }
}
