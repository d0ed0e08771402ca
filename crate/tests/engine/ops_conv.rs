//! Convolution, transposed convolution, pooling and resizing against plain loops and finite differences.

use crate::support::slopes::{Probe, filled};
use crate::support::{assert_close, cpu, floats, one, read_floats, run, turn, wgpu};
use serde_json::{Value, json};

/// Steps through all positions of a shape.
fn positions(shape: &[usize]) -> Vec<Vec<usize>> {
    shape.iter().fold(vec![vec![]], |found, &length| {
        found
            .into_iter()
            .flat_map(|start| (0..length).map(move |index| [start.clone(), vec![index]].concat()))
            .collect()
    })
}

fn offset(position: &[usize], shape: &[usize]) -> usize {
    position.iter().zip(shape).fold(0, |offset, (index, length)| offset * length + index)
}

struct Case {
    x: Vec<usize>,
    kernel: Vec<usize>,
    strides: Vec<usize>,
    dilation: Vec<usize>,
    padding: Vec<(usize, usize)>,
    groups: usize,
}

/// Convolution by its definition.
fn plain_conv(case: &Case) -> (Vec<f32>, Vec<usize>) {
    let rank = case.strides.len();
    let (x, kernel) = (filled(&case.x).0, filled(&case.kernel).0);
    let places: Vec<usize> = (0..rank)
        .map(|axis| {
            let span = (case.kernel[axis] - 1) * case.dilation[axis] + 1;
            (case.x[axis + 1] + case.padding[axis].0 + case.padding[axis].1 - span) / case.strides[axis] + 1
        })
        .collect();
    let filters = case.kernel[rank + 1];
    let inner = case.kernel[rank];
    let shape = [&[case.x[0]], &places[..], &[filters]].concat();
    let mut result = vec![];
    for at in positions(&shape) {
        let group = at[rank + 1] / (filters / case.groups);
        let mut sum = 0.0f64;
        for tap in positions(&case.kernel[..rank]) {
            let source: Vec<i64> = (0..rank)
                .map(|axis| {
                    (at[axis + 1] * case.strides[axis] + tap[axis] * case.dilation[axis]) as i64
                        - case.padding[axis].0 as i64
                })
                .collect();
            if source.iter().zip(&case.x[1..]).any(|(&index, &length)| index < 0 || index >= length as i64) {
                continue;
            }
            for channel in 0..inner {
                let mut position = vec![at[0]];
                position.extend(source.iter().map(|&index| index as usize));
                position.push(group * inner + channel);
                let weight = [&tap[..], &[channel, at[rank + 1]]].concat();
                sum += f64::from(x[offset(&position, &case.x)] * kernel[offset(&weight, &case.kernel)]);
            }
        }
        result.push(sum as f32);
    }
    (result, shape)
}

fn cases() -> Vec<(Value, Case)> {
    let case = |x: &[usize],
                kernel: &[usize],
                strides: &[usize],
                dilation: &[usize],
                padding: &[(usize, usize)],
                groups| Case {
        x: x.to_vec(),
        kernel: kernel.to_vec(),
        strides: strides.to_vec(),
        dilation: dilation.to_vec(),
        padding: padding.to_vec(),
        groups,
    };
    vec![
        (
            json!({"padding": "valid"}),
            case(&[2, 7, 6, 3], &[3, 2, 3, 4], &[1, 1], &[1, 1], &[(0, 0), (0, 0)], 1),
        ),
        (
            json!({"padding": "same", "strides": [2, 2]}),
            case(&[2, 7, 6, 3], &[3, 3, 3, 4], &[2, 2], &[1, 1], &[(1, 1), (0, 1)], 1),
        ),
        (
            json!({"padding": "valid", "strides": [2, 3]}),
            case(&[1, 8, 9, 2], &[3, 2, 2, 3], &[2, 3], &[1, 1], &[(0, 0), (0, 0)], 1),
        ),
        (
            json!({"padding": "same", "dilation": [2, 1]}),
            case(&[1, 6, 5, 2], &[3, 2, 2, 3], &[1, 1], &[2, 1], &[(2, 2), (0, 1)], 1),
        ),
        (
            json!({"padding": [[2, 0], [1, 3]], "groups": 2}),
            case(&[2, 5, 4, 4], &[2, 3, 2, 6], &[1, 1], &[1, 1], &[(2, 0), (1, 3)], 2),
        ),
        (
            json!({"padding": "same", "groups": 3}),
            case(&[2, 5, 5, 3], &[3, 3, 1, 6], &[1, 1], &[1, 1], &[(1, 1), (1, 1)], 3),
        ),
        (
            json!({"padding": "same"}),
            case(&[2, 4, 4, 5], &[1, 1, 5, 2], &[1, 1], &[1, 1], &[(0, 0), (0, 0)], 1),
        ),
        (
            json!({"padding": "causal", "dilation": [2]}),
            case(&[2, 8, 3], &[3, 3, 4], &[1], &[2], &[(4, 0)], 1),
        ),
        (json!({"padding": "same", "strides": [2]}), case(&[2, 9, 3], &[4, 3, 4], &[2], &[1], &[(1, 2)], 1)),
        (
            json!({"padding": "same", "strides": [2, 1, 1]}),
            case(&[1, 4, 3, 5, 2], &[3, 2, 3, 2, 3], &[2, 1, 1], &[1, 1, 1], &[(0, 1), (0, 1), (1, 1)], 1),
        ),
        (
            json!({"padding": "valid", "strides": [2], "groups": 2}),
            case(&[1, 3, 4], &[2, 2, 2], &[2], &[1], &[(0, 0)], 2),
        ),
        (
            json!({"padding": "valid", "strides": [2, 1, 1]}),
            case(&[1, 4, 5, 4, 1], &[1, 1, 1, 1, 1], &[2, 1, 1], &[1, 1, 1], &[(0, 0); 3], 1),
        ),
        (
            json!({"padding": "valid", "strides": [3, 1, 9], "dilation": [2, 1, 1]}),
            case(&[1, 6, 3, 4, 2], &[1, 2, 1, 2, 2], &[3, 1, 9], &[2, 1, 1], &[(0, 0); 3], 1),
        ),
    ]
}

