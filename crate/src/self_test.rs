//! A quick check that a backend computes right: known answers, and one train step by hand.
//!
//! The step is linear regression: `L = mean((xw - y)^2)`, `dL/dw = 2/n x^T (xw - y)`.

use serde_json::{Value, json};

use crate::attrs::Attrs;
use crate::device::Context;
use crate::error::Result;
use crate::ops;
use crate::tape;
use crate::tensor::Tensor;

/// Name, attributes, shapes of the inputs, expected values. Inputs are 0.5, 1.0, 1.5, ... in order.
type Check = (&'static str, &'static str, &'static [&'static [usize]], &'static [f32]);

const CHECKS: &[Check] = &[
    ("add", "", &[&[2, 2], &[2, 2]], &[1.0, 2.0, 3.0, 4.0]),
    ("subtract", r#"{"right":0.5}"#, &[&[3]], &[0.0, 0.5, 1.0]),
    ("multiply", "", &[&[2, 1], &[2]], &[0.25, 0.5, 0.5, 1.0]),
    ("divide", r#"{"left":3.0}"#, &[&[3]], &[6.0, 3.0, 2.0]),
    ("maximum", r#"{"right":1.0}"#, &[&[3]], &[1.0, 1.0, 1.5]),
    ("power", r#"{"right":2}"#, &[&[3]], &[0.25, 1.0, 2.25]),
    ("exp", "", &[&[2]], &[1.648_721_3, std::f32::consts::E]),
    ("log", "", &[&[2]], &[-std::f32::consts::LN_2, 0.0]),
    ("tanh", "", &[&[2]], &[0.462_117_16, 0.761_594_2]),
    ("sigmoid", "", &[&[2]], &[0.622_459_35, 0.731_058_6]),
    ("relu", "", &[&[2]], &[0.5, 1.0]),
    ("softmax", r#"{"axis":-1}"#, &[&[2, 2]], &[0.377_540_67, 0.622_459_35, 0.377_540_67, 0.622_459_35]),
    ("sum", r#"{"axes":[0]}"#, &[&[3, 2]], &[4.5, 6.0]),
    ("mean", "", &[&[3, 2]], &[1.75]),
    ("max", r#"{"axes":[1]}"#, &[&[2, 2]], &[1.0, 2.0]),
    ("cumsum", r#"{"axis":0}"#, &[&[3]], &[0.5, 1.5, 3.0]),
    ("matmul", "", &[&[2, 2], &[2, 2]], &[1.75, 2.5, 3.75, 5.5]),
    ("transpose", r#"{"axes":[1,0]}"#, &[&[2, 2]], &[0.5, 1.5, 1.0, 2.0]),
    ("concatenate", r#"{"axis":0}"#, &[&[1], &[2]], &[0.5, 0.5, 1.0]),
    (
        "conv",
        r#"{"strides":[1,1],"padding":"valid","dilation":[1,1],"groups":1}"#,
        &[&[1, 2, 2, 1], &[2, 2, 1, 1]],
        &[7.5],
    ),
    ("max_pool", r#"{"pool_size":[2,2],"strides":[2,2],"padding":"valid"}"#, &[&[1, 2, 2, 1]], &[2.0]),
];

fn ramp(shape: &[usize], context: &Context) -> Tensor {
    let elements: usize = shape.iter().product();
    Tensor::from_floats((1..=elements).map(|index| index as f32 * 0.5).collect(), shape, context)
}

fn compare(expected: &[f32], received: &[f32]) -> Option<String> {
    let close = |(want, got): (&f32, &f32)| (want - got).abs() <= 1e-4 * want.abs().max(1.0);
    let right = expected.len() == received.len() && expected.iter().zip(received).all(close);
    (!right).then(|| format!("expected {expected:?}, received {received:?}"))
}

async fn check(row: &Check, context: &Context) -> Result<Option<String>> {
    let (name, attrs, shapes, expected) = row;
    let inputs: Vec<Tensor> = shapes.iter().map(|shape| ramp(shape, context)).collect();
    let outputs = ops::execute(name, &inputs, &Attrs::parse(attrs)?, context)?;
    Ok(compare(expected, &outputs[0].read_floats(context).await?))
}

async fn train_step(context: &Context) -> Result<Option<String>> {
    let run = |name: &str, inputs: &[&Tensor], attrs: &str| -> Result<Tensor> {
        let inputs: Vec<Tensor> = inputs.iter().map(|&tensor| tensor.clone()).collect();
        Ok(ops::execute(name, &inputs, &Attrs::parse(attrs)?, context)?.remove(0))
    };
    let x = ramp(&[3, 2], context);
    let y = ramp(&[3, 1], context);
    let weights = Tensor::from_floats(vec![0.1, -0.2], &[2, 1], context).watched()?;
    let error = run("subtract", &[&run("matmul", &[&x, &weights], "")?, &y], "")?;
    let loss = run("mean", &[&run("square", &[&error], "")?], "")?;
    let gradients = tape::gradients(&loss, std::slice::from_ref(&weights))?;
    let Some(gradient) = gradients.into_iter().next().flatten() else {
        return Ok(Some("no gradient came back".into()));
    };
    let step = run("multiply", &[&gradient], r#"{"right":0.1}"#)?;
    let moved = run("subtract", &[&weights.detached(), &step], "")?;
    Ok(compare(&[0.555, 0.38], &moved.read_floats(context).await?))
}

fn report(name: &str, result: Result<Option<String>>) -> Value {
    let error = result.unwrap_or_else(|error| Some(error.to_string()));
    json!({"name": name, "ok": error.is_none(), "error": error})
}

/// Runs every check; `{"ok": bool, "checks": [{"name", "ok", "error"}]}`.
pub async fn run(context: Context) -> String {
    let mut checks = vec![];
    for row in CHECKS {
        checks.push(report(row.0, check(row, &context).await));
    }
    checks.push(report("train_step", train_step(&context).await));
    let ok = checks.iter().all(|check| check["ok"] == json!(true));
    json!({"ok": ok, "checks": checks}).to_string()
}
