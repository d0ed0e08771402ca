//! Reductions, running values, sorting and host ops on both backends, with gradients.

use crate::support::{
    assert_close, attrs, bools, contexts, floats, gradients, ints, one, read_bools, read_floats, read_ints,
    run, turn,
};
use p_vision::ops::host::execute_host;
use p_vision::tensor::Tensor;
use serde_json::{Value, json};

const CUBE: [f32; 24] = [
    0.5, -1.0, 2.0, 3.5, 0.25, -0.75, 1.5, 2.5, -2.0, 1.0, 0.1, 0.9, 4.0, -3.0, 2.2, 1.1, 0.6, -0.4, 0.7,
    1.9, -1.3, 2.8, 0.2, -0.6,
];

/// Values of a (2, 3, 4) cube that fall into each place of the result.
fn groups(axes: &[usize]) -> Vec<Vec<usize>> {
    let mut found: Vec<(Vec<usize>, Vec<usize>)> = vec![];
    for index in 0..24 {
        let place = [index / 12, index / 4 % 3, index % 4];
        let kept: Vec<usize> = (0..3).filter(|axis| !axes.contains(axis)).map(|axis| place[axis]).collect();
        match found.iter_mut().find(|(key, _)| *key == kept) {
            Some((_, members)) => members.push(index),
            None => found.push((kept, vec![index])),
        }
    }
    found.into_iter().map(|(_, members)| members).collect()
}

fn reference(name: &str, values: &[f64]) -> f64 {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let variance = values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / count;
    match name {
        "sum" => mean * count,
        "mean" => mean,
        "prod" => values.iter().product(),
        "max" => values.iter().copied().fold(f64::MIN, f64::max),
        "min" => values.iter().copied().fold(f64::MAX, f64::min),
        "var" => variance,
        "std" => variance.sqrt(),
        "logsumexp" => values.iter().map(|x| x.exp()).sum::<f64>().ln(),
        _ => unreachable!(),
    }
}

#[test]
fn reductions_over_any_axes_with_gradients() {
    let _turn = turn();
    let names = ["sum", "mean", "prod", "max", "min", "var", "std", "logsumexp"];
    let choices: [(Value, Vec<usize>); 7] = [
        (json!(null), vec![0, 1, 2]),
        (json!([0]), vec![0]),
        (json!([1]), vec![1]),
        (json!([-1]), vec![2]),
        (json!([0, 2]), vec![0, 2]),
        (json!([2, 1]), vec![1, 2]),
        (json!([0, 1]), vec![0, 1]),
    ];
    for context in contexts() {
        for name in names {
            for (given, axes) in &choices {
                let what = format!("{name} over {given} on {:?}", context.backend);
                let x = floats(&CUBE, &[2, 3, 4], context).watched().unwrap();
                let y =
                    one(name, std::slice::from_ref(&x), json!({"axes": given, "keepdims": true}), context);
                let kept: Vec<usize> =
                    (0..3).map(|axis| if axes.contains(&axis) { 1 } else { [2, 3, 4][axis] }).collect();
                assert_eq!(y.shape(), kept, "{what}");
                let groups = groups(axes);
                let value = |members: &[usize], moved: usize, by: f64| {
                    let values: Vec<f64> = members
                        .iter()
                        .map(|&i| f64::from(CUBE[i]) + if i == moved { by } else { 0.0 })
                        .collect();
                    reference(name, &values)
                };
                let expected: Vec<f32> = groups.iter().map(|group| value(group, 99, 0.0) as f32).collect();
                assert_close(&read_floats(&y, context), &expected, 2e-5, 1e-6, &what);
                let weights: Vec<f32> = (0..groups.len()).map(|i| i as f32 * 0.5 + 1.0).collect();
                let found = gradients(&y, &weights, &[&x], context).remove(0).unwrap();
                let mut slopes = [0f32; 24];
                for (group, weight) in groups.iter().zip(&weights) {
                    for &i in group {
                        let slope = (value(group, i, 1e-5) - value(group, i, -1e-5)) / 2e-5;
                        slopes[i] = (slope * f64::from(*weight)) as f32;
                    }
                }
                assert_close(&found, &slopes, 1e-3, 1e-4, &format!("slope of {what}"));
            }
        }
    }
}

