//! A tensor seen as (before, along, after): what every op along axes works on.

use burn::backend::DispatchTensor;

use crate::ops::by_dtype::{permute, reshape};
use crate::spec::DType;
use crate::tensor::{Tensor, physical_shape};

/// A tensor whose axes of interest are one axis.
#[derive(Debug, Clone)]
pub struct Lanes {
    /// The values, of rank 1 to 3.
    pub value: DispatchTensor,
    /// The axis that holds all axes of interest.
    pub axis: usize,
    /// Its length.
    pub length: usize,
}

/// Brings axes (sorted, distinct) together into one axis; moves memory only if others lie between them.
pub fn gathered(tensor: &Tensor, dtype: DType, axes: &[usize]) -> Lanes {
    let shape = tensor.shape();
    let length = axes.iter().map(|&axis| shape[axis]).product();
    let (Some(&first), Some(&last)) = (axes.first(), axes.last()) else {
        let flat = physical_shape(&[tensor.spec.elements(), 1]);
        return Lanes { value: reshape(tensor.primitive(), dtype, flat), axis: 1, length: 1 };
    };
    let together = last - first + 1 == axes.len();
    let (value, before, after) = if together {
        (tensor.primitive(), shape[..first].iter().product(), shape[last + 1..].iter().product())
    } else {
        let kept: Vec<usize> = (0..shape.len()).filter(|axis| !axes.contains(axis)).collect();
        let order: Vec<usize> = kept.iter().chain(axes).copied().collect();
        (permute(tensor.primitive(), dtype, &order), kept.iter().map(|&axis| shape[axis]).product(), 1)
    };
    let (folded, axis): (Vec<usize>, usize) = match (before, after) {
        (1, 1) => (vec![length], 0),
        (1, after) => (vec![length, after], 0),
        (before, 1) => (vec![before, length], 1),
        (before, after) => (vec![before, length, after], 1),
    };
    Lanes { value: reshape(value, dtype, physical_shape(&folded)), axis, length }
}
