//! Programs with their elementwise ops joined against the same programs op by op: values, gradients, variables.

use crate::support::{assert_close, cpu, floats, read_floats};
use p_vision::engine::Engine;
use p_vision::fusion::group::Limits;
use p_vision::program::{Action, Program};
use p_vision::run::execute;
use p_vision::tensor::Tensor;
use serde_json::{Value, json};

fn wave(shape: &[usize], shift: f32) -> Tensor {
    let count = shape.iter().product();
    let values: Vec<f32> = (0..count).map(|index| (index as f32 * 0.37 + shift).sin() * 1.5).collect();
    floats(&values, shape, cpu())
}

fn float(shape: &[usize]) -> Value {
    json!({"dtype": "float32", "shape": shape})
}

fn load(text: &Value) -> Program {
    let no_variables = |_| unreachable!("there are none");
    Program::load(&text.to_string(), vec![], vec![], no_variables).expect("the program is right")
}

fn joined_nodes(program: &Program) -> usize {
    program.nodes.iter().filter(|node| matches!(node.action, Action::Fused(_))).count()
}

/// Runs a program as it is and joined; says how many nodes were joined.
fn compare(text: &Value, inputs: &[Tensor], what: &str) -> usize {
    let plain = load(text);
    let mut joined = load(text);
    joined.fuse(Limits::of(cpu()).expect("the processor joins ops"));
    let [expected, found] = [&plain, &joined]
        .map(|program| execute(program, inputs.to_vec(), &mut [], cpu()).expect("the program runs"));
    assert_eq!(found.len(), expected.len());
    for (index, (found, expected)) in found.iter().zip(&expected).enumerate() {
        assert_eq!(found.spec, expected.spec);
        let what = format!("{what}, result {index}");
        assert_close(&read_floats(found, cpu()), &read_floats(expected, cpu()), 2e-4, 2e-5, &what);
    }
    joined_nodes(&joined)
}

/// Sizes that need several blocks, and that one block is more than enough for.
const SIZES: [[usize; 2]; 3] = [[3, 5], [37, 90], [2, 2500]];

/// Everything watched: x, a row, a column and a number; `f` is op of x, or of x and the row.
fn with_gradients(op: &str, attrs: Value, pair: bool, [rows, columns]: [usize; 2]) -> (Value, Vec<Tensor>) {
    let x = [rows, columns];
    let taken = if pair { json!([4, 5]) } else { json!([4]) };
    let text = json!({
        "inputs": [float(&x), float(&[columns]), float(&[rows, 1]), float(&[])],
        "nodes": [
            ["watch", [0], {}, [4]], ["watch", [1], {}, [5]], ["watch", [2], {}, [6]], ["watch", [3], {}, [7]],
            [op, taken, attrs, [8]],
            ["multiply", [8, 6], {}, [9]],
            ["add", [9, 5], {}, [10]],
            ["divide", [10, 7], {}, [11]],
            ["multiply", [11, 11], {}, [12]],
            ["sum", [12], {}, [13]],
            ["gradients", [13, 4, 5, 6, 7], {}, [14, 15, 16, 17]],
        ],
        "outputs": [13, 12, 14, 15, 16, 17],
    });
    let inputs =
        vec![wave(&x, 0.3), wave(&[columns], 2.0), wave(&[rows, 1], 4.0), floats(&[1.7], &[], cpu())];
    (text, inputs)
}

#[test]
fn functions_of_one_number() {
    let ops = [
        ("negative", json!({})),
        ("square", json!({})),
        ("relu", json!({})),
        ("sigmoid", json!({})),
        ("tanh", json!({})),
        ("abs", json!({})),
        ("exp", json!({})),
        ("relu6", json!({})),
        ("softplus", json!({})),
        ("silu", json!({})),
        ("hard_sigmoid", json!({})),
        ("gelu", json!({"approximate": true})),
        ("gelu", json!({"approximate": false})),
        ("elu", json!({"alpha": 0.7})),
        ("leaky_relu", json!({"negative_slope": 0.1})),
        ("clip", json!({"min": -0.5, "max": 0.8})),
        ("stop_gradient", json!({})),
        ("add", json!({"right": 2.5})),
        ("subtract", json!({"left": 1.0})),
        ("power", json!({"right": 2})),
        ("power", json!({"right": 3.0})),
        ("divide", json!({"left": 3.0})),
        ("maximum", json!({"right": 0.2})),
    ];
    for (op, attrs) in ops {
        for size in SIZES {
            let (text, inputs) = with_gradients(op, attrs.clone(), false, size);
            assert_eq!(compare(&text, &inputs, &format!("{op} {attrs} of {size:?}")), 1);
        }
    }
}

