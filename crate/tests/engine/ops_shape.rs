//! Ops that make, move, join and pick elements: values, gradients, refusals.

use crate::support::slopes::Probe;
use crate::support::{bools, contexts, cpu, floats, ints, one, read_bools, read_ints, run, turn, wgpu};
use p_vision::device::Context;
use p_vision::error::EngineError;
use p_vision::spec::{DType, Spec};
use p_vision::tensor::Tensor;
use serde_json::{Value, json};
use std::slice::from_ref;

/// 0, 1, 2, ... in a shape.
fn counted(shape: &[usize], context: &Context) -> Tensor {
    ints(&(0..shape.iter().product::<usize>() as i32).collect::<Vec<_>>(), shape, context)
}

/// Checks an int op on every backend, and that floats and bools go the same way.
#[track_caller]
fn check(name: &str, shape: &[usize], with: Value, expected_shape: &[usize], expected: &[i32]) {
    let _turn = turn();
    for context in contexts() {
        let what = format!("{name} {with} on {}", context.backend.name());
        let x = counted(shape, context);
        let found = one(name, from_ref(&x), with.clone(), context);
        assert_eq!(found.spec, Spec::new(DType::Int32, expected_shape), "{what}");
        assert_eq!(read_ints(&found, context), expected, "{what}");
        let found = one(name, &[x.cast(DType::Float32, context)], with.clone(), context);
        assert_eq!(found.spec, Spec::float(expected_shape), "{what}");
        assert_eq!(read_ints(&found, context), expected, "{what}");
        let odd = |value: &i32| value % 2 == 1;
        let odds: Vec<bool> = read_ints(&x, context).iter().map(odd).collect();
        let found = one(name, &[bools(&odds, shape, context)], with.clone(), context);
        assert_eq!(
            read_bools(&found, context),
            expected.iter().map(odd).collect::<Vec<_>>(),
            "{what} of bools"
        );
    }
}

#[track_caller]
fn refused(name: &str, inputs: &[Tensor], with: Value, code: &str) -> EngineError {
    let error = run(name, inputs, with.clone(), cpu()).expect_err(&format!("{name} {with} must be refused"));
    assert_eq!(error.code, code, "{name} {with}: {error}");
    assert_eq!(error.fields["op"], name);
    error
}

#[test]
fn new_tensors_have_their_values() {
    let _turn = turn();
    for context in contexts() {
        let made = |name: &str, with: Value| one(name, &[], with, context);
        let full = made("full", json!({"shape": [2, 2], "value": 3, "dtype": "int32"}));
        assert_eq!(read_ints(&full, context), [3; 4]);
        let infinite = made("full", json!({"shape": [], "value": "-inf", "dtype": "float32"}));
        assert_eq!(crate::support::read_floats(&infinite, context), [f32::NEG_INFINITY]);
        assert_eq!(infinite.shape(), [0usize; 0]);
        let truth = made("full", json!({"shape": [2], "value": true, "dtype": "bool"}));
        assert_eq!(read_bools(&truth, context), [true; 2]);
        let range = made("arange", json!({"start": 5, "stop": -2, "step": -3, "dtype": "int32"}));
        assert_eq!(read_ints(&range, context), [5, 2, -1]);
        let range = made("arange", json!({"stop": 1.0, "step": 0.25, "dtype": "float32"}));
        assert_eq!(crate::support::read_floats(&range, context), [0.0, 0.25, 0.5, 0.75]);
        let eye = made("eye", json!({"n": 2, "m": 3, "k": 1, "dtype": "float32"}));
        assert_eq!(read_ints(&eye, context), [0, 1, 0, 0, 0, 1]);
    }
    refused("arange", &[], json!({"stop": 3, "step": 0, "dtype": "int32"}), "bad_attribute");
    refused("arange", &[], json!({"stop": 0, "dtype": "int32"}), "empty_tensor");
    refused("arange", &[], json!({"stop": 1e30, "dtype": "float32"}), "too_large");
    refused("full", &[], json!({"shape": [3, 0], "value": 0, "dtype": "int32"}), "empty_tensor");
}

