//! Whatever an op is asked for, it answers with an error or with what its shape rule promised; it
//! never panics. And what both backends can compute, they agree on.

mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};

use p_vision::attrs::Attrs;
use p_vision::device::Context;
use p_vision::ops;
use p_vision::spec::{DType, Spec};
use p_vision::tensor::Tensor;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};
use support::{close, cpu, read_floats, turn, wgpu};

/// Ops that panic on purpose.
const EXCLUDED: [&str; 1] = ["panic_probe"];

fn dtype() -> impl Strategy<Value = DType> {
    prop_oneof![Just(DType::Float32), Just(DType::Int32), Just(DType::Bool)]
}

fn shape() -> impl Strategy<Value = Vec<usize>> {
    prop_oneof![
        8 => prop::collection::vec(prop_oneof![4 => 1usize..4, 1 => 1usize..7], 0..5),
        1 => prop::collection::vec(0usize..3, 0..7),
    ]
}

/// Similar shapes are likelier to fit together.
fn inputs() -> impl Strategy<Value = Vec<Spec>> {
    let specs = (shape(), prop::collection::vec((dtype(), shape(), 0u8..4), 0..4));
    specs.prop_map(|(base, parts)| {
        let spec = |(dtype, other, choice): (DType, Vec<usize>, u8)| match choice {
            0 | 1 => Spec::new(dtype, base.clone()),
            2 => Spec::new(dtype, base.iter().skip(1).copied().collect::<Vec<_>>()),
            _ => Spec::new(dtype, other),
        };
        parts.into_iter().map(spec).collect()
    })
}

fn small() -> impl Strategy<Value = Value> {
    prop_oneof![
        8 => (-3i64..5).prop_map(|x| json!(x)),
        1 => any::<i32>().prop_map(|x| json!(x)),
        1 => any::<i64>().prop_map(|x| json!(x)),
    ]
}

fn list() -> impl Strategy<Value = Value> {
    prop::collection::vec(small(), 0..5).prop_map(Value::Array)
}

fn number() -> impl Strategy<Value = Value> {
    prop_oneof![
        small(),
        (-3.0f64..3.0).prop_map(|x| json!(x)),
        prop_oneof![Just("inf"), Just("-inf"), Just("nan"), Just("wrong")].prop_map(|x| json!(x)),
    ]
}

fn anything() -> impl Strategy<Value = Value> {
    let pairs = prop::collection::vec((0i64..3, -1i64..3), 0..5).prop_map(|pairs| json!(pairs));
    let text = prop_oneof![
        Just("same"),
        Just("valid"),
        Just("causal"),
        Just("reflect"),
        Just("edge"),
        Just("symmetric"),
        Just("constant"),
        Just("bilinear"),
        Just("nearest"),
        Just("float32"),
        Just("int32"),
        Just("bool"),
        Just("ij,jk->ik"),
        Just("ij->ji"),
        Just("...i->..."),
        Just("->"),
        Just("a,b"),
    ];
    prop_oneof![
        3 => small(), 4 => list(), 2 => number(), 2 => pairs, 1 => any::<bool>().prop_map(|x| json!(x)), 1 => Just(Value::Null),
        1 => text.prop_map(|x| json!(x)),
    ]
}

/// Every attribute of the table with likely values, sometimes with unlikely ones.
fn attributes() -> impl Strategy<Value = Value> {
    let flags = ["keepdims", "reverse", "exclusive", "descending", "approximate"];
    let numbers =
        ["left", "right", "min", "max", "value", "start", "stop", "step", "alpha", "negative_slope"];
    let sizes = ["axis", "k", "num_classes", "low", "high", "n", "m", "shift", "groups", "repeats"];
    let lists = [
        "axes",
        "shape",
        "starts",
        "stops",
        "strides",
        "indices",
        "repeats",
        "shift",
        "pool_size",
        "dilation",
        "size",
        "squeeze",
        "output_padding",
        "axis",
    ];
    let texts: [(&str, &[&str]); 4] = [
        ("dtype", &["float32", "int32", "bool", "wrong"]),
        ("padding", &["same", "valid", "causal"]),
        ("mode", &["constant", "reflect", "symmetric", "edge"]),
        ("interpolation", &["nearest", "bilinear"]),
    ];
    let equations = [
        "ij,jk->ik",
        "ij->ji",
        "i,i->",
        "ii->i",
        "...i->...",
        "bij,bjk->bik",
        "a,b->ab",
        "->",
        "ab,ba",
        "x->xx",
    ];
    let mut all: Vec<BoxedStrategy<(String, Value)>> = vec![];
    let mut offer = |name: &str, value: BoxedStrategy<Value>| {
        let name = name.to_string();
        all.push(value.prop_map(move |value| (name.clone(), value)).boxed());
    };
    for name in flags {
        offer(name, any::<bool>().prop_map(|x| json!(x)).boxed());
    }
    for name in numbers {
        offer(name, number().boxed());
    }
    for name in sizes {
        offer(name, small().boxed());
    }
    for name in lists {
        offer(name, list().boxed());
    }
    for (name, choices) in texts {
        offer(name, prop::sample::select(choices).prop_map(|x| json!(x)).boxed());
    }
    offer("equation", prop::sample::select(equations.to_vec()).prop_map(|x| json!(x)).boxed());
    let pairs = prop::collection::vec((0i64..3, 0i64..3), 0..5).prop_map(|pairs| json!(pairs)).boxed();
    offer("widths", pairs.clone());
    offer("padding", pairs);
    for name in
        ["axis", "axes", "shape", "widths", "starts", "padding", "strides", "repeats", "equation", "k"]
    {
        offer(name, anything().boxed());
    }
    // Each attribute is there about half of the time; of several offers the last wins.
    let each: Vec<_> = all.into_iter().map(|strategy| prop::option::weighted(0.4, strategy)).collect();
    each.prop_map(|pairs| Value::Object(pairs.into_iter().flatten().collect::<Map<_, _>>()))
}

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
            let plain = tensor(spec, seed + index as u64, seed % 2 == 0, context);
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
                let back = || support::gradients(result, &weights, &leaves, context);
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
    let mut failures = vec![];
    for name in names {
        let config = Config { cases, failure_persistence: None, ..Config::default() };
        let mut runner = TestRunner::new_with_rng(
            config,
            proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
        );
        let counted = std::cell::Cell::new(0);
        let result = runner.run(&(inputs(), attributes(), 0u64..50), |(specs, given, seed)| {
            let done = attempt(name, &specs, &given, seed).map_err(TestCaseError::fail)?;
            counted.set(counted.get() + u32::from(done));
            Ok(())
        });
        if let Err(error) = result {
            failures.push(format!("{name}: {error}"));
        } else if counted.get() == 0 {
            println!("{name}: no random request fitted");
        }
    }
    let _ = std::panic::take_hook();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
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