#[test]
fn functions_of_two_numbers() {
    for op in ["add", "subtract", "multiply", "divide", "maximum", "minimum", "arctan2"] {
        for size in SIZES {
            let (text, inputs) = with_gradients(op, json!({}), true, size);
            assert_eq!(compare(&text, &inputs, &format!("{op} of {size:?}")), 1);
        }
    }
}

#[test]
fn roots_and_logarithms_of_what_is_positive() {
    for op in ["sqrt", "rsqrt", "log", "log1p", "reciprocal"] {
        let text = json!({
            "inputs": [float(&[300])],
            "nodes": [
                ["watch", [0], {}, [1]],
                ["square", [1], {}, [2]],
                ["add", [2], {"right": 0.1}, [3]],
                [op, [3], {}, [4]],
                ["sum", [4], {}, [5]],
                ["gradients", [5, 1], {}, [6]],
            ],
            "outputs": [5, 6],
        });
        assert_eq!(compare(&text, &[wave(&[300], 0.1)], op), 1);
    }
}

#[test]
fn choices_and_comparisons() {
    for op in ["less", "less_equal", "greater", "greater_equal", "equal", "not_equal"] {
        let text = json!({
            "inputs": [float(&[40, 30]), float(&[30])],
            "nodes": [
                ["watch", [0], {}, [2]],
                ["watch", [1], {}, [3]],
                [op, [2, 3], {}, [4]],
                ["cast", [4], {"dtype": "float32"}, [5]],
                ["where", [4, 2, 3], {}, [6]],
                ["multiply", [6, 2], {}, [7]],
                ["add", [7, 5], {}, [8]],
                ["sum", [8], {}, [9]],
                ["gradients", [9, 2, 3], {}, [10, 11]],
            ],
            "outputs": [8, 10, 11],
        });
        assert_eq!(compare(&text, &[wave(&[40, 30], 0.0), wave(&[30], 1.0)], op), 1);
    }
}

#[test]
fn a_value_that_others_take_stays_a_value() {
    // exp is taken by a product too, so it cannot vanish inside a group of tracked ops.
    let text = json!({
        "inputs": [float(&[6, 6])],
        "nodes": [
            ["watch", [0], {}, [1]],
            ["tanh", [1], {}, [2]],
            ["exp", [2], {}, [3]],
            ["matmul", [3, 3], {}, [4]],
            ["multiply", [3, 4], {}, [5]],
            ["negative", [5], {}, [6]],
            ["sum", [6], {}, [7]],
            ["gradients", [7, 1], {}, [8]],
            ["multiply", [8, 6], {}, [9]],
            ["add", [9, 8], {}, [10]],
        ],
        "outputs": [7, 8, 10],
    });
    assert_eq!(compare(&text, &[wave(&[6, 6], 0.5)], "shared values"), 3);
}

/// A step of an optimizer with memory: v' = 0.9 v + g, assigned in between; w' = w - r v'.
fn momentum(reads_between: bool) -> Value {
    let mut nodes = vec![
        json!(["read_variable", [], {"variable": 0}, [2]]),
        json!(["read_variable", [], {"variable": 1}, [3]]),
        json!(["multiply", [3], {"right": 0.9}, [4]]),
        json!(["add", [4, 0], {}, [5]]),
        json!(["assign_variable", [5], {"variable": 1}, []]),
    ];
    if reads_between {
        nodes.push(json!(["read_variable", [], {"variable": 1}, [9]]));
    }
    let velocity = if reads_between { 9 } else { 5 };
    nodes.extend([
        json!(["multiply", [velocity, 1], {}, [6]]),
        json!(["negative", [6], {}, [7]]),
        json!(["add", [2, 7], {}, [8]]),
        json!(["assign_variable", [8], {"variable": 0}, []]),
    ]);
    json!({
        "inputs": [float(&[700]), float(&[])],
        "variables": [float(&[700]), float(&[700])],
        "nodes": nodes,
        "outputs": [],
    })
}

