//! The shaders of software adapters against the processor, over sizes that fill no tile, no four and no group.

use p_vision::device::Context;
use p_vision::engine::Engine;
use serde_json::{Value, json};

use crate::support::slopes::Probe;
use crate::support::{assert_close, close, cpu, floats, one, read_floats, turn, wgpu};

fn wave(count: usize, shift: f32) -> Vec<f32> {
    (0..count).map(|index| (index as f32 * 0.73 + shift).sin()).collect()
}

/// The same op on both backends, with gradients.
fn same(name: &str, attrs: Value, shapes: &[&[usize]]) {
    let Some(gpu) = wgpu() else { return };
    assert!(gpu.shaders(), "tests run on a software adapter");
    Probe::new(name, attrs, shapes).check_same(gpu);
}

#[test]
fn products_of_any_size_are_those_of_the_processor() {
    let _turn = turn();
    for (rows, inner, columns) in [
        (1, 1, 1),
        (3, 5, 17),
        (33, 129, 5),
        (17, 3, 33),
        (4, 8, 12),
        (68, 100, 84),
        (129, 64, 96),
        (64, 97, 128),
    ] {
        same("matmul", json!({}), &[&[rows, inner], &[inner, columns]]);
    }
    for (batch, rows, inner, columns) in [(3, 5, 7, 9), (5, 32, 64, 52)] {
        same("matmul", json!({}), &[&[batch, rows, inner], &[batch, inner, columns]]);
    }
    same("matmul", json!({}), &[&[2, 3, 5, 7], &[3, 7, 4]]);
}

#[test]
fn windows_of_any_kind_are_those_of_the_processor() {
    let _turn = turn();
    for (strides, padding, dilation) in [
        ([1, 1], "valid", [1, 1]),
        ([1, 1], "same", [1, 1]),
        ([2, 3], "same", [1, 1]),
        ([2, 1], "valid", [1, 1]),
        ([1, 1], "same", [2, 3]),
    ] {
        for (channels, filters) in [(1, 3), (4, 8), (5, 4), (8, 17)] {
            let attrs = json!({"strides": strides, "padding": padding, "dilation": dilation, "groups": 1});
            same("conv", attrs, &[&[2, 9, 11, channels], &[3, 2, channels, filters]]);
        }
    }
    let one_axis = json!({"strides": [2], "padding": "causal", "dilation": [1], "groups": 1});
    same("conv", one_axis, &[&[3, 33, 5], &[4, 5, 7]]);
    let three = json!({"strides": [1, 2, 1], "padding": "same", "dilation": [1, 1, 1], "groups": 1});
    same("conv", three, &[&[1, 3, 5, 4, 3], &[2, 3, 2, 3, 5]]);
    let groups = json!({"strides": [1, 1], "padding": "same", "dilation": [1, 1], "groups": 3});
    same("conv", groups, &[&[2, 5, 5, 6], &[3, 3, 2, 9]]);
}

#[test]
fn pools_of_any_kind_are_those_of_the_processor() {
    let _turn = turn();
    for name in ["max_pool", "average_pool"] {
        for (size, strides, padding) in [
            ([2, 2], [2, 2], "valid"),
            ([3, 2], [3, 2], "valid"),
            ([3, 3], [2, 1], "same"),
            ([2, 3], [1, 3], "valid"),
        ] {
            for channels in [1, 3, 8] {
                let attrs = json!({"pool_size": size, "strides": strides, "padding": padding});
                same(name, attrs, &[&[2, 7, 9, channels]]);
            }
        }
    }
}

#[test]
fn lanes_of_any_length_are_those_of_the_processor() {
    let _turn = turn();
    for shape in [[3, 5, 7], [1, 33, 4], [2, 1500, 3], [1, 1, 1]] {
        for name in ["sum", "mean", "max", "min"] {
            for axes in [json!([0]), json!([1]), json!([2]), json!([0, 1]), json!(null), json!([0, 2])] {
                same(name, json!({"axes": axes, "keepdims": false}), &[&shape]);
            }
        }
        for axis in 0..3 {
            same("softmax", json!({"axis": axis}), &[&shape]);
            same("log_softmax", json!({"axis": axis}), &[&shape]);
        }
    }
}

fn values(name: &str, attrs: &Value, x: &[f32], shape: &[usize], context: &Context) -> Vec<f32> {
    read_floats(&one(name, &[floats(x, shape, context)], attrs.clone(), context), context)
}

