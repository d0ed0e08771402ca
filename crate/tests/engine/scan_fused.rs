//! Rounds without tensors between them against the same rounds op by op: values, gradients, both directions.

use crate::support::{assert_close, attrs, bools, cpu, floats, gradients, read_floats, run};
use p_vision::ops::scan::{entries_of, one_round};
use p_vision::ops::scan_plan::Plan;
use p_vision::tensor::Tensor;
use serde_json::{Value, json};

const LENGTH: usize = 5;
const BATCH: usize = 3;
const UNITS: usize = 4;

fn wave(shape: &[usize], shift: f32) -> Tensor {
    let count = shape.iter().product();
    let values: Vec<f32> = (0..count).map(|index| (index as f32 * 0.7 + shift).sin() * 0.8).collect();
    floats(&values, shape, cpu())
}

fn float(shape: &[usize]) -> Value {
    json!({"dtype": "float32", "shape": shape})
}

/// A case: the body, its states, sequences and constants.
struct Case {
    name: &'static str,
    body: Value,
    states: Vec<Tensor>,
    sequences: Vec<Tensor>,
    constants: Vec<Tensor>,
}

/// h, c, x, w -> h', c', h' and tanh c'.
fn lstm() -> Case {
    let body = json!({
        "inputs": [float(&[BATCH, UNITS]), float(&[BATCH, UNITS]), float(&[BATCH, 4 * UNITS]),
                   float(&[UNITS, 4 * UNITS])],
        "nodes": [
            ["matmul", [0, 3], {}, [4]],
            ["add", [2, 4], {}, [5]],
            ["split", [5], {"indices": [UNITS, 2 * UNITS, 3 * UNITS], "axis": -1}, [6, 7, 8, 9]],
            ["sigmoid", [6], {}, [10]],
            ["sigmoid", [7], {}, [11]],
            ["tanh", [8], {}, [12]],
            ["sigmoid", [9], {}, [13]],
            ["multiply", [11, 1], {}, [14]],
            ["multiply", [10, 12], {}, [15]],
            ["add", [14, 15], {}, [16]],
            ["tanh", [16], {}, [17]],
            ["multiply", [13, 17], {}, [18]],
        ],
        "outputs": [18, 16, 18, 17],
    });
    Case {
        name: "lstm",
        body,
        states: vec![wave(&[BATCH, UNITS], 0.1), wave(&[BATCH, UNITS], 0.9)],
        sequences: vec![wave(&[LENGTH, BATCH, 4 * UNITS], 1.3)],
        constants: vec![wave(&[UNITS, 4 * UNITS], 2.2)],
    }
}

/// h, x, mask, w, b -> a gated state, kept where the mask does not hold; slices, a row, parts of a matrix.
fn gated() -> Case {
    let body = json!({
        "inputs": [float(&[BATCH, UNITS]), float(&[BATCH, UNITS]), {"dtype": "bool", "shape": [BATCH]},
                   float(&[UNITS, 2 * UNITS]), float(&[2 * UNITS])],
        "nodes": [
            ["split", [3], {"indices": [UNITS], "axis": 1}, [5, 6]],
            ["matmul", [0, 5], {}, [7]],
            ["slice", [4], {"starts": [0], "stops": [UNITS]}, [8]],
            ["add", [7, 8], {}, [9]],
            ["sigmoid", [9], {}, [10]],
            ["multiply", [10, 0], {}, [11]],
            ["matmul", [11, 6], {}, [12]],
            ["add", [12, 1], {}, [13]],
            ["tanh", [13], {}, [14]],
            ["subtract", [0, 14], {}, [15]],
            ["multiply", [10, 15], {}, [16]],
            ["add", [14, 16], {}, [17]],
            ["reshape", [2], {"shape": [BATCH, 1]}, [18]],
            ["where", [18, 17, 0], {}, [19]],
        ],
        "outputs": [19, 0, 10],
    });
    let mask: Vec<bool> = (0..LENGTH * BATCH).map(|index| index % 4 != 1).collect();
    Case {
        name: "gated",
        body,
        states: vec![wave(&[BATCH, UNITS], 0.3)],
        sequences: vec![wave(&[LENGTH, BATCH, UNITS], 1.1), bools(&mask, &[LENGTH, BATCH], cpu())],
        constants: vec![wave(&[UNITS, 2 * UNITS], 0.2), wave(&[2 * UNITS], 3.0)],
    }
}

/// Two states that change places, a product of the entry, one whose gradient is shared by two products.
fn crossed() -> Case {
    let body = json!({
        "inputs": [float(&[BATCH, UNITS]), float(&[BATCH, UNITS]), float(&[BATCH, 2]), float(&[2, UNITS]),
                   float(&[UNITS, UNITS])],
        "nodes": [
            ["matmul", [2, 3], {}, [5]],
            ["matmul", [0, 4], {}, [6]],
            ["add", [5, 6], {}, [7]],
            ["matmul", [7, 4], {}, [8]],
            ["multiply", [8, 1], {}, [9]],
            ["multiply", [9], {"right": 0.5}, [10]],
        ],
        "outputs": [10, 0, 7],
    });
    Case {
        name: "crossed",
        body,
        states: vec![wave(&[BATCH, UNITS], 0.3), wave(&[BATCH, UNITS], 0.6)],
        sequences: vec![wave(&[LENGTH, BATCH, 2], 1.1)],
        constants: vec![wave(&[2, UNITS], 0.2), wave(&[UNITS, UNITS], 3.0)],
    }
}

