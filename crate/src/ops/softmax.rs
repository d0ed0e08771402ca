//! Softmax and its logarithm along one axis, shifted by the maximum so that nothing overflows.
//!
//! `y = e^(x - max) / sum e^(x - max)`, gradient `y (g - sum(g y))`;
//! `ln y` has gradient `g - y sum(g)`.

use burn::backend::tensor::FloatTensor;

use crate::ops::rule::{Engine, Kept, Rule};

/// Softmax along an axis.
#[derive(Debug, Clone, Copy)]
pub struct Softmax {
    /// The axis.
    pub axis: usize,
}

impl Rule for Softmax {
    const KEEPS_INPUT: bool = false;
    const KEEPS_OUTPUT: bool = true;

    fn forward<B: Engine>(&self, x: FloatTensor<B>) -> FloatTensor<B> {
        B::softmax(x, self.axis)
    }

    fn backward<B: Engine>(&self, kept: Kept<B>, gradient: FloatTensor<B>) -> FloatTensor<B> {
        let y = kept.output.expect("softmax keeps its output");
        let weighted = B::float_mul(gradient, y.clone());
        let sum = B::float_sum_dim(weighted.clone(), self.axis);
        B::float_sub(weighted, B::float_mul(y, sum))
    }
}

/// Logarithm of softmax along an axis.
#[derive(Debug, Clone, Copy)]
pub struct LogSoftmax {
    /// The axis.
    pub axis: usize,
}

impl Rule for LogSoftmax {
    const KEEPS_INPUT: bool = false;
    const KEEPS_OUTPUT: bool = true;

    fn forward<B: Engine>(&self, x: FloatTensor<B>) -> FloatTensor<B> {
        let shifted = B::float_sub(x.clone(), B::float_max_dim(x, self.axis));
        let sum = B::float_sum_dim(B::float_exp(shifted.clone()), self.axis);
        B::float_sub(shifted, B::float_log(sum))
    }

    fn backward<B: Engine>(&self, kept: Kept<B>, gradient: FloatTensor<B>) -> FloatTensor<B> {
        let y = B::float_exp(kept.output.expect("log_softmax keeps its output"));
        let sum = B::float_sum_dim(gradient.clone(), self.axis);
        B::float_sub(gradient, B::float_mul(y, sum))
    }
}