#[test]
fn what_is_no_number_goes_the_same_way() {
    let _turn = turn();
    let Some(gpu) = wgpu() else { return };
    let x =
        [1.0, f32::NAN, -2.0, f32::INFINITY, 0.0, f32::NEG_INFINITY, 3.0, -0.5, 0.25, 7.0, f32::NAN, -9.0];
    for (name, attrs) in [
        ("relu", json!({})),
        ("sigmoid", json!({})),
        ("tanh", json!({})),
        ("exp", json!({})),
        ("abs", json!({})),
        ("sqrt", json!({})),
        ("clip", json!({"min": -1.0, "max": 1.0})),
        ("maximum", json!({"right": 0.5})),
        ("max", json!({"axes": [1], "keepdims": false})),
        ("min", json!({"axes": [0], "keepdims": false})),
        ("sum", json!({"axes": [1], "keepdims": true})),
        ("argmax", json!({"axis": 1, "keepdims": false})),
        ("argmin", json!({"axis": 0, "keepdims": false})),
        ("max_pool", json!({"pool_size": [2], "strides": [2], "padding": "valid"})),
    ] {
        let shape: &[usize] = if name == "max_pool" { &[1, 6, 2] } else { &[3, 4] };
        let expected = values(name, &attrs, &x, shape, cpu());
        let found = values(name, &attrs, &x, shape, gpu);
        assert!(
            expected.iter().zip(&found).all(|(&a, &b)| close(a, b, 1e-5, 1e-6)),
            "{name}: {expected:?} {found:?}"
        );
    }
}

/// A layer, a loss and a step of gradient descent, as a program.
pub fn small_program() -> String {
    let float = |shape: &[usize]| json!({"dtype": "float32", "shape": shape});
    json!({
        "inputs": [float(&[5, 7]), float(&[5, 3])],
        "variables": [float(&[7, 3]), float(&[3])],
        "nodes": [
            ["read_variable", [], {"variable": 0}, [2]], ["watch", [2], {}, [3]],
            ["read_variable", [], {"variable": 1}, [4]], ["watch", [4], {}, [5]],
            ["matmul", [0, 3], {}, [6]], ["add", [6, 5], {}, [7]], ["gelu", [7], {"approximate": true}, [8]],
            ["full", [], {"shape": [], "value": 0.5, "dtype": "float32"}, [9]],
            ["subtract", [8, 1], {}, [10]], ["square", [10], {}, [11]], ["multiply", [11, 9], {}, [12]],
            ["mean", [12], {"axes": null, "keepdims": false}, [13]],
            ["gradients", [13, 3, 5], {}, [14, 15]],
            ["multiply", [14], {"right": 0.1}, [16]], ["subtract", [2, 16], {}, [17]],
            ["assign_variable", [17], {"variable": 0}, []],
            ["multiply", [15], {"right": 0.1}, [18]], ["subtract", [4, 18], {}, [19]],
            ["assign_variable", [19], {"variable": 1}, []]
        ],
        "outputs": [13]
    })
    .to_string()
}

/// Five steps there and on the processor.
pub fn check_training(gpu: &Context) {
    let train = |context: &Context| {
        let mut engine = Engine::new(context.clone());
        let make = |engine: &mut Engine, count: usize, shift: f32, shape: &[usize]| {
            let tensor = engine.keep(floats(&wave(count, shift), shape, context));
            engine.variable_create(tensor).expect("it is there")
        };
        let variables = [make(&mut engine, 21, 0.1, &[7, 3]), make(&mut engine, 3, 0.2, &[3])];
        let program = engine.program_load(&small_program(), &[], &variables).expect("the program is right");
        let inputs =
            || vec![floats(&wave(35, 0.5), &[5, 7], context), floats(&wave(15, 0.9), &[5, 3], context)];
        let losses: Vec<f32> = (0..5)
            .flat_map(|_| read_floats(&engine.run_tensors(program, inputs()).expect("it runs")[0], context))
            .collect();
        let weights = engine.variable_read(variables[0]).expect("it is there");
        (losses, read_floats(engine.tensor(weights).expect("it is there"), context))
    };
    let (expected, found) = (train(cpu()), train(gpu));
    assert_close(&found.0, &expected.0, 1e-5, 1e-6, "losses");
    assert_close(&found.1, &expected.1, 1e-5, 1e-6, "weights");
    assert!(expected.0[4] < expected.0[0]);
}

#[test]
fn a_joined_program_trains_as_on_the_processor() {
    let _turn = turn();
    if let Some(gpu) = wgpu() {
        check_training(gpu);
    }
}
