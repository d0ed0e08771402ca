//! What tests of ops share: one context for each backend, and short ways to run ops.

pub mod slopes;

use std::sync::{LazyLock, Mutex, MutexGuard};

use burn::backend::{AutodiffBackend, Dispatch};
use p_vision::attrs::Attrs;
use p_vision::device::{Backend, Context};
use p_vision::error::Result;
use p_vision::ops;
use p_vision::spec::{DType, Spec};
use p_vision::tensor::Tensor;
use serde_json::Value;

static CPU: LazyLock<Context> = LazyLock::new(|| Context::cpu().expect("the processor backend starts").0);
static WGPU: LazyLock<Option<Context>> = LazyLock::new(|| {
    let started = pollster::block_on(Context::start(Backend::Wgpu));
    if let Err(error) = &started {
        eprintln!("no graphics backend here: {error}");
    }
    started.ok().map(|(context, _)| context)
});
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The processor backend.
pub fn cpu() -> &'static Context {
    &CPU
}

/// The graphics backend, where there is one.
pub fn wgpu() -> Option<&'static Context> {
    WGPU.as_ref()
}

/// Every backend of this machine.
pub fn contexts() -> Vec<&'static Context> {
    std::iter::once(cpu()).chain(wgpu()).collect()
}

/// Software graphics are slow: tests that use them take turns.
pub fn turn() -> MutexGuard<'static, ()> {
    ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

pub fn attrs(value: Value) -> Attrs {
    Attrs::try_from(value).expect("attributes are an object")
}

pub fn floats(values: &[f32], shape: &[usize], context: &Context) -> Tensor {
    Tensor::from_floats(values.to_vec(), shape, context)
}

pub fn ints(values: &[i32], shape: &[usize], context: &Context) -> Tensor {
    Tensor::from_ints(values.to_vec(), shape, context)
}

pub fn bools(values: &[bool], shape: &[usize], context: &Context) -> Tensor {
    Tensor::from_bools(values.to_vec(), shape, context)
}

/// Runs an op.
pub fn run(name: &str, inputs: &[Tensor], with: Value, context: &Context) -> Result<Vec<Tensor>> {
    ops::execute(name, inputs, &attrs(with), context)
}

/// Runs an op that must work and has one output.
pub fn one(name: &str, inputs: &[Tensor], with: Value, context: &Context) -> Tensor {
    match run(name, inputs, with.clone(), context) {
        Ok(mut outputs) => outputs.remove(0),
        Err(error) => panic!("{name} {with}: {error}"),
    }
}

pub fn read_floats(tensor: &Tensor, context: &Context) -> Vec<f32> {
    pollster::block_on(tensor.read_floats(context)).expect("values come back")
}

pub fn read_ints(tensor: &Tensor, context: &Context) -> Vec<i32> {
    pollster::block_on(tensor.read_ints(context)).expect("values come back")
}

pub fn read_bools(tensor: &Tensor, context: &Context) -> Vec<bool> {
    let bytes = pollster::block_on(tensor.cast(DType::Bool, context).read()).expect("values come back");
    bytes.into_iter().map(|byte| byte != 0).collect()
}

/// `sum(weights * tensor)` as a loss, and its gradients for watched leaves.
pub fn gradients(
    output: &Tensor,
    weights: &[f32],
    leaves: &[&Tensor],
    context: &Context,
) -> Vec<Option<Vec<f32>>> {
    let weights = floats(weights, output.shape(), context);
    let weighted = one("multiply", &[output.clone(), weights], serde_json::json!({}), context);
    let loss = one("sum", &[weighted], serde_json::json!({}), context);
    let found = Dispatch::backward(loss.primitive());
    leaves
        .iter()
        .map(|leaf| {
            let gradient = Dispatch::grad(&leaf.primitive, &found)?;
            Some(read_floats(&Tensor::new(gradient, Spec::float(leaf.shape())), context))
        })
        .collect()
}

/// Whether two numbers agree: both not a number, equal (also infinite), or close.
pub fn close(left: f32, right: f32, relative: f32, absolute: f32) -> bool {
    (left.is_nan() && right.is_nan())
        || left == right
        || (left - right).abs() <= absolute + relative * left.abs().max(right.abs())
}

#[track_caller]
pub fn assert_close(found: &[f32], expected: &[f32], relative: f32, absolute: f32, what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}: number of values");
    for (index, (&left, &right)) in found.iter().zip(expected).enumerate() {
        assert!(close(left, right, relative, absolute), "{what}: value {index} is {left}, expected {right}");
    }
}
