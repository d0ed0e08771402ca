//! `scan` against the same ops written out round by round: values, gradients, refusals.

use std::slice::from_ref;

use crate::support::{
    assert_close, attrs, contexts, cpu, floats, gradients, ints, one, read_floats, run, turn,
};
use p_vision::device::Context;
use p_vision::ops;
use p_vision::spec::{DType, Spec};
use p_vision::tensor::Tensor;
use serde_json::{Value, json};

fn float(shape: &[usize]) -> Value {
    json!({"dtype": "float32", "shape": shape})
}

/// h, n, x, w -> h' = tanh(x + h w), n + 1, and y = h' h', h'.
fn recurrent() -> Value {
    let body = json!({
        "inputs": [float(&[2, 3]), {"dtype": "int32", "shape": []}, float(&[2, 3]), float(&[3, 3])],
        "nodes": [
            ["matmul", [0, 3], {}, [4]],
            ["add", [2, 4], {}, [5]],
            ["tanh", [5], {}, [6]],
            ["add", [1], {"right": 1}, [7]],
            ["multiply", [6, 6], {}, [8]],
        ],
        "outputs": [6, 7, 8, 6],
    });
    Value::String(body.to_string())
}

/// One of two ways to the same results.
type Way<'a> = dyn Fn(&Inputs) -> Vec<Tensor> + 'a;
type Chain<'a> = dyn Fn(Tensor, &Tensor) -> Tensor + 'a;

const LENGTH: usize = 4;

fn wave(count: usize, shift: f32) -> Vec<f32> {
    (0..count).map(|index| (index as f32 * 0.7 + shift).sin()).collect()
}

struct Inputs {
    h: Tensor,
    n: Tensor,
    xs: Tensor,
    w: Tensor,
}

impl Inputs {
    fn new(context: &Context, watched: bool) -> Self {
        let leaf = |tensor: Tensor| if watched { tensor.watched().unwrap() } else { tensor };
        Self {
            h: leaf(floats(&wave(6, 0.1), &[2, 3], context)),
            n: ints(&[5], &[], context),
            xs: leaf(floats(&wave(LENGTH * 6, 1.3), &[LENGTH, 2, 3], context)),
            w: leaf(floats(&wave(9, 2.2), &[3, 3], context)),
        }
    }

    fn all(&self) -> Vec<Tensor> {
        [&self.h, &self.n, &self.xs, &self.w].into_iter().cloned().collect()
    }
}

fn settings(reverse: bool) -> Value {
    json!({"body": recurrent(), "states": 2, "sequences": 1, "length": LENGTH, "reverse": reverse})
}

/// The same, op by op.
fn written_out(inputs: &Inputs, reverse: bool, context: &Context) -> Vec<Tensor> {
    let mut h = inputs.h.clone();
    let mut outputs: Vec<Option<Tensor>> = vec![None; LENGTH];
    for round in 0..LENGTH {
        let entry = if reverse { LENGTH - 1 - round } else { round };
        let slice = json!({"starts": [entry], "stops": [entry + 1], "squeeze": [0]});
        let x = one("slice", from_ref(&inputs.xs), slice, context);
        let product = one("matmul", &[h, inputs.w.clone()], json!({}), context);
        h = one("tanh", &[one("add", &[x, product], json!({}), context)], json!({}), context);
        outputs[entry] = Some(h.clone());
    }
    let outputs: Vec<Tensor> = outputs.into_iter().flatten().collect();
    let n = ints(&[5 + LENGTH as i32], &[], context);
    let hs = one("stack", &outputs, json!({"axis": 0}), context);
    let squares = one("multiply", &[hs.clone(), hs.clone()], json!({}), context);
    vec![h, n, squares, hs]
}

#[test]
fn scan_gives_what_its_rounds_give() {
    let _turn = turn();
    for context in contexts() {
        for reverse in [false, true] {
            let inputs = Inputs::new(context, false);
            let found = run("scan", &inputs.all(), settings(reverse), context).unwrap();
            let expected = written_out(&inputs, reverse, context);
            assert_eq!(found.len(), expected.len());
            for (index, (found, expected)) in found.iter().zip(&expected).enumerate() {
                assert_eq!(found.spec, expected.spec);
                let what = format!("result {index} on {}", context.backend.name());
                assert_close(
                    &read_floats(found, context),
                    &read_floats(expected, context),
                    1e-5,
                    1e-6,
                    &what,
                );
            }
        }
    }
}

