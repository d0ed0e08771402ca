//! The largest value or the mean of each window, channels last, and the way back.

use burn::backend::wgpu::CubeTensor;

use super::grid_text::numbers;
use super::kernel::{Kernel, empty, line_groups};
use super::node::{Way, attached};
pub use super::pooling_text::Pooling;
use super::pooling_text::{FEW, back, back_apart, forward};
use super::values::{Value, launched, plain};
use crate::kernels::grid::Grid;
use crate::spec::Spec;
use crate::tensor::{Tensor, physical_shape};

#[derive(Debug, Clone)]
struct Pool {
    pooling: Pooling,
    grid: Grid,
    channels: usize,
    shapes: [Vec<usize>; 2],
}

impl Pool {
    fn four(&self) -> bool {
        self.channels.is_multiple_of(4)
    }

    /// Whether windows touch, do not overlap, and none reaches out.
    fn apart(&self) -> bool {
        self.grid.axes.iter().all(|axis| axis.low == 0 && axis.stride == axis.size && axis.dilation == 1)
            && self.grid.axes.iter().all(|axis| axis.places * axis.stride <= axis.length)
            && self.grid.window() <= FEW
    }

    fn launch(&self, shader: &Kernel, places: usize, inputs: &[CubeTensor], shape: &[usize]) -> CubeTensor {
        let y = empty(&inputs[0], physical_shape(shape), inputs[0].dtype);
        let width = self.channels / if self.four() { 4 } else { 1 };
        let mut numbers = numbers(&self.grid, width, width);
        let batch = std::mem::replace(&mut numbers[0], (places * width) as u32);
        numbers.extend([batch, f32::NEG_INFINITY.to_bits(), f32::NAN.to_bits()]);
        let inputs: Vec<&CubeTensor> = inputs.iter().collect();
        shader.launch(line_groups(places * width), &inputs, &[&y], &numbers);
        y
    }

    fn forward(&self, x: Value) -> Value {
        let this = self.clone();
        let work = move |inputs: &[CubeTensor]| {
            let (pooling, four) = (this.pooling, this.four());
            let shader = Kernel::named(&format!("pool {pooling:?} {four}"), || forward(pooling, four));
            vec![this.launch(&shader, this.grid.places(), inputs, &this.shapes[1])]
        };
        launched(vec![x], work).remove(0)
    }

    fn back(&self, inputs: Vec<Value>) -> Value {
        let this = self.clone();
        let work = move |inputs: &[CubeTensor]| {
            let (pooling, four, shape) = (this.pooling, this.four(), &this.shapes[0]);
            if pooling == Pooling::Largest && this.apart() {
                let sizes = this.grid.axes.each_ref().map(|axis| axis.size);
                let high = |axis: &crate::kernels::grid::Slide| axis.length.div_ceil(axis.stride);
                let windows = this.grid.batch * this.grid.axes.iter().map(high).product::<usize>();
                let shader =
                    Kernel::named(&format!("pool apart {four} {sizes:?}"), || back_apart(four, sizes));
                let inputs = [inputs[0].clone(), inputs[2].clone()];
                return vec![this.launch(&shader, windows, &inputs, shape)];
            }
            let shader = Kernel::named(&format!("pool back {pooling:?} {four}"), || back(pooling, four));
            vec![this.launch(&shader, this.grid.elements(), inputs, shape)]
        };
        launched(inputs, work).remove(0)
    }
}

#[derive(Debug)]
struct Back {
    pool: Pool,
    values: Vec<Value>,
}

impl Way for Back {
    fn back(mut self: Box<Self>, gradient: Value) -> Vec<Value> {
        self.values.push(gradient);
        vec![self.pool.back(self.values)]
    }
}

/// Pools a float tensor.
pub fn pool(pooling: Pooling, grid: Grid, x: &Tensor, output: &Spec) -> Tensor {
    let channels = output.shape[output.rank() - 1];
    let pool = Pool { pooling, grid, channels, shapes: [x.shape().to_vec(), output.shape.clone()] };
    let value = plain(x.primitive());
    let y = pool.forward(value.clone());
    let result = y.clone();
    let way = || {
        let values = if pooling == Pooling::Largest { vec![value, result] } else { vec![] };
        Box::new(Back { pool, values }) as Box<dyn Way>
    };
    Tensor::new(attached(vec![x.primitive()], y, way), output.clone())
}
