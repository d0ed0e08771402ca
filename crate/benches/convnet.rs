//! Milliseconds of a train step of the MNIST convnet of keras.io (batch 128), and of its parts, on the processor.
//!
//! `cargo bench --bench convnet`

use std::time::Instant;

use burn::backend::{AutodiffBackend, Dispatch};
use p_vision::attrs::Attrs;
use p_vision::device::Context;
use p_vision::ops;
use p_vision::tensor::{Tensor, ready_now};
use serde_json::{Value, json};

fn op(name: &str, inputs: &[&Tensor], with: Value, context: &Context) -> Tensor {
    let inputs: Vec<Tensor> = inputs.iter().map(|&input| input.clone()).collect();
    let attrs = Attrs::try_from(with).expect("attributes are an object");
    ops::execute(name, &inputs, &attrs, context).expect("the op works").remove(0)
}

fn noise(shape: &[usize], scale: f32, context: &Context) -> Tensor {
    let value = |index: usize| (((index * 7919 + 13) % 1009) as f32 / 504.5 - 1.0) * scale;
    Tensor::from_floats((0..shape.iter().product()).map(value).collect(), shape, context)
}

fn milliseconds(name: &str, mut body: impl FnMut()) {
    body();
    let mut times: Vec<f64> = (0..7)
        .map(|_| {
            let start = Instant::now();
            body();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{name:32} {:8.2} ms (median {:.2})", times[0], times[3]);
}

fn backward(output: &Tensor, context: &Context) {
    let loss = op("sum", &[&op("multiply", &[output, output], json!({}), context)], json!({}), context);
    Dispatch::backward(loss.primitive());
}

struct Net {
    weights: Vec<Tensor>,
}

impl Net {
    fn new(context: &Context) -> Self {
        let shapes: [&[usize]; 6] = [&[3, 3, 1, 32], &[32], &[3, 3, 32, 64], &[64], &[1600, 10], &[10]];
        Self { weights: shapes.iter().map(|shape| noise(shape, 0.05, context)).collect() }
    }

    fn logits(&self, x: &Tensor, weights: &[Tensor], context: &Context) -> Tensor {
        let pool = json!({"pool_size": [2, 2], "strides": [2, 2], "padding": "valid"});
        let mut value = x.clone();
        for pair in weights[..4].chunks(2) {
            value = op("conv", &[&value, &pair[0]], json!({"padding": "valid"}), context);
            value = op("relu", &[&op("add", &[&value, &pair[1]], json!({}), context)], json!({}), context);
            value = op("max_pool", &[&value], pool.clone(), context);
        }
        value = op("reshape", &[&value], json!({"shape": [-1, 1600]}), context);
        op(
            "add",
            &[&op("matmul", &[&value, &weights[4]], json!({}), context), &weights[5]],
            json!({}),
            context,
        )
    }

    fn step(&self, x: &Tensor, context: &Context) -> f32 {
        let weights: Vec<Tensor> =
            self.weights.iter().map(|weight| weight.watched().expect("floats")).collect();
        let logits = self.logits(x, &weights, context);
        let chance = op("log_softmax", &[&logits], json!({"axis": -1}), context);
        let loss = op("mean", &[&chance], json!({}), context);
        let gradients = Dispatch::backward(loss.primitive());
        let found = weights.iter().filter(|weight| Dispatch::grad(&weight.primitive, &gradients).is_some());
        assert_eq!(found.count(), weights.len());
        ready_now(loss.read_floats(context)).expect("the loss is a number")[0]
    }
}

fn main() {
    let (context, _) = Context::cpu().expect("the processor backend starts");
    let context = &context;
    let net = Net::new(context);
    let x = noise(&[128, 28, 28, 1], 1.0, context);
    println!("loss {}", net.step(&x, context));
    milliseconds("train step", || {
        net.step(&x, context);
    });
    milliseconds("inference", || {
        let logits = net.logits(&x, &net.weights, context);
        ready_now(logits.read_floats(context)).expect("values come back");
    });
    let single = noise(&[1, 28, 28, 1], 1.0, context);
    milliseconds("inference of one image", || {
        net.logits(&single, &net.weights, context);
    });
    let pool = json!({"pool_size": [2, 2], "strides": [2, 2], "padding": "valid"});
    let small = noise(&[128, 13, 13, 32], 1.0, context);
    let large = noise(&[128, 26, 26, 32], 1.0, context);
    let bias = noise(&[32], 1.0, context);
    let cases: Vec<(&str, &str, Vec<&Tensor>, Value)> = vec![
        ("conv 28x28x1 to 32", "conv", vec![&x, &net.weights[0]], json!({"padding": "valid"})),
        ("conv 13x13x32 to 64", "conv", vec![&small, &net.weights[2]], json!({"padding": "valid"})),
        ("max_pool 26x26x32", "max_pool", vec![&large], pool.clone()),
        ("average_pool 26x26x32", "average_pool", vec![&large], pool),
        ("relu 26x26x32", "relu", vec![&large], json!({})),
        ("add bias 26x26x32", "add", vec![&large, &bias], json!({})),
    ];
    for (label, name, inputs, with) in cases {
        milliseconds(label, || {
            op(name, &inputs, with.clone(), context);
        });
        milliseconds(&format!("{label}, and back"), || {
            let leaves: Vec<Tensor> = inputs.iter().map(|input| input.watched().expect("floats")).collect();
            backward(&op(name, &leaves.iter().collect::<Vec<_>>(), with.clone(), context), context);
        });
    }
}
