//! Whatever an op is asked for, it answers with an error or with what its shape rule promised; it
//! never panics. And what both backends can compute, they agree on.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::requests::{attributes, inputs, likely};
use crate::support::{close, cpu, read_floats, turn, wgpu};
use p_vision::attrs::Attrs;
use p_vision::device::Context;
use p_vision::ops;
use p_vision::spec::{DType, Spec};
use p_vision::tensor::Tensor;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

/// Ops that panic on purpose.
const EXCLUDED: [&str; 1] = ["panic_probe"];
/// Ops whose attribute is a program, which nobody hits by chance; `programs_properties.rs` writes such programs.
const WRITTEN: [&str; 1] = ["scan"];

/// Values that ops find awkward, by their place.
fn tensor(spec: &Spec, seed: u64, extremes: bool, context: &Context) -> Tensor {
    let at = |index: usize| (seed.wrapping_mul(31).wrapping_add(index as u64 * 7919) % 23) as i32 - 8;
    let places = 0..spec.elements();
    match spec.dtype {
        DType::Bool => Tensor::from_bools(places.map(|i| at(i) > 0).collect(), &spec.shape, context),
        DType::Int32 => {
            let value = |i| match at(i) {
                -8 if extremes => i32::MIN,
                14 if extremes => i32::MAX,
                other => other / 3,
            };
            Tensor::from_ints(places.map(value).collect(), &spec.shape, context)
        }
        DType::Float32 => {
            let value = |i| match at(i) {
                -8 if extremes => f32::NAN,
                -7 if extremes => f32::INFINITY,
                14 if extremes => f32::MIN,
                other => other as f32 / 4.0,
            };
            Tensor::from_floats(places.map(value).collect(), &spec.shape, context)
        }
    }
}

/// Runs one request; says what went wrong, if anything did.
fn attempt(name: &'static str, specs: &[Spec], given: &Value, seed: u64) -> Result<bool, String> {
    let context = cpu();
    let attrs = Attrs::try_from(given.clone()).unwrap();
    let outputs = match catch_unwind(AssertUnwindSafe(|| ops::infer(name, specs, &attrs))) {
        Err(_) => return Err("the shape rule panicked".into()),
        Ok(Err(error)) if error.code == "engine_panic" => return Err(format!("{error}")),
        Ok(Err(_)) => return Ok(false),
        Ok(Ok(outputs)) => outputs,
    };
    let sizes = specs.iter().chain(&outputs).map(Spec::elements);
    // Tensors without elements never reach an op; huge ones would take all memory.
    if specs.iter().any(|spec| spec.check().is_err()) || sizes.max().unwrap_or(0) > 1 << 16 {
        return Ok(false);
    }
    for watched in [false, true] {
        let make = |(index, spec): (usize, &Spec)| {
            let plain = tensor(spec, seed + index as u64, seed.is_multiple_of(2), context);
            if watched && spec.dtype == DType::Float32 { plain.watched().unwrap() } else { plain }
        };
        let inputs: Vec<Tensor> = specs.iter().enumerate().map(make).collect();
        let results = match catch_unwind(AssertUnwindSafe(|| ops::execute(name, &inputs, &attrs, context))) {
            Err(_) => return Err(format!("evaluation panicked (watched: {watched})")),
            Ok(Err(error)) if error.code == "index_out_of_range" => return Ok(false),
            Ok(Err(error)) => return Err(format!("evaluation failed after the shape rule passed: {error}")),
            Ok(Ok(results)) => results,
        };
        for (result, promised) in results.iter().zip(&outputs) {
            if result.spec != *promised || results.len() != outputs.len() {
                return Err(format!("got {}, promised {promised}", result.spec));
            }
            let bytes = pollster::block_on(result.read()).map_err(|error| format!("reading: {error}"))?;
            if bytes.len() != promised.bytes() {
                return Err(format!("{} bytes for {promised}", bytes.len()));
            }
            if watched && result.is_tracked() && result.dtype() == DType::Float32 {
                let weights = vec![1.0; promised.elements()];
                let leaves: Vec<&Tensor> = inputs.iter().filter(|input| input.is_tracked()).collect();
                let back = || crate::support::gradients(result, &weights, &leaves, context);
                let Ok(found) = catch_unwind(AssertUnwindSafe(back)) else {
                    return Err("the gradient panicked".into());
                };
                for (gradient, leaf) in found.iter().zip(&leaves) {
                    if gradient.as_ref().is_some_and(|gradient| gradient.len() != leaf.spec.elements()) {
                        return Err("a gradient of another shape".into());
                    }
                }
            }
        }
    }
    Ok(true)
}