#[test]
fn elements_move() {
    check("reshape", &[2, 3], json!({"shape": [3, -1]}), &[3, 2], &[0, 1, 2, 3, 4, 5]);
    check("reshape", &[1], json!({"shape": []}), &[], &[0]);
    check("transpose", &[2, 3], json!({}), &[3, 2], &[0, 3, 1, 4, 2, 5]);
    check("transpose", &[1, 2, 3], json!({"axes": [1, 2, 0]}), &[2, 3, 1], &[0, 1, 2, 3, 4, 5]);
    check("transpose", &[], json!({}), &[], &[0]);
    check("broadcast_to", &[2, 1], json!({"shape": [2, 2, 2]}), &[2, 2, 2], &[0, 0, 1, 1, 0, 0, 1, 1]);
    check("flip", &[2, 3], json!({"axes": [-1]}), &[2, 3], &[2, 1, 0, 5, 4, 3]);
    check("flip", &[2, 2], json!({}), &[2, 2], &[3, 2, 1, 0]);
    check("roll", &[4], json!({"axis": 0, "shift": 5}), &[4], &[3, 0, 1, 2]);
    check("roll", &[2, 2], json!({"axis": -1, "shift": -1}), &[2, 2], &[1, 0, 3, 2]);
    check("tril", &[3, 3], json!({"k": 0}), &[3, 3], &[0, 0, 0, 3, 4, 0, 6, 7, 8]);
    check("triu", &[2, 3], json!({"k": 1}), &[2, 3], &[0, 1, 2, 0, 0, 5]);
    check("tile", &[2], json!({"repeats": [2, 2]}), &[2, 4], &[0, 1, 0, 1, 0, 1, 0, 1]);
    check("tile", &[2, 2], json!({"repeats": [2]}), &[2, 4], &[0, 1, 0, 1, 2, 3, 2, 3]);
    check("repeat", &[2, 2], json!({"repeats": 2, "axis": 1}), &[2, 4], &[0, 0, 1, 1, 2, 2, 3, 3]);
}

#[test]
fn slices_read_bounds_as_python_does() {
    check("slice", &[6], json!({"starts": [1], "stops": [5], "strides": [2]}), &[2], &[1, 3]);
    check("slice", &[6], json!({"starts": [-2], "stops": [100], "strides": [1]}), &[2], &[4, 5]);
    check("slice", &[6], json!({"starts": [null], "stops": [-1], "strides": [1]}), &[5], &[0, 1, 2, 3, 4]);
    check("slice", &[6], json!({"starts": [4], "stops": [0], "strides": [-2]}), &[2], &[4, 2]);
    check("slice", &[6], json!({"starts": [5], "stops": [-1], "strides": [-2]}), &[3], &[5, 3, 1]);
    check("slice", &[6], json!({"starts": [null], "stops": [null], "strides": [-5]}), &[2], &[5, 0]);
    check("slice", &[6], json!({"starts": [0], "stops": [6], "strides": [7]}), &[1], &[0]);
    check("slice", &[2, 3], json!({"starts": [1, 0], "stops": [2, 2], "squeeze": [0]}), &[2], &[3, 4]);
    check("slice", &[2, 3], json!({"starts": [1, 2], "stops": [2, 3], "squeeze": [0, 1]}), &[], &[5]);
    let x = counted(&[3], cpu());
    refused("slice", from_ref(&x), json!({"starts": [2], "stops": [1]}), "empty_tensor");
    refused("slice", from_ref(&x), json!({"starts": [0], "stops": [2], "squeeze": [0]}), "bad_attribute");
    refused("slice", from_ref(&x), json!({"starts": [0], "strides": [0]}), "bad_attribute");
    let error =
        refused("slice", &[x], json!({"starts": [7], "stops": [8], "squeeze": [0]}), "index_out_of_range");
    assert_eq!(error.fields["size"], 3);
}

#[test]
fn pads_in_every_mode() {
    let with =
        |mode: &str, low: usize, high: usize| json!({"widths": [[low, high]], "mode": mode, "value": 0});
    check("pad", &[3], with("constant", 1, 2), &[6], &[0, 0, 1, 2, 0, 0]);
    check("pad", &[3], with("edge", 1, 2), &[6], &[0, 0, 1, 2, 2, 2]);
    check("pad", &[3], with("reflect", 2, 3), &[8], &[2, 1, 0, 1, 2, 1, 0, 1]);
    check("pad", &[3], with("symmetric", 2, 4), &[9], &[1, 0, 0, 1, 2, 2, 1, 0, 0]);
    check(
        "pad",
        &[1, 2],
        json!({"widths": [[1, 0], [0, 1]], "mode": "reflect"}),
        &[2, 3],
        &[0, 1, 0, 0, 1, 0],
    );
    let x = floats(&[1.0], &[1], cpu());
    let padded =
        one("pad", from_ref(&x), json!({"widths": [[1, 0]], "mode": "constant", "value": 2.5}), cpu());
    assert_eq!(crate::support::read_floats(&padded, cpu()), [2.5, 1.0]);
    refused("pad", from_ref(&x), json!({"widths": [[1, 0], [0, 0]]}), "bad_attribute");
    refused("pad", &[x], json!({"widths": [[1, 0]], "mode": "wrap"}), "bad_attribute");
}