fn probe(with: &Value, case: &Case) -> Probe<'static> {
    Probe::new("conv", with.clone(), &[&case.x, &case.kernel])
}

#[test]
fn conv_gives_what_its_definition_gives() {
    for (with, case) in cases() {
        let inputs = [&case.x, &case.kernel].map(|shape| floats(&filled(shape).0, shape, cpu()));
        let found = one("conv", &inputs, with.clone(), cpu());
        let (expected, shape) = plain_conv(&case);
        assert_eq!(found.shape(), shape, "{with}");
        assert_close(&read_floats(&found, cpu()), &expected, 1e-4, 1e-4, &format!("conv {with}"));
    }
}

#[test]
fn conv_has_the_right_gradients() {
    for (with, case) in cases() {
        probe(&with, &case).check();
    }
}

#[test]
fn conv_is_the_same_on_the_graphics_card() {
    let Some(context) = wgpu() else { return };
    let _turn = turn();
    for (with, case) in cases() {
        probe(&with, &case).check_same(context);
    }
}

#[test]
fn conv_refuses_what_does_not_fit() {
    let refused = |x: &[usize], kernel: &[usize], with: Value, code: &str| {
        let inputs = [x, kernel].map(|shape| floats(&filled(shape).0, shape, cpu()));
        let error = run("conv", &inputs, with.clone(), cpu()).expect_err("must be refused");
        assert_eq!(error.code, code, "{with}");
        assert_eq!(error.fields["op"], "conv");
    };
    refused(&[1, 5, 5, 3], &[3, 3, 2, 4], json!({}), "shape_mismatch");
    refused(&[1, 5, 5, 4], &[3, 3, 2, 3], json!({"groups": 2}), "shape_mismatch");
    refused(&[1, 5, 5, 4], &[3, 3, 4, 4], json!({"groups": 0}), "bad_attribute");
    refused(&[1, 2, 2, 1], &[3, 3, 1, 1], json!({}), "shape_mismatch");
    refused(&[1, 5, 5, 1], &[3, 3, 1], json!({}), "shape_mismatch");
    refused(&[5, 1], &[3, 1, 1], json!({}), "shape_mismatch");
    refused(&[1, 5, 5, 1], &[3, 3, 1, 1], json!({"strides": [0, 1]}), "bad_attribute");
    refused(&[1, 5, 5, 1], &[3, 3, 1, 1], json!({"strides": [1]}), "bad_attribute");
    refused(&[1, 5, 5, 1], &[3, 3, 1, 1], json!({"padding": "full"}), "bad_attribute");
    refused(&[1, 5, 5, 1], &[3, 3, 1, 1], json!({"padding": "causal"}), "bad_attribute");
    refused(&[1, 5, 5, 1], &[3, 3, 1, 1], json!({"dilation": [1_000_000_000_000_i64, 1]}), "bad_attribute");
}

type Transposed = (Value, Vec<usize>, Vec<usize>, Vec<usize>);