#[test]
fn products_with_zeros_have_right_gradients() {
    let _turn = turn();
    for context in contexts() {
        for (values, expected) in [
            ([2.0, 0.0, 3.0], [0.0, 6.0, 0.0]),
            ([0.0, 0.0, 3.0], [0.0; 3]),
            ([1.0, 2.0, 3.0], [6.0, 3.0, 2.0]),
        ] {
            let x = floats(&values, &[3], context).watched().unwrap();
            let y = one("prod", std::slice::from_ref(&x), json!({}), context);
            assert!(y.shape().is_empty());
            assert_eq!(gradients(&y, &[1.0], &[&x], context), [Some(expected.to_vec())]);
        }
        let x = floats(&[2.0, 0.0, 3.0], &[3], context).watched().unwrap();
        let y = one("cumprod", std::slice::from_ref(&x), json!({"axis": 0}), context);
        assert_eq!(read_floats(&y, context), [2.0, 0.0, 0.0]);
        assert_eq!(gradients(&y, &[1.0; 3], &[&x], context), [Some(vec![1.0, 8.0, 0.0])]);
    }
}

#[test]
fn ties_are_shared_and_not_a_number_wins() {
    let _turn = turn();
    for context in contexts() {
        let x = floats(&[1.0, 3.0, 3.0, 2.0], &[4], context).watched().unwrap();
        let y = one("max", std::slice::from_ref(&x), json!({}), context);
        assert_eq!(gradients(&y, &[1.0], &[&x], context), [Some(vec![0.0, 0.5, 0.5, 0.0])]);
        let x = floats(&[1.0, f32::NAN, 5.0, 2.0, 1.0, 0.0], &[2, 3], context);
        for name in ["max", "min", "sum"] {
            let y = read_floats(&one(name, std::slice::from_ref(&x), json!({"axes": [1]}), context), context);
            assert!(y[0].is_nan() && !y[1].is_nan(), "{name} on {:?}: {y:?}", context.backend);
        }
        for (name, expected) in [("argmax", [1, 0]), ("argmin", [1, 2])] {
            let y = one(name, std::slice::from_ref(&x), json!({"axis": 1}), context);
            assert_eq!(read_ints(&y, context), expected, "{name} on {:?}", context.backend);
        }
        let empty = floats(&[f32::NEG_INFINITY; 2], &[2], context);
        let y = one("logsumexp", &[empty], json!({}), context);
        assert_eq!(read_floats(&y, context), [f32::NEG_INFINITY]);
    }
}

#[test]
fn indices_of_extremes_are_the_lowest() {
    let _turn = turn();
    let values = [3, 7, 7, 1, 1, 7, 2, 2, 2, 9, 9, 0];
    for context in contexts() {
        for tensor in [ints(&values, &[3, 4], context), floats(&values.map(|x| x as f32), &[3, 4], context)] {
            let index =
                |name, with| read_ints(&one(name, std::slice::from_ref(&tensor), with, context), context);
            assert_eq!(index("argmax", json!({"axis": -1})), [1, 1, 1]);
            assert_eq!(index("argmin", json!({"axis": -1})), [3, 0, 3]);
            assert_eq!(index("argmax", json!({"axis": 0})), [0, 2, 2, 1]);
            assert_eq!(index("argmax", json!({})), [9]);
            assert_eq!(index("argmin", json!({"keepdims": true})), [11]);
        }
        let truth = bools(&[false, true, true], &[3], context);
        assert_eq!(read_ints(&one("argmax", &[truth], json!({"axis": 0}), context), context), [1]);
    }
}