#[test]
fn gradients_go_through_time() {
    let _turn = turn();
    for context in contexts() {
        for (reverse, result) in [(false, 0), (false, 2), (true, 0), (true, 2), (true, 3)] {
            let ways: [&Way; 2] =
                [&|inputs| run("scan", &inputs.all(), settings(reverse), context).unwrap(), &|inputs| {
                    written_out(inputs, reverse, context)
                }];
            let [found, expected] = ways.map(|way| {
                let inputs = Inputs::new(context, true);
                let output = way(&inputs).swap_remove(result);
                let weights = wave(output.spec.elements(), 0.4);
                gradients(&output, &weights, &[&inputs.h, &inputs.xs, &inputs.w], context)
            });
            for (index, (found, expected)) in found.iter().zip(&expected).enumerate() {
                let what = format!("input {index}, result {result}, on {}", context.backend.name());
                let (found, expected) = (found.as_ref().expect(&what), expected.as_ref().expect(&what));
                assert_close(found, expected, 1e-4, 1e-5, &what);
            }
        }
    }
}

#[test]
fn several_results_and_single_tracked_inputs() {
    let _turn = turn();
    for context in contexts() {
        for tracked in 0..3 {
            let ways: [&Way; 2] =
                [&|inputs| run("scan", &inputs.all(), settings(false), context).unwrap(), &|inputs| {
                    written_out(inputs, false, context)
                }];
            let [found, expected] = ways.map(|way| {
                let mut inputs = Inputs::new(context, false);
                let part = [&mut inputs.h, &mut inputs.xs, &mut inputs.w].into_iter().nth(tracked).unwrap();
                *part = part.watched().unwrap();
                let leaf = part.clone();
                let results = way(&inputs);
                let flat = |tensor: &Tensor| tensor.reshaped(&[tensor.spec.elements()]);
                let row = one(
                    "concatenate",
                    &[flat(&results[0]), flat(&results[2]), flat(&results[3])],
                    json!({"axis": 0}),
                    context,
                );
                gradients(&row, &wave(row.spec.elements(), 0.9), &[&leaf], context).remove(0).unwrap()
            });
            assert_close(&found, &expected, 1e-4, 1e-5, &format!("input {tracked}"));
        }
    }
}

/// x -> x W1 .. with results so large that the rounds cannot all be kept.
#[test]
fn long_scans_run_rounds_again() {
    let rows = 256;
    let width = 1024;
    let body = json!({
        "inputs": [float(&[rows, width]), float(&[width])],
        "nodes": [["multiply", [0, 1], {}, [2]], ["tanh", [2], {}, [3]], ["add", [3, 0], {}, [4]]],
        "outputs": [4],
    });
    let length = 50;
    let with = json!({"body": body.to_string(), "states": 1, "sequences": 0, "length": length});
    let context = cpu();
    let ways: [&Chain; 2] =
        [&|x, w| run("scan", &[x, w.clone()], with.clone(), context).unwrap().remove(0), &|mut x, w| {
            for _ in 0..length {
                let product = one("multiply", &[x.clone(), w.clone()], json!({}), context);
                x = one("add", &[one("tanh", &[product], json!({}), context), x], json!({}), context);
            }
            x
        }];
    let [found, expected] = ways.map(|way| {
        let x = floats(&wave(rows * width, 0.0), &[rows, width], context).watched().unwrap();
        let w = floats(&wave(width, 0.5), &[width], context).watched().unwrap();
        let y = way(x.clone(), &w);
        gradients(&y, &vec![1.0; rows * width], &[&x, &w], context)
    });
    for (found, expected) in found.iter().zip(&expected) {
        assert_close(found.as_ref().unwrap(), expected.as_ref().unwrap(), 1e-3, 1e-3, "gradient");
    }
}

