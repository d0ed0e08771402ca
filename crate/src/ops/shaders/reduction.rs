//! Reductions and softmax as differentiable ops.

use burn::backend::wgpu::CubeTensor;

use super::kernel::{Kernel, empty, line_groups};
use super::lanes::{Fold, folded, places, repeated, softmax as softmax_of, softmax_back};
use super::lanes_text::extreme_back;
use super::node::{Way, attached};
use super::values::{Value, launched, plain};
use crate::spec::Spec;
use crate::tensor::{Tensor, physical_shape};

/// A shape as (before, along, after), where the axes stand together.
pub fn lanes_of(shape: &[usize], axes: &[usize]) -> Option<[usize; 3]> {
    let (Some(&first), Some(&last)) = (axes.first(), axes.last()) else {
        return Some([shape.iter().product(), 1, 1]);
    };
    let product = |axes: &[usize]| axes.iter().product();
    (last - first + 1 == axes.len())
        .then(|| [product(&shape[..first]), product(&shape[first..=last]), product(&shape[last + 1..])])
}

#[derive(Debug)]
struct Repeated {
    lanes: [usize; 3],
    factor: f32,
    shape: Vec<usize>,
}

impl Way for Repeated {
    fn back(self: Box<Self>, gradient: Value) -> Vec<Value> {
        vec![repeated(gradient, self.lanes, self.factor, &self.shape)]
    }
}

/// The sum along the lanes, or the mean.
pub fn sum(x: &Tensor, lanes: [usize; 3], mean: bool, output: &Spec) -> Tensor {
    let factor = if mean { 1.0 / lanes[1] as f32 } else { 1.0 };
    let y = folded(Fold::Sum, plain(x.primitive()), lanes, factor, &output.shape);
    let shape = x.shape().to_vec();
    let way = || Box::new(Repeated { lanes, factor, shape }) as Box<dyn Way>;
    Tensor::new(attached(vec![x.primitive()], y, way), output.clone())
}

#[derive(Debug)]
struct Shared {
    lanes: [usize; 3],
    values: [Value; 2],
    shape: Vec<usize>,
}

impl Way for Shared {
    fn back(self: Box<Self>, gradient: Value) -> Vec<Value> {
        let Self { lanes: [before, length, after], values: [x, y], shape } = *self;
        let work = move |inputs: &[CubeTensor]| {
            let dx = empty(&inputs[0], physical_shape(&shape), inputs[0].dtype);
            let inputs: Vec<&CubeTensor> = inputs.iter().collect();
            let numbers = [before * after, length, after].map(|count| count as u32);
            let count = before * after;
            Kernel::named("extreme back", extreme_back).launch(line_groups(count), &inputs, &[&dx], &numbers);
            vec![dx]
        };
        launched(vec![x, y, gradient], work)
    }
}

/// The greatest or smallest value along the lanes; equal ones share the gradient.
pub fn extreme(x: &Tensor, lanes: [usize; 3], greatest: bool, output: &Spec) -> Tensor {
    let way = if greatest { Fold::Max } else { Fold::Min };
    let value = plain(x.primitive());
    let y = folded(way, value.clone(), lanes, 1.0, &output.shape);
    let (values, shape) = ([value, y.clone()], x.shape().to_vec());
    let way = || Box::new(Shared { lanes, values, shape }) as Box<dyn Way>;
    Tensor::new(attached(vec![x.primitive()], y, way), output.clone())
}

/// Where the first extreme value of each lane is.
pub fn place(x: &Tensor, lanes: [usize; 3], greatest: bool, output: &Spec) -> Tensor {
    let y = places(plain(x.primitive()), lanes, greatest, &output.shape);
    Tensor::new(super::values::wrapped(y), output.clone())
}

#[derive(Debug)]
struct Weighted {
    lanes: [usize; 3],
    log: bool,
    result: Value,
    shape: Vec<usize>,
}

impl Way for Weighted {
    fn back(self: Box<Self>, gradient: Value) -> Vec<Value> {
        vec![softmax_back(self.result, gradient, self.lanes, self.log, &self.shape)]
    }
}

/// Softmax along an axis, or its logarithm.
pub fn softmax(x: &Tensor, axis: usize, log: bool, output: &Spec) -> Tensor {
    let shape = output.shape.clone();
    let lanes = lanes_of(&shape, &[axis]).expect("one axis stands together");
    let y = softmax_of(plain(x.primitive()), lanes, log, &shape);
    let result = y.clone();
    let way = || Box::new(Weighted { lanes, log, result, shape }) as Box<dyn Way>;
    Tensor::new(attached(vec![x.primitive()], y, way), output.clone())
}