#[test]
fn integers_and_truth_values_reduce() {
    let _turn = turn();
    for context in contexts() {
        let x = ints(&[1, -2, 3, 4], &[2, 2], context);
        let value = |name, with| read_ints(&one(name, std::slice::from_ref(&x), with, context), context);
        assert_eq!(value("sum", json!({"axes": [0]})), [4, 2]);
        assert_eq!(value("prod", json!({})), [-24]);
        assert_eq!(value("max", json!({"axes": [1]})), [1, 4]);
        assert_eq!(value("min", json!({"axes": [1]})), [-2, 3]);
        let mean = one("mean", std::slice::from_ref(&x), json!({}), context);
        assert_eq!(read_floats(&mean, context), [1.5]);
        let truth = bools(&[true, false, true, true], &[2, 2], context);
        let value = |name, with| one(name, std::slice::from_ref(&truth), with, context);
        assert_eq!(read_bools(&value("any", json!({"axes": [0]})), context), [true, true]);
        assert_eq!(read_bools(&value("all", json!({"axes": [1]})), context), [false, true]);
        assert_eq!(read_bools(&value("max", json!({})), context), [true]);
        assert_eq!(read_ints(&value("sum", json!({})), context), [3]);
        let single = floats(&[5.0], &[], context);
        for name in ["sum", "mean", "max", "std"] {
            let y = one(name, std::slice::from_ref(&single), json!({}), context);
            assert!(y.shape().is_empty(), "{name}");
        }
    }
}

#[test]
fn running_values() {
    let _turn = turn();
    for context in contexts() {
        let x = floats(&[1.0, 3.0, 2.0, 4.0], &[4], context).watched().unwrap();
        let run = |name, with| one(name, std::slice::from_ref(&x), with, context);
        assert_eq!(read_floats(&run("cumsum", json!({"axis": 0})), context), [1.0, 4.0, 6.0, 10.0]);
        assert_eq!(read_floats(&run("cumprod", json!({"axis": 0})), context), [1.0, 3.0, 6.0, 24.0]);
        assert_eq!(read_floats(&run("cummax", json!({"axis": 0})), context), [1.0, 3.0, 3.0, 4.0]);
        assert_eq!(
            read_floats(&run("cummin", json!({"axis": 0, "reverse": true})), context),
            [1.0, 2.0, 2.0, 4.0]
        );
        let y = run("cumsum", json!({"axis": 0, "exclusive": true, "reverse": true}));
        assert_eq!(read_floats(&y, context), [9.0, 6.0, 4.0, 0.0]);
        let found = gradients(&y, &[1.0, 2.0, 3.0, 4.0], &[&x], context);
        assert_eq!(found, [Some(vec![0.0, 1.0, 3.0, 6.0])]);
        let y = run("cummax", json!({"axis": 0}));
        assert_eq!(gradients(&y, &[1.0, 2.0, 3.0, 4.0], &[&x], context), [Some(vec![1.0, 5.0, 0.0, 4.0])]);
        let whole = ints(&[1, 2, 3, 4], &[2, 2], context);
        let y = one("cumsum", &[whole], json!({"axis": 0}), context);
        assert_eq!(read_ints(&y, context), [1, 2, 4, 6]);
    }
}

#[test]
fn sorting_keeps_the_order_of_equals() {
    let _turn = turn();
    let values = [2.0, f32::NAN, -1.0, 2.0, f32::INFINITY, 0.0, -0.0, f32::NEG_INFINITY, 2.0, 7.0];
    for context in contexts() {
        let x = floats(&values, &[10], context);
        let up = read_ints(&one("argsort", std::slice::from_ref(&x), json!({}), context), context);
        assert_eq!(up, [7, 2, 5, 6, 0, 3, 8, 9, 4, 1], "{:?}", context.backend);
        let down = read_ints(
            &one("argsort", std::slice::from_ref(&x), json!({"descending": true}), context),
            context,
        );
        assert_eq!(down, [1, 4, 9, 0, 3, 8, 5, 6, 2, 7], "{:?}", context.backend);

        let table = ints(&[3, 1, 2, i32::MAX, i32::MIN, 0], &[2, 3], context);
        let sorted = |with| read_ints(&one("sort", std::slice::from_ref(&table), with, context), context);
        assert_eq!(sorted(json!({"axis": 1})), [1, 2, 3, i32::MIN, 0, i32::MAX]);
        assert_eq!(sorted(json!({"axis": 0})), [3, i32::MIN, 0, i32::MAX, 1, 2]);
        assert_eq!(sorted(json!({"axis": -1, "descending": true})), [3, 2, 1, i32::MAX, 0, i32::MIN]);
    }
}