#[test]
fn joins_and_splits() {
    let _turn = turn();
    for context in contexts() {
        let (a, b) = (counted(&[2, 2], context), floats(&[7., 8.], &[2, 1], context));
        let joined = one("concatenate", &[a.clone(), b], json!({"axis": -1}), context);
        assert_eq!(joined.spec, Spec::float(vec![2, 3]));
        assert_eq!(read_ints(&joined, context), [0, 1, 7, 2, 3, 8]);
        let stacked = one("stack", &[a.clone(), a.clone()], json!({"axis": -1}), context);
        assert_eq!(
            (stacked.shape(), read_ints(&stacked, context)),
            (&[2, 2, 2][..], vec![0, 0, 1, 1, 2, 2, 3, 3])
        );
        let scalars = [counted(&[], context), counted(&[], context)];
        assert_eq!(one("stack", &scalars, json!({"axis": 0}), context).shape(), [2]);
        let parts =
            run("split", &[counted(&[5], context)], json!({"indices": [1, 3], "axis": 0}), context).unwrap();
        let parts: Vec<Vec<i32>> = parts.iter().map(|part| read_ints(part, context)).collect();
        assert_eq!(parts, [vec![0], vec![1, 2], vec![3, 4]]);
    }
    let (a, b) = (counted(&[2, 2], cpu()), counted(&[3, 3], cpu()));
    refused("concatenate", &[a.clone(), b.clone()], json!({"axis": 0}), "shape_mismatch");
    refused("concatenate", from_ref(&a), json!({"axis": 2}), "axis_out_of_range");
    refused("concatenate", &[], json!({"axis": 0}), "wrong_count");
    refused("stack", &[a.clone(), b], json!({"axis": 0}), "shape_mismatch");
    refused("split", from_ref(&a), json!({"indices": [0], "axis": 0}), "bad_attribute");
    refused("reshape", from_ref(&a), json!({"shape": [3]}), "shape_mismatch");
    refused("reshape", from_ref(&a), json!({"shape": [-1, -1]}), "bad_attribute");
    refused("reshape", from_ref(&a), json!({"shape": [0, -1]}), "shape_mismatch");
    refused("transpose", from_ref(&a), json!({"axes": [0, 0]}), "bad_attribute");
    refused("broadcast_to", from_ref(&a), json!({"shape": [2]}), "shape_mismatch");
    refused("tril", &[counted(&[3], cpu())], json!({}), "shape_mismatch");
    refused("slice_update", &[a.clone(), a], json!({"starts": [1, 0]}), "shape_mismatch");
}

#[test]
fn picks_and_writes_by_index() {
    let _turn = turn();
    for context in contexts() {
        let x = counted(&[3, 2], context);
        let rows = ints(&[2, -3], &[2, 1], context);
        let taken = one("take", &[x.clone(), rows], json!({"axis": 0}), context);
        assert_eq!((taken.shape(), read_ints(&taken, context)), (&[2, 1, 2][..], vec![4, 5, 0, 1]));
        let last = one("take", &[x.clone(), ints(&[-1], &[], context)], json!({}), context);
        assert_eq!((last.shape(), read_ints(&last, context)), (&[][..], vec![5]));
        let truths = bools(&[true, false, true], &[3], context);
        let taken = one("take", &[truths, ints(&[1, 2], &[2], context)], json!({"axis": 0}), context);
        assert_eq!(read_bools(&taken, context), [false, true]);
        let along = ints(&[1, -1, 0], &[3, 1], context);
        let taken = one("take_along_axis", &[x.clone(), along], json!({"axis": 1}), context);
        assert_eq!(read_ints(&taken, context), [1, 3, 4]);
        let (indices, updates) = (ints(&[0, 0, -1], &[3], context), counted(&[3, 2], context));
        let added = one("scatter_add", &[x.clone(), indices, updates.clone()], json!({}), context);
        assert_eq!(read_ints(&added, context), [2, 5, 2, 3, 8, 10]);
        let indices = ints(&[2, 0, 2], &[3], context);
        let replaced = one("scatter_update", &[x.clone(), indices, updates], json!({}), context);
        assert_eq!(read_ints(&replaced, context), [2, 3, 2, 3, 4, 5]);
        let hot = one("one_hot", &[ints(&[1, -1, 5], &[3], context)], json!({"num_classes": 2}), context);
        assert_eq!(hot.spec, Spec::float(vec![3, 2]));
        assert_eq!(read_ints(&hot, context), [0, 1, 0, 0, 0, 0]);
        let updated =
            one("slice_update", &[x, ints(&[9], &[1, 1], context)], json!({"starts": [1, -1]}), context);
        assert_eq!(read_ints(&updated, context), [0, 1, 2, 9, 4, 5]);
    }
    let x = counted(&[3, 2], cpu());
    let error =
        refused("take", &[x.clone(), ints(&[3], &[1], cpu())], json!({"axis": 0}), "index_out_of_range");
    assert_eq!((&error.fields["index"], &error.fields["size"]), (&json!(3), &json!(3)));
    refused("take", &[x.clone(), floats(&[0.0], &[1], cpu())], json!({"axis": 0}), "dtype_mismatch");
    refused("scatter_add", &[x.clone(), ints(&[0], &[1], cpu()), x], json!({}), "shape_mismatch");
    if let Some(context) = wgpu() {
        let found =
            one("take", &[counted(&[3], context), ints(&[7], &[1], context)], json!({"axis": 0}), context);
        assert_eq!(read_ints(&found, context), [2], "cut to the range");
    }
}

