//! Gradients against finite differences, and one backend against the other.

use p_vision::device::Context;
use p_vision::tensor::Tensor;
use serde_json::Value;

use crate::support::{assert_close, cpu, floats, gradients, one, read_floats};

/// An op with float inputs, ready to be asked for values and gradients.
pub struct Probe<'a> {
    pub op: &'a str,
    pub with: Value,
    /// Values and shape of each float input.
    pub inputs: Vec<(Vec<f32>, Vec<usize>)>,
    /// Inputs without gradient, such as indices, that follow the float ones; made for each backend.
    pub others: &'a dyn Fn(&Context) -> Vec<Tensor>,
    /// Step of the differences: large for linear ops, small for others.
    pub step: f32,
}

/// Values without pattern in -1..1 that are never close to each other.
pub fn scattered(count: usize) -> Vec<f32> {
    (0..count).map(|index| ((index * 7919 + 13) % 1009) as f32 / 504.5 - 1.0).collect()
}

pub fn filled(shape: &[usize]) -> (Vec<f32>, Vec<usize>) {
    (scattered(shape.iter().product()), shape.to_vec())
}

impl Probe<'_> {
    pub fn new(op: &str, with: Value, shapes: &[&[usize]]) -> Probe<'static> {
        let op: &'static str = Box::leak(op.to_string().into_boxed_str());
        Probe {
            op,
            with,
            inputs: shapes.iter().map(|shape| filled(shape)).collect(),
            others: &|_| vec![],
            step: 0.5,
        }
    }

    fn output(&self, values: &[Vec<f32>], context: &Context) -> Tensor {
        let mut inputs: Vec<Tensor> = values
            .iter()
            .zip(&self.inputs)
            .map(|(values, (_, shape))| floats(values, shape, context))
            .collect();
        inputs.extend((self.others)(context));
        one(self.op, &inputs, self.with.clone(), context)
    }

    fn values(&self) -> Vec<Vec<f32>> {
        self.inputs.iter().map(|(values, _)| values.clone()).collect()
    }

    pub fn gradients(&self, context: &Context) -> Vec<Vec<f32>> {
        let leaves: Vec<Tensor> = self
            .inputs
            .iter()
            .map(|(values, shape)| floats(values, shape, context).watched().expect("floats can be watched"))
            .collect();
        let mut inputs = leaves.clone();
        inputs.extend((self.others)(context));
        let output = one(self.op, &inputs, self.with.clone(), context);
        let weights = scattered(output.spec.elements());
        let leaves: Vec<&Tensor> = leaves.iter().collect();
        gradients(&output, &weights, &leaves, context)
            .into_iter()
            .map(|gradient| gradient.unwrap_or_else(|| panic!("{} {}: no gradient", self.op, self.with)))
            .collect()
    }

    fn loss(&self, values: &[Vec<f32>]) -> f64 {
        let output = read_floats(&self.output(values, cpu()), cpu());
        let weights = scattered(output.len());
        output.iter().zip(weights).map(|(&value, weight)| f64::from(value) * f64::from(weight)).sum()
    }

    /// Compares the gradients on the processor with finite differences, at no more than 60 elements an input.
    #[track_caller]
    pub fn check(&self) {
        let found = self.gradients(cpu());
        for (input, gradient) in found.iter().enumerate() {
            let stride = gradient.len().div_ceil(60);
            for index in (0..gradient.len()).step_by(stride) {
                let mut values = self.values();
                let here = values[input][index];
                values[input][index] = here + self.step;
                let above = self.loss(&values);
                values[input][index] = here - self.step;
                let slope = ((above - self.loss(&values)) / (2.0 * f64::from(self.step))) as f32;
                let what = format!("{} {}: gradient of input {input} at {index}", self.op, self.with);
                assert_close(&[gradient[index]], &[slope], 2e-3, 2e-3, &what);
            }
        }
    }

    /// Compares values and gradients of a backend with those of the processor.
    #[track_caller]
    pub fn check_same(&self, context: &Context) {
        let what = format!("{} {} on {}", self.op, self.with, context.backend.name());
        let (there, here) = (self.output(&self.values(), context), self.output(&self.values(), cpu()));
        assert_eq!(there.spec, here.spec, "{what}");
        assert_close(&read_floats(&there, context), &read_floats(&here, cpu()), 1e-4, 1e-4, &what);
        for (there, here) in self.gradients(context).iter().zip(self.gradients(cpu())) {
            assert_close(there, &here, 1e-4, 1e-4, &format!("gradient of {what}"));
        }
    }
}