#[test]
fn thousands_of_rounds() {
    let body = json!({
        "inputs": [float(&[2]), float(&[2])],
        "nodes": [["multiply", [0], {"right": 0.999}, [2]], ["add", [2, 1], {}, [3]]],
        "outputs": [3, 3],
    });
    let length = 5000;
    let with = json!({"body": body.to_string(), "states": 1, "sequences": 1, "length": length});
    let context = cpu();
    let state = floats(&[0.0, 1.0], &[2], context).watched().unwrap();
    let xs = floats(&vec![1.0; 2 * length], &[length, 2], context).watched().unwrap();
    let found = run("scan", &[state.clone(), xs.clone()], with, context).unwrap().remove(0);
    let gradient = gradients(&found, &[1.0, 1.0], &[&state, &xs], context);
    let [first, rows] = [0, 1].map(|index| gradient[index].clone().unwrap());
    assert_close(&first, &[0.999f32.powi(5000); 2], 1e-2, 0.0, "state");
    assert_close(&rows[2 * length - 4..], &[0.999, 0.999, 1.0, 1.0], 1e-5, 0.0, "last rows");
}

#[test]
fn a_scan_within_a_scan() {
    let inner = json!({
        "inputs": [float(&[]), float(&[])],
        "nodes": [["multiply", [0, 1], {}, [2]]],
        "outputs": [2],
    });
    let with = json!({"body": inner.to_string(), "states": 1, "sequences": 1, "length": 3});
    let outer = json!({
        "inputs": [float(&[]), float(&[3])],
        "nodes": [["scan", [0, 1], with, [2]]],
        "outputs": [2, 2],
    });
    let with = json!({"body": outer.to_string(), "states": 1, "sequences": 1, "length": 2});
    let context = cpu();
    let state = floats(&[1.0], &[], context).watched().unwrap();
    let xs = floats(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &[2, 3], context).watched().unwrap();
    let found = run("scan", &[state.clone(), xs.clone()], with, context).unwrap();
    assert_eq!(read_floats(&found[1], context), [6.0, 720.0]);
    let found = gradients(&found[0], &[1.0], &[&state, &xs], context);
    assert_eq!(found[0].as_deref(), Some(&[720.0][..]));
    let slopes = found[1].clone().unwrap();
    assert_close(&slopes, &[720.0, 360.0, 240.0, 180.0, 144.0, 120.0], 1e-6, 0.0, "slopes");
}

#[test]
fn an_op_without_gradient_is_named() {
    let missing = ops::all().find(|op| op.gradient == ops::Gradient::Missing && op.name != "panic_probe");
    let Some(name) = missing.map(|op| op.name) else { return };
    let spec = [Spec::float([4])];
    if ops::infer(name, &spec, &attrs(json!({"axis": 0}))).is_ok_and(|made| made == spec) {
        let body = json!({"inputs": [float(&[4])], "nodes": [[name, [0], {"axis": 0}, [1]]], "outputs": [1]});
        let with = json!({"body": body.to_string(), "states": 1, "sequences": 0, "length": 2});
        let x = floats(&[1.0, 2.0, 3.0, 4.0], &[4], cpu()).watched().unwrap();
        assert_eq!(run("scan", &[x], with, cpu()).unwrap()[0].blocked, Some(name));
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let inputs = Inputs::new(cpu(), false).all();
    let with = |name: &str, value: Value| {
        let mut with = settings(false);
        with[name] = value;
        with
    };
    let code = |inputs: &[Tensor], with: Value| run("scan", inputs, with, cpu()).unwrap_err().code;
    assert_eq!(code(&inputs, with("length", json!(3))), "shape_mismatch");
    assert_eq!(code(&inputs, with("length", json!(0))), "bad_attribute");
    assert_eq!(code(&inputs[..3], settings(false)), "wrong_count");
    assert_eq!(code(&inputs, with("states", json!(u64::MAX))), "wrong_count");
    assert_eq!(code(&inputs, with("body", json!("{"))), "bad_program");
    assert_eq!(code(&inputs, with("body", json!(3))), "bad_attribute");
    let changing = json!({"inputs": [float(&[2])], "nodes": [["sum", [0], {}, [1]]], "outputs": [1]});
    let state = floats(&[1.0, 2.0], &[2], cpu());
    let plan = |body: &Value| json!({"body": body.to_string(), "states": 1, "sequences": 0, "length": 2});
    assert_eq!(code(from_ref(&state), plan(&changing)), "shape_mismatch");
    let watching = json!({"inputs": [float(&[2])], "nodes": [["watch", [0], {}, [1]]], "outputs": [1]});
    assert_eq!(code(&[state], plan(&watching)), "not_in_program");
    let whole = Spec::new(DType::Int32, [2]);
    assert!(ops::infer("scan", &[whole], &attrs(plan(&changing))).is_err());
}