fn probes() -> Vec<Probe<'static>> {
    let rows: &dyn Fn(&Context) -> Vec<Tensor> = &|context| vec![ints(&[2, 0, 2, -1], &[4], context)];
    let along: &dyn Fn(&Context) -> Vec<Tensor> = &|context| vec![ints(&[1, 0, 1, 1], &[2, 2], context)];
    let x: &[usize] = &[3, 4];
    let rest = json!({"starts": [2, 0], "stops": [0, 4], "strides": [-1, 3]});
    vec![
        Probe::new("reshape", json!({"shape": [2, 6]}), &[x]),
        Probe::new("transpose", json!({}), &[x]),
        Probe::new("broadcast_to", json!({"shape": [2, 3, 4]}), &[&[3, 1]]),
        Probe::new("flip", json!({"axes": [1]}), &[x]),
        Probe::new("roll", json!({"axis": 1, "shift": 3}), &[x]),
        Probe::new("tril", json!({}), &[x]),
        Probe::new("tile", json!({"repeats": [2, 3]}), &[x]),
        Probe::new("repeat", json!({"repeats": 3, "axis": 0}), &[x]),
        Probe::new("slice", rest, &[x]),
        Probe::new("slice_update", json!({"starts": [1, 1]}), &[x, &[2, 2]]),
        Probe::new("pad", json!({"widths": [[1, 2], [0, 1]], "mode": "constant"}), &[x]),
        Probe::new("pad", json!({"widths": [[1, 2], [3, 1]], "mode": "reflect"}), &[x]),
        Probe::new("concatenate", json!({"axis": 0}), &[x, &[1, 4], &[2, 4]]),
        Probe::new("stack", json!({"axis": 1}), &[x, x]),
        Probe { others: rows, ..Probe::new("take", json!({"axis": 0}), &[x]) },
        Probe { others: rows, ..Probe::new("take", json!({"axis": 1}), &[x]) },
        Probe { others: along, ..Probe::new("take_along_axis", json!({"axis": 1}), &[&[2, 3]]) },
    ]
}

#[test]
fn gradients_are_right() {
    for probe in probes() {
        probe.check();
    }
}

#[test]
fn gradients_are_the_same_on_the_graphics_card() {
    let Some(context) = wgpu() else { return };
    let _turn = turn();
    for probe in probes() {
        probe.check_same(context);
    }
}

#[test]
fn writing_rows_has_gradients_for_rows_and_updates() {
    let _turn = turn();
    for context in contexts() {
        for (name, expected) in
            [("scatter_add", [1., 2., 3., 4., 5., 6.]), ("scatter_update", [1., 2., 0., 0., 5., 6.])]
        {
            let x = floats(&[0.0; 6], &[3, 2], context).watched().unwrap();
            let updates = floats(&[1.0; 2], &[1, 2], context).watched().unwrap();
            let written =
                one(name, &[x.clone(), ints(&[1], &[1], context), updates.clone()], json!({}), context);
            let found =
                crate::support::gradients(&written, &[1., 2., 3., 4., 5., 6.], &[&x, &updates], context);
            assert_eq!(found[0].as_deref(), Some(&expected[..]), "{name}");
            assert_eq!(found[1].as_deref(), Some(&[3., 4.][..]), "{name}");
        }
    }
}