#[test]
fn sorting_long_lines() {
    let _turn = turn();
    for context in contexts() {
        let length = 100;
        let values: Vec<f32> = (0..3 * length).map(|i| ((i * 7919) % 61) as f32 - 30.0).collect();
        let x = floats(&values, &[3, length], context);
        let found = read_floats(&one("sort", &[x], json!({}), context), context);
        for lane in 0..3 {
            let mut expected = values[lane * length..(lane + 1) * length].to_vec();
            expected.sort_by(f32::total_cmp);
            assert_eq!(found[lane * length..(lane + 1) * length], expected);
        }
    }
}

#[test]
fn sorted_values_have_gradients() {
    let _turn = turn();
    for context in contexts() {
        let x = floats(&[3.0, 1.0, 2.0, 5.0, 6.0, 4.0], &[2, 3], context).watched().unwrap();
        let y = one("sort", std::slice::from_ref(&x), json!({"axis": 1}), context);
        let found = gradients(&y, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &[&x], context);
        assert_eq!(found, [Some(vec![3.0, 1.0, 2.0, 5.0, 6.0, 4.0])]);
        let outputs = run("top_k", std::slice::from_ref(&x), json!({"k": 2}), context).unwrap();
        assert_eq!(read_floats(&outputs[0], context), [3.0, 2.0, 6.0, 5.0]);
        assert_eq!(read_ints(&outputs[1], context), [0, 2, 1, 0]);
        let found = gradients(&outputs[0], &[1.0, 2.0, 3.0, 4.0], &[&x], context);
        assert_eq!(found, [Some(vec![1.0, 0.0, 2.0, 4.0, 3.0, 0.0])]);
        let tied = floats(&[1.0, 2.0, 2.0, 2.0], &[4], context);
        let outputs = run("top_k", &[tied], json!({"k": 2}), context).unwrap();
        assert_eq!(read_ints(&outputs[1], context), [1, 2]);
    }
}

fn host(name: &str, inputs: &[Tensor], with: Value, context: &p_vision::device::Context) -> Vec<Tensor> {
    pollster::block_on(execute_host(name, inputs, &attrs(with), context)).unwrap()
}

#[test]
fn results_whose_shape_depends_on_values() {
    let _turn = turn();
    for context in contexts() {
        let x = floats(&[0.0, 2.0, -1.0, 0.0, 0.0, 2.0], &[2, 3], context).watched().unwrap();
        let found = host("nonzero", std::slice::from_ref(&x), json!({}), context);
        assert_eq!(found[0].shape(), [3, 2]);
        assert_eq!(read_ints(&found[0], context), [0, 1, 0, 2, 1, 2]);

        let with = json!({"return_inverse": true, "return_counts": true});
        let found = host("unique", std::slice::from_ref(&x), with, context);
        assert_eq!(read_floats(&found[0], context), [-1.0, 0.0, 2.0]);
        assert_eq!(read_ints(&found[1], context), [1, 2, 0, 1, 1, 2]);
        assert_eq!(read_ints(&found[2], context), [1, 3, 2]);

        let mask = bools(&[false, true], &[2], context);
        let found = host("boolean_mask", &[x.clone(), mask], json!({}), context).remove(0);
        assert_eq!(found.shape(), [1, 3]);
        assert_eq!(
            gradients(&found, &[1.0, 2.0, 3.0], &[&x], context),
            [Some(vec![0.0, 0.0, 0.0, 1.0, 2.0, 3.0])]
        );
        let nothing = bools(&[false, false], &[2], context);
        let error =
            pollster::block_on(execute_host("boolean_mask", &[x, nothing], &attrs(json!({})), context));
        assert_eq!(error.unwrap_err().code, "empty_tensor");
    }
}