#[test]
fn variables_are_assigned_out_of_the_middle_of_a_group() {
    for reads_between in [false, true] {
        let mut engine = Engine::new(cpu().clone());
        let (w, v, g) = (wave(&[700], 0.0), wave(&[700], 1.0), wave(&[700], 2.0));
        let variables: Vec<u32> = [&w, &v]
            .map(|value| {
                let handle = engine.keep(value.clone());
                engine.variable_create(handle).expect("a variable")
            })
            .to_vec();
        let text = momentum(reads_between).to_string();
        let program = engine.program_load(&text, &[], &variables).expect("the program is right");
        let joined = engine.program(program).expect("loaded");
        assert_eq!(joined_nodes(joined), if reads_between { 2 } else { 1 });
        for _ in 0..2 {
            engine.run_tensors(program, vec![g.clone(), floats(&[0.1], &[], cpu())]).expect("it runs");
        }
        let [mut w, mut v, g] = [w, v, g].map(|value| read_floats(&value, cpu()));
        for _ in 0..2 {
            for ((w, v), g) in w.iter_mut().zip(&mut v).zip(&g) {
                *v = 0.9 * *v + g;
                *w -= 0.1 * *v;
            }
        }
        for (id, expected) in variables.into_iter().zip([w, v]) {
            let handle = engine.variable_read(id).expect("it is there");
            let found = read_floats(engine.tensor(handle).expect("it is there"), cpu());
            assert_close(&found, &expected, 1e-5, 1e-6, &format!("reads between: {reads_between}"));
        }
    }
}

#[test]
fn the_largest_is_taken_before_what_keeps_the_order() {
    for (bias, order) in [([1, 1, 1, 3].as_slice(), [3, 4]), (&[3], [4, 3]), (&[], [3, 4])] {
        let text = json!({
            "inputs": [float(&[2, 5, 6, 3]), float(bias)],
            "nodes": [
                ["watch", [0], {}, [3]],
                ["watch", [1], {}, [4]],
                ["add", order, {}, [5]],
                ["relu", [5], {}, [6]],
                ["max_pool", [6], {"pool_size": [2, 2], "strides": [2, 2]}, [7]],
                ["multiply", [7, 7], {}, [8]],
                ["sum", [8], {}, [9]],
                ["gradients", [9, 3, 4], {}, [10, 11]],
            ],
            "outputs": [7, 10, 11],
        });
        let inputs = [wave(&[2, 5, 6, 3], 0.1), wave(bias, 0.2)];
        compare(&text, &inputs, "pooled first");
        let mut joined = load(&text);
        joined.fuse(Limits::of(cpu()).expect("the processor joins ops"));
        let pool = |action: &Action| matches!(action, Action::Op { op, .. } if op.name == "max_pool");
        let node = joined.nodes.iter().find(|node| pool(&node.action)).expect("it is there");
        assert_eq!(node.inputs, [3], "a bias of shape {bias:?}");
    }
}

#[test]
fn the_largest_stays_behind_what_others_take_too() {
    // The first has two takers, the second a bias for each place, the third is not in order.
    let between =
        [json!(["relu", [0], {}, [2]]), json!(["add", [0, 1], {}, [2]]), json!(["negative", [0], {}, [2]])];
    for (number, node) in between.into_iter().enumerate() {
        let mut outputs = vec![3];
        outputs.extend((number == 0).then_some(2));
        let text = json!({
            "inputs": [float(&[1, 4, 4, 2]), float(&[4, 2])],
            "nodes": [node, ["max_pool", [2], {"pool_size": [2, 2], "strides": [2, 2]}, [3]]],
            "outputs": outputs,
        });
        compare(&text, &[wave(&[1, 4, 4, 2], 0.4), wave(&[4, 2], 0.5)], "pooled last");
    }
}
