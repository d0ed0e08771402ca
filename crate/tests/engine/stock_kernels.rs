//! What runs on a real graphics card, on the software driver of this machine: Burn's kernels beside shaders of ours
//! that may bind eight buffers.

use p_vision::device::Context;
use serde_json::{Value, json};

use crate::shaders::check_training;
use crate::support::slopes::Probe;
use crate::support::{cpu, floats, ints, one, read_floats, read_ints, turn, wgpu};

/// The graphics backend as if its adapter were a card.
fn card() -> Option<Context> {
    wgpu().map(|found| Context { software: false, buffers: 8, ..found.clone() })
}

fn same(name: &str, attrs: Value, shapes: &[&[usize]]) {
    if let Some(card) = card() {
        Probe::new(name, attrs, shapes).check_same(&card);
    }
}

#[test]
fn products_are_those_of_the_processor() {
    let _turn = turn();
    same("matmul", json!({}), &[&[33, 70], &[70, 17]]);
    same("matmul", json!({}), &[&[3, 5, 7], &[3, 7, 4]]);
}

#[test]
fn windows_are_those_of_the_processor() {
    let _turn = turn();
    for groups in [1, 2] {
        let attrs = json!({"strides": [2, 1], "padding": "same", "dilation": [1, 1], "groups": groups});
        same("conv", attrs, &[&[2, 5, 6, 4], &[3, 2, 4 / groups, 6]]);
    }
    let attrs = json!({"strides": [2, 2], "padding": "same", "dilation": [1, 1]});
    same("conv_transpose", attrs, &[&[2, 3, 4, 3], &[3, 3, 5, 3]]);
    for name in ["max_pool", "average_pool"] {
        let attrs = json!({"pool_size": [2, 3], "strides": [2, 2], "padding": "same"});
        same(name, attrs, &[&[2, 5, 7, 3]]);
    }
}

#[test]
fn lanes_are_those_of_the_processor() {
    let _turn = turn();
    for name in ["sum", "mean", "max"] {
        for axes in [json!([1]), json!(null)] {
            same(name, json!({"axes": axes, "keepdims": false}), &[&[3, 50, 4]]);
        }
    }
    for name in ["softmax", "log_softmax"] {
        same(name, json!({"axis": -1}), &[&[5, 13]]);
    }
    same("cumsum", json!({"axis": 1}), &[&[3, 20]]);
}

#[test]
fn elements_are_those_of_the_processor() {
    let _turn = turn();
    for name in ["relu", "gelu", "sigmoid", "exp"] {
        same(name, json!({}), &[&[3, 7]]);
    }
    for name in ["add", "multiply", "maximum"] {
        same(name, json!({}), &[&[3, 7], &[7]]);
    }
    same("transpose", json!({"axes": [1, 0]}), &[&[3, 7]]);
    same("concatenate", json!({"axis": 1}), &[&[3, 2], &[3, 4]]);
}

#[test]
fn random_numbers_are_those_of_the_processor() {
    let _turn = turn();
    let Some(card) = card() else { return };
    let bits = |context: &Context| {
        let key = ints(&[7, -3], &[2], context);
        read_ints(&one("random_bits", &[key], json!({"shape": [333]}), context), context)
    };
    assert_eq!(bits(cpu()), bits(&card));
    let taken = |context: &Context| {
        let rows = floats(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &[3, 2], context);
        let inputs = [rows, ints(&[2, 0, 2], &[3], context)];
        read_floats(&one("take", &inputs, json!({"axis": 0}), context), context)
    };
    assert_eq!(taken(cpu()), taken(&card));
}

#[test]
fn a_program_trains_as_on_the_processor() {
    let _turn = turn();
    if let Some(card) = card() {
        check_training(&card);
    }
}
