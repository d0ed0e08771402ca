//! Rows written by an index list on the processor: `y = x; y[places[i]] += u[i]`, or `= u[i]`.
//!
//! Linear in both: `dx = dy`, with zeros in rows that were replaced; `du[i] = dy[places[i]]`, zero where a
//! later update replaced the same row.

use crate::device::Context;
use crate::error::Result;
use crate::ops::loops::{Product, apply_product};
use crate::ops::processor::ints;
use crate::spec::{DType, Spec};
use crate::tensor::Tensor;

/// Where rows go, and what becomes of the row that is there.
#[derive(Debug, Clone)]
struct Scatter {
    places: Vec<usize>,
    row: usize,
    replace: bool,
    shapes: [Vec<usize>; 3],
}

impl Scatter {
    fn rows<T: Copy>(&self, x: &[T], updates: &[T], add: impl Fn(T, T) -> T) -> Vec<T> {
        let mut result = x.to_vec();
        for (&place, update) in self.places.iter().zip(updates.chunks(self.row)) {
            let row = &mut result[place * self.row..][..self.row];
            for (old, &new) in row.iter_mut().zip(update) {
                *old = if self.replace { new } else { add(*old, new) };
            }
        }
        result
    }
}

impl Product for Scatter {
    fn shapes(&self) -> [Vec<usize>; 3] {
        self.shapes.clone()
    }

    fn forward(&self, x: &[f32], updates: &[f32]) -> Vec<f32> {
        self.rows(x, updates, |old, new| old + new)
    }

    fn first_gradient(&self, _updates: &[f32], dy: &[f32]) -> Vec<f32> {
        let mut dx = dy.to_vec();
        if self.replace {
            self.places.iter().for_each(|&place| dx[place * self.row..][..self.row].fill(0.0));
        }
        dx
    }

    fn second_gradient(&self, _x: &[f32], dy: &[f32]) -> Vec<f32> {
        let mut du = vec![0.0; self.places.len() * self.row];
        let mut replaced = vec![false; dy.len() / self.row];
        for (&place, update) in self.places.iter().zip(du.chunks_mut(self.row)).rev() {
            if !replaced[place] {
                update.copy_from_slice(&dy[place * self.row..][..self.row]);
            }
            replaced[place] = self.replace;
        }
        du
    }
}

/// Writes rows of float32 or int32 tensors of one dtype; the indices lie in range.
pub fn scatter(
    whole: &Tensor,
    indices: &Tensor,
    updates: &Tensor,
    replace: bool,
    context: &Context,
) -> Result<Tensor> {
    let shape = whole.shape();
    let op = Scatter {
        places: ints(indices.primitive())?.into_iter().map(|place| place as usize).collect(),
        row: shape[1..].iter().product(),
        replace,
        shapes: [shape.to_vec(), updates.shape().to_vec(), shape.to_vec()],
    };
    if whole.dtype() == DType::Int32 {
        let (whole, updates) = (ints(whole.primitive())?, ints(updates.primitive())?);
        return Ok(Tensor::from_ints(op.rows(&whole, &updates, i32::wrapping_add), shape, context));
    }
    let value = apply_product(op, whole.primitive(), updates.primitive());
    Ok(Tensor::new(value, Spec::float(shape)))
}
