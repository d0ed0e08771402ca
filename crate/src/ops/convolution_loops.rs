//! Convolution, transposed convolution and pooling on the processor.

use crate::kernels::conv::Conv;
use crate::kernels::grid::Grid;
use crate::kernels::pool;
use crate::ops::loops::{Loop, Product, apply_loop, apply_product};
use crate::spec::Spec;
use crate::tensor::Tensor;

/// Convolution: `a` is the tensor, `b` the kernel.
#[derive(Debug, Clone)]
struct Forward {
    conv: Conv,
    shapes: [Vec<usize>; 3],
}

impl Product for Forward {
    fn shapes(&self) -> [Vec<usize>; 3] {
        self.shapes.clone()
    }
    fn forward(&self, x: &[f32], kernel: &[f32]) -> Vec<f32> {
        self.conv.forward(x, kernel)
    }
    fn first_gradient(&self, kernel: &[f32], dy: &[f32]) -> Vec<f32> {
        self.conv.input_gradient(kernel, dy)
    }
    fn second_gradient(&self, x: &[f32], dy: &[f32]) -> Vec<f32> {
        self.conv.kernel_gradient(x, dy)
    }
}

/// Transposed convolution: the way back of the convolution that takes the result to the input.
#[derive(Debug, Clone)]
struct Transposed {
    conv: Conv,
    shapes: [Vec<usize>; 3],
}

impl Product for Transposed {
    fn shapes(&self) -> [Vec<usize>; 3] {
        self.shapes.clone()
    }
    fn forward(&self, x: &[f32], kernel: &[f32]) -> Vec<f32> {
        self.conv.input_gradient(kernel, x)
    }
    fn first_gradient(&self, kernel: &[f32], dy: &[f32]) -> Vec<f32> {
        self.conv.forward(dy, kernel)
    }
    fn second_gradient(&self, x: &[f32], dy: &[f32]) -> Vec<f32> {
        self.conv.kernel_gradient(dy, x)
    }
}

fn shapes(x: &Tensor, kernel: &Tensor, output: &Spec) -> [Vec<usize>; 3] {
    [x.shape().to_vec(), kernel.shape().to_vec(), output.shape.clone()]
}

/// Convolution of float tensors that fit.
pub fn conv(conv: Conv, x: &Tensor, kernel: &Tensor, output: &Spec) -> Tensor {
    let op = Forward { conv, shapes: shapes(x, kernel, output) };
    Tensor::new(apply_product(op, x.primitive(), kernel.primitive()), output.clone())
}

/// Transposed convolution of float tensors that fit; `conv` takes the result to the input.
pub fn conv_transpose(conv: Conv, x: &Tensor, kernel: &Tensor, output: &Spec) -> Tensor {
    let op = Transposed { conv, shapes: shapes(x, kernel, output) };
    Tensor::new(apply_product(op, x.primitive(), kernel.primitive()), output.clone())
}

/// What is made of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pooling {
    /// Its largest value.
    Largest,
    /// Its mean.
    Mean,
}

#[derive(Debug, Clone)]
struct Pool {
    pooling: Pooling,
    grid: Grid,
    channels: usize,
    shapes: [Vec<usize>; 2],
}

impl Loop for Pool {
    fn shapes(&self) -> [Vec<usize>; 2] {
        self.shapes.clone()
    }
    fn forward(&self, x: &[f32]) -> Vec<f32> {
        match self.pooling {
            Pooling::Largest => pool::largest(&self.grid, self.channels, x),
            Pooling::Mean => pool::mean(&self.grid, self.channels, x),
        }
    }
    fn backward(&self, x: &[f32], y: &[f32], dy: &[f32]) -> Vec<f32> {
        match self.pooling {
            Pooling::Largest => pool::largest_gradient(&self.grid, self.channels, x, y, dy),
            Pooling::Mean => pool::mean_gradient(&self.grid, self.channels, dy),
        }
    }
}

/// Pools a float tensor.
pub fn pool(pooling: Pooling, grid: Grid, x: &Tensor, output: &Spec) -> Tensor {
    let channels = output.shape[output.rank() - 1];
    let shapes = [x.shape().to_vec(), output.shape.clone()];
    let op = Pool { pooling, grid, channels, shapes };
    Tensor::new(apply_loop(op, x.primitive()), output.clone())
}