fn transposed_cases() -> Vec<Transposed> {
    vec![
        (
            json!({"padding": "valid", "strides": [2, 2]}),
            vec![2, 3, 4, 3],
            vec![3, 3, 5, 3],
            vec![2, 7, 9, 5],
        ),
        (json!({"padding": "same", "strides": [2, 2]}), vec![2, 3, 4, 3], vec![3, 3, 5, 3], vec![2, 6, 8, 5]),
        (json!({"padding": "same"}), vec![1, 4, 4, 2], vec![2, 3, 2, 2], vec![1, 4, 4, 2]),
        (
            json!({"padding": "valid", "strides": [3, 3]}),
            vec![1, 3, 3, 2],
            vec![2, 2, 2, 2],
            vec![1, 9, 9, 2],
        ),
        (json!({"padding": "same", "strides": [3, 2]}), vec![1, 3, 3, 2], vec![2, 2, 2, 2], vec![1, 9, 6, 2]),
        (
            json!({"padding": "same", "strides": [2, 2], "output_padding": [1, 0]}),
            vec![1, 3, 3, 2],
            vec![3, 3, 2, 2],
            vec![1, 6, 5, 2],
        ),
        (
            json!({"padding": "valid", "strides": [2, 2], "output_padding": [1, 0]}),
            vec![1, 3, 3, 2],
            vec![3, 3, 2, 2],
            vec![1, 8, 7, 2],
        ),
        (
            json!({"padding": "valid", "dilation": [2, 1]}),
            vec![1, 3, 3, 2],
            vec![2, 2, 3, 2],
            vec![1, 5, 4, 3],
        ),
        (json!({"padding": "same", "strides": [2]}), vec![2, 4, 3], vec![5, 2, 3], vec![2, 8, 2]),
        (
            json!({"padding": "valid", "strides": [1, 2, 1]}),
            vec![1, 2, 2, 3, 2],
            vec![2, 2, 2, 3, 2],
            vec![1, 3, 4, 4, 3],
        ),
        (
            json!({"padding": "valid", "strides": [2, 1, 3]}),
            vec![1, 2, 2, 2, 2],
            vec![1, 1, 2, 3, 2],
            vec![1, 4, 2, 6, 3],
        ),
    ]
}

/// Transposed convolution by its definition; the first places dropped as Keras drops them.
fn plain_transposed(with: &Value, x_shape: &[usize], kernel_shape: &[usize], shape: &[usize]) -> Vec<f32> {
    let rank = x_shape.len() - 2;
    let numbers = |name: &str| -> Vec<usize> {
        with.get(name).map_or(vec![1; rank], |value| serde_json::from_value(value.clone()).unwrap())
    };
    let (strides, dilation) = (numbers("strides"), numbers("dilation"));
    let more: Option<Vec<usize>> =
        with.get("output_padding").map(|value| serde_json::from_value(value.clone()).unwrap());
    let dropped: Vec<usize> = (0..rank)
        .map(|axis| {
            let span = (kernel_shape[axis] - 1) * dilation[axis] + 1;
            if with["padding"] == "valid" {
                return 0;
            }
            let around = match &more {
                None => strides[axis] + span - 2,
                Some(more) => span + span % 2 - 2 + more[axis],
            };
            span - 1 - (around / 2 + around % 2).min(span - 1)
        })
        .collect();
    let (x, kernel) = (filled(x_shape).0, filled(kernel_shape).0);
    let mut result = vec![0.0f32; shape.iter().product()];
    for from in positions(x_shape) {
        for tap in positions(kernel_shape) {
            if tap[rank + 1] != from[rank + 1] {
                continue;
            }
            let at: Vec<i64> = (0..rank)
                .map(|axis| {
                    (from[axis + 1] * strides[axis] + tap[axis] * dilation[axis]) as i64
                        - dropped[axis] as i64
                })
                .collect();
            if at.iter().zip(&shape[1..]).any(|(&index, &length)| index < 0 || index >= length as i64) {
                continue;
            }
            let mut position = vec![from[0]];
            position.extend(at.iter().map(|&index| index as usize));
            position.push(tap[rank]);
            result[offset(&position, shape)] +=
                x[offset(&from, x_shape)] * kernel[offset(&tap, kernel_shape)];
        }
    }
    result
}

#[test]
fn conv_transpose_gives_what_its_definition_gives() {
    for (with, x, kernel, shape) in transposed_cases() {
        let inputs = [&x, &kernel].map(|shape| floats(&filled(shape).0, shape, cpu()));
        let found = one("conv_transpose", &inputs, with.clone(), cpu());
        assert_eq!(found.shape(), shape, "{with}");
        let expected = plain_transposed(&with, &x, &kernel, &shape);
        assert_close(&read_floats(&found, cpu()), &expected, 1e-4, 1e-4, &format!("conv_transpose {with}"));
    }
}

#[test]
fn conv_transpose_has_the_right_gradients() {
    for (with, x, kernel, _) in transposed_cases() {
        Probe::new("conv_transpose", with, &[&x, &kernel]).check();
    }
}

#[test]
fn conv_transpose_is_the_same_on_the_graphics_card() {
    let Some(context) = wgpu() else { return };
    let _turn = turn();
    for (with, x, kernel, _) in transposed_cases() {
        Probe::new("conv_transpose", with, &[&x, &kernel]).check_same(context);
    }
}