#[test]
fn no_request_makes_an_op_panic() {
    std::panic::set_hook(Box::new(|_| {}));
    let cases: u32 = std::env::var("CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(300);
    let mut names: Vec<&str> = ops::all().map(|op| op.name).filter(|name| !EXCLUDED.contains(name)).collect();
    names.sort_unstable();
    let (mut failures, mut unserved): (Vec<String>, Vec<&str>) = (vec![], vec![]);
    for name in names {
        let served = Cell::new(0);
        let mut check = |requests: BoxedStrategy<((Vec<Spec>, Value), u64)>| {
            let config = Config { cases, failure_persistence: None, ..Config::default() };
            let mut runner =
                TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
            let result = runner.run(&requests, |((specs, given), seed)| {
                let done = attempt(name, &specs, &given, seed).map_err(TestCaseError::fail)?;
                served.set(served.get() + u32::from(done));
                Ok(())
            });
            failures.extend(result.err().map(|error| format!("{name}: {error}")));
        };
        check(((inputs(), attributes()), 0u64..50).boxed());
        if let Some(requests) = likely(name) {
            check((requests, 0u64..50).boxed());
        }
        if served.get() == 0 && !WRITTEN.contains(&name) {
            unserved.push(name);
        }
    }
    let _ = std::panic::take_hook();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(unserved.is_empty(), "no request fitted {unserved:?}");
}

#[test]
fn both_backends_agree() {
    let _turn = turn();
    let Some(gpu) = wgpu() else { return };
    let mut names: Vec<&str> = ops::all().map(|op| op.name).collect();
    names.sort_unstable();
    let float = |shape: &[usize]| Spec::float(shape);
    let int = |shape: &[usize]| Spec::new(DType::Int32, shape);
    let truth = |shape: &[usize]| Spec::new(DType::Bool, shape);
    let candidates: Vec<(Vec<Spec>, Value)> = vec![
        (vec![float(&[3, 4])], json!({"axis": 1, "dtype": "int32", "right": 2.5})),
        (vec![int(&[2, 3])], json!({"axis": 0, "axes": [1], "right": 3, "k": 2, "dtype": "float32"})),
        (vec![truth(&[2, 3])], json!({"axis": 0, "axes": [0], "dtype": "float32"})),
        (vec![float(&[])], json!({"right": 2})),
        (vec![float(&[2, 3]), float(&[3])], json!({})),
        (vec![int(&[2, 3]), int(&[2, 1])], json!({})),
        (vec![truth(&[2, 3]), truth(&[3])], json!({})),
        (vec![truth(&[2, 3]), float(&[3]), int(&[2, 1])], json!({})),
        (vec![float(&[2, 3, 4])], json!({"axes": [0, 2], "axis": 1, "k": 3})),
    ];
    let mut failures = vec![];
    for name in names {
        if EXCLUDED.contains(&name) {
            continue;
        }
        for (specs, given) in &candidates {
            let attrs = Attrs::try_from(given.clone()).unwrap();
            if ops::infer(name, specs, &attrs).is_err() {
                continue;
            }
            let values = |context| {
                let inputs: Vec<Tensor> = specs
                    .iter()
                    .enumerate()
                    .map(|(i, spec)| tensor(spec, 1 + i as u64, false, context))
                    .collect();
                let results = ops::execute(name, &inputs, &attrs, context).unwrap_or_default();
                results.iter().flat_map(|result| read_floats(result, context)).collect::<Vec<f32>>()
            };
            let (left, right) = (values(cpu()), values(gpu));
            let differs = left.len() != right.len()
                || left.iter().zip(&right).any(|(&left, &right)| !close(left, right, 5e-4, 1e-5));
            if differs {
                failures.push(format!("{name} {specs:?} {given}:\n  {left:?}\n  {right:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