impl Case {
    fn settings(&self, reverse: bool) -> Value {
        json!({"body": self.body.to_string(), "states": self.states.len(), "sequences": self.sequences.len(),
               "length": LENGTH, "reverse": reverse})
    }

    fn inputs(&self) -> Vec<Tensor> {
        [&self.states[..], &self.sequences, &self.constants].concat()
    }

    /// The rounds, op by op.
    fn written_out(&self, inputs: &[Tensor], reverse: bool) -> Vec<Tensor> {
        let plan = Plan::read(&attrs(self.settings(reverse))).expect("the settings are right");
        let (mut states, rest) = (inputs[..plan.states].to_vec(), &inputs[plan.states..]);
        let (sequences, constants) = rest.split_at(plan.sequences);
        let mut columns: Vec<Vec<Tensor>> = vec![vec![]; plan.body.outputs.len() - plan.states];
        for round in 0..LENGTH {
            let entries = entries_of(&plan, sequences, round);
            let mut found = one_round(&plan, states, &entries, constants, cpu()).expect("a round works");
            for (column, output) in columns.iter_mut().zip(found.drain(plan.states..)) {
                column.push(output);
            }
            states = found;
        }
        let stacked = columns.into_iter().map(|mut column| {
            if reverse {
                column.reverse();
            }
            run("stack", &column, json!({"axis": 0}), cpu()).expect("stacking works").remove(0)
        });
        states.into_iter().chain(stacked).collect()
    }

    fn scanned(&self, inputs: &[Tensor], reverse: bool) -> Vec<Tensor> {
        run("scan", inputs, self.settings(reverse), cpu()).expect("the scan works")
    }
}

fn cases() -> Vec<Case> {
    vec![lstm(), gated(), crossed()]
}

#[test]
fn the_rounds_are_known() {
    for case in cases() {
        let plan = Plan::read(&attrs(case.settings(false))).expect("the settings are right");
        assert!(plan.rounds().is_some(), "{}", case.name);
    }
}

#[test]
fn values_are_those_of_the_ops() {
    for case in cases() {
        for reverse in [false, true] {
            let expected = case.written_out(&case.inputs(), reverse);
            let found = case.scanned(&case.inputs(), reverse);
            assert_eq!(found.len(), expected.len());
            for (index, (found, expected)) in found.iter().zip(&expected).enumerate() {
                assert_eq!(found.spec, expected.spec);
                let what = format!("{}, result {index}, reverse: {reverse}", case.name);
                assert_close(&read_floats(found, cpu()), &read_floats(expected, cpu()), 1e-5, 1e-6, &what);
            }
        }
    }
}

/// Gradients of one result for the inputs that `watches` chooses.
fn slopes(
    case: &Case,
    watches: &dyn Fn(usize) -> bool,
    result: usize,
    way: &dyn Fn(&[Tensor]) -> Vec<Tensor>,
) -> Vec<Option<Vec<f32>>> {
    let inputs: Vec<Tensor> = case
        .inputs()
        .into_iter()
        .enumerate()
        .map(|(index, input)| if watches(index) { input.watched().unwrap_or(input) } else { input })
        .collect();
    let output = way(&inputs).swap_remove(result);
    let weights = read_floats(&wave(output.shape(), 0.4), cpu());
    if !output.is_tracked() {
        return inputs.iter().filter(|input| input.is_tracked()).map(|_| None).collect();
    }
    let leaves: Vec<&Tensor> = inputs.iter().filter(|input| input.is_tracked()).collect();
    gradients(&output, &weights, &leaves, cpu())
}

#[test]
fn gradients_are_those_of_the_ops() {
    for case in cases() {
        for reverse in [false, true] {
            let results = case.scanned(&case.inputs(), reverse).len();
            let inputs = case.inputs().len();
            for result in 0..results {
                // All inputs watched, then each by itself.
                for single in (0..inputs).map(Some).chain([None]) {
                    let is_float =
                        |index: usize| case.inputs()[index].dtype() == p_vision::spec::DType::Float32;
                    let watches =
                        |index: usize| is_float(index) && single.is_none_or(|single| single == index);
                    if !(0..inputs).any(watches) {
                        continue;
                    }
                    let found = slopes(&case, &watches, result, &|inputs| case.scanned(inputs, reverse));
                    let expected =
                        slopes(&case, &watches, result, &|inputs| case.written_out(inputs, reverse));
                    for (index, (found, expected)) in found.iter().zip(&expected).enumerate() {
                        let what =
                            format!("{}: {index} of {single:?}, result {result}, {reverse}", case.name);
                        let zeros = |other: &Option<Vec<f32>>| vec![0.0; other.as_ref().map_or(0, Vec::len)];
                        let found_or = found.clone().unwrap_or_else(|| zeros(expected));
                        let expected_or = expected.clone().unwrap_or_else(|| zeros(found));
                        assert_close(&found_or, &expected_or, 1e-4, 1e-5, &what);
                    }
                }
            }
        }
    }
}
