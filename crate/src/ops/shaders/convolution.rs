//! Convolution of one to three axes, channels last, and its gradients, as products read where they lie.

use burn::backend::wgpu::CubeTensor;

use super::convolution_text::{TILE, Variant, text};
use super::grid_text::{numbers, reaches_out};
use super::kernel::{Kernel, empty};
use super::kernel_gradient_text as sums;
use super::lanes::{Fold, fold};
use super::node::{Way, attached, tracked};
use super::product_text::GROUP;
use super::values::{Value, launched, plain};
use crate::kernels::grid::Grid;
use crate::spec::Spec;
use crate::tensor::{Tensor, physical_shape};

/// What stays the same for the result and both gradients.
#[derive(Debug, Clone, PartialEq)]
pub struct Convolution {
    /// How the window slides over the tensor.
    pub grid: Grid,
    /// Channels of the tensor.
    pub channels: usize,
    /// Filters.
    pub filters: usize,
    /// Shapes of tensor, kernel and result.
    pub shapes: [Vec<usize>; 3],
}

/// Rows of workgroups that one axis of a dispatch takes.
const TALLEST: usize = 32_768;
/// Invocations that keep an adapter busy.
const BUSY: usize = 1024;

impl Convolution {
    fn launch(&self, back: bool, a: &CubeTensor, kernel: &CubeTensor) -> CubeTensor {
        let (rows, columns, inner, shape) = if back {
            (self.grid.elements(), self.channels, self.filters, &self.shapes[0])
        } else {
            (self.grid.places(), self.filters, self.channels, &self.shapes[2])
        };
        let variant = Variant {
            back,
            inner: inner.is_multiple_of(4),
            columns: columns.is_multiple_of(4),
            outside: !back && reaches_out(&self.grid),
            strided: back && self.grid.axes.iter().any(|axis| axis.stride > 1),
        };
        let y = empty(a, physical_shape(shape), a.dtype);
        let high = rows.div_ceil(TILE[0] * GROUP[1]);
        let layers = high.div_ceil(TALLEST);
        let groups = [columns.div_ceil(TILE[1] * GROUP[0]), high.div_ceil(layers), layers];
        let shader = Kernel::named(&format!("convolution {variant:?}"), || text(variant));
        let numbers = numbers(&self.grid, self.channels, self.filters);
        shader.launch(groups.map(|count| count as u32), &[a, kernel], &[&y], &numbers);
        y
    }

    fn kernel_gradient(&self, x: &CubeTensor, dy: &CubeTensor) -> CubeTensor {
        let fours = |count: usize| count.is_multiple_of(4);
        let variant = sums::Variant {
            rows: fours(self.channels),
            columns: fours(self.filters),
            outside: reaches_out(&self.grid),
        };
        let (rows, columns) = (self.grid.window() * self.channels, self.filters);
        let [tall, wide] = sums::TILE;
        let tiles = rows.div_ceil(tall) * columns.div_ceil(wide);
        let lines = self.grid.lines();
        let wanted = BUSY.div_ceil(tiles).min(lines).min(256);
        let each = lines.div_ceil(wanted);
        let parts = lines.div_ceil(each);
        let mut shape = self.shapes[1].clone();
        shape.insert(0, parts);
        let found = empty(x, physical_shape(&shape), x.dtype);
        let groups = [columns.div_ceil(wide * sums::GROUP[0]), rows.div_ceil(tall * sums::GROUP[1]), parts];
        let shader = Kernel::named(&format!("kernel gradient {variant:?}"), || sums::text(variant));
        let mut numbers = numbers(&self.grid, self.channels, self.filters);
        numbers.push(each as u32);
        shader.launch(groups.map(|count| count as u32), &[x, dy], &[&found], &numbers);
        fold(Fold::Sum, &found, [1, parts, rows * columns], 1.0, &self.shapes[1])
    }

    /// The result.
    pub fn forward(&self, x: Value, kernel: Value) -> Value {
        let this = self.clone();
        let work = move |inputs: &[CubeTensor]| vec![this.launch(false, &inputs[0], &inputs[1])];
        launched(vec![x, kernel], work).remove(0)
    }

    /// The gradient of the tensor.
    pub fn input_gradient(&self, dy: Value, kernel: Value) -> Value {
        let this = self.clone();
        let work = move |inputs: &[CubeTensor]| vec![this.launch(true, &inputs[0], &inputs[1])];
        launched(vec![dy, kernel], work).remove(0)
    }

    /// The gradient of the kernel.
    pub fn second_gradient(&self, x: Value, dy: Value) -> Value {
        let this = self.clone();
        let work = move |inputs: &[CubeTensor]| vec![this.kernel_gradient(&inputs[0], &inputs[1])];
        launched(vec![x, dy], work).remove(0)
    }
}

#[derive(Debug)]
struct Back {
    convolution: Convolution,
    values: [Value; 2],
    tracked: Vec<bool>,
    transposed: bool,
}

impl Way for Back {
    fn back(self: Box<Self>, gradient: Value) -> Vec<Value> {
        let Self { convolution, values: [x, kernel], tracked, transposed } = *self;
        let mut found = vec![];
        if tracked[0] {
            found.push(if transposed {
                convolution.forward(gradient.clone(), kernel)
            } else {
                convolution.input_gradient(gradient.clone(), kernel)
            });
        }
        if tracked[1] {
            found.push(if transposed {
                convolution.second_gradient(gradient, x)
            } else {
                convolution.second_gradient(x, gradient)
            });
        }
        found
    }
}

fn apply(convolution: Convolution, x: &Tensor, kernel: &Tensor, output: &Spec, transposed: bool) -> Tensor {
    let tracked = tracked(&[&x.primitive, &kernel.primitive]);
    let values = [plain(x.primitive()), plain(kernel.primitive())];
    let [a, b] = values.clone();
    let y = if transposed { convolution.input_gradient(a, b) } else { convolution.forward(a, b) };
    let way = || Box::new(Back { convolution, values, tracked, transposed }) as Box<dyn Way>;
    Tensor::new(attached(vec![x.primitive(), kernel.primitive()], y, way), output.clone())
}

/// Convolution of float tensors that fit, in one group.
pub fn conv(grid: Grid, x: &Tensor, kernel: &Tensor, output: &Spec) -> Tensor {
    let last = |shape: &[usize]| shape[shape.len() - 1];
    let convolution = Convolution {
        grid,
        channels: last(x.shape()),
        filters: last(&output.shape),
        shapes: [x.shape().to_vec(), kernel.shape().to_vec(), output.shape.clone()],
    };
    apply(convolution, x, kernel, output, false)
}

/// Transposed convolution of float tensors that fit, in one group; the grid takes the result to the tensor.
pub fn conv_transpose(grid: Grid, x: &Tensor, kernel: &Tensor, output: &Spec) -> Tensor {
    let last = |shape: &[usize]| shape[shape.len() - 1];
    let convolution = Convolution {
        grid,
        channels: last(&output.shape),
        filters: last(x.shape()),
        shapes: [output.shape.clone(), kernel.shape().to_vec(), x.shape().to_vec()],
    };
    apply(convolution, x, kernel, output, true)
}
