//! `einsum`: products of tensors summed over the labels that the result does not name.
//!
//! Inputs are joined from left to right; each pair is one batched matrix product.

use burn::backend::Dispatch;
use burn::backend::ops::{FloatTensorOps, IntTensorOps};

use crate::attrs::Attrs;
use crate::device::Context;
use crate::error::{Result, bad_attribute};
use crate::ops::by_dtype::{Region, cast_all, common_dtype};
use crate::ops::equation::{Equation, Label};
use crate::ops::linalg::matmul;
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{DType, Spec};
use crate::tensor::Tensor;

fn equation(inputs: &[Spec], attrs: &Attrs) -> Result<Equation> {
    Equation::parse(attrs.text("equation")?.ok_or_else(|| bad_attribute("equation", "missing"))?, inputs)
}

fn infer(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=usize::MAX)?;
    let equation = equation(inputs, attrs)?;
    let shape: Vec<usize> = equation.output.iter().map(|label| equation.lengths[label]).collect();
    Ok(vec![Spec::new(common_dtype(inputs).max(DType::Int32), shape)])
}

/// A tensor whose axes have labels, each once.
struct Labelled {
    value: Tensor,
    labels: Vec<Label>,
}

impl Labelled {
    /// Takes the diagonal of labels that stand twice and gives each label its full length where it is needed.
    fn new(value: Tensor, labels: &[Label]) -> Self {
        let mut found = Self { value, labels: labels.to_vec() };
        while let Some((first, second)) = found.twice() {
            found = found.diagonal(first, second);
        }
        found
    }

    fn twice(&self) -> Option<(usize, usize)> {
        let seen = |index: usize| self.labels[..index].iter().position(|label| *label == self.labels[index]);
        (0..self.labels.len()).find_map(|index| seen(index).map(|first| (first, index)))
    }

    /// Elements where two axes have the same index: every `n + 1`-th of the two axes as one.
    fn diagonal(self, first: usize, second: usize) -> Self {
        let rank = self.labels.len();
        let (mut shape, length) =
            (self.value.shape().to_vec(), self.value.shape()[first].max(self.value.shape()[second]));
        (shape[first], shape[second]) = (length, length);
        let others: Vec<usize> = (0..rank).filter(|axis| *axis != first && *axis != second).collect();
        let order = [others.clone(), vec![first, second]].concat();
        let moved = self.value.broadcast(&shape).permuted(&order);
        let mut flat: Vec<usize> = others.iter().map(|&axis| shape[axis]).collect();
        flat.push(length * length);
        let step = Region { start: 0, count: length, step: if length == 1 { 1 } else { length + 1 } };
        let value = moved.reshaped(&flat).along(others.len(), step);
        let labels = others.iter().chain([&first]).map(|&axis| self.labels[axis]).collect();
        Self { value, labels }
    }

    /// Sums over labels that nobody needs.
    fn summed(mut self, needed: impl Fn(Label) -> bool) -> Self {
        for axis in (0..self.labels.len()).rev() {
            if !needed(self.labels[axis]) {
                self.value = sum_axis(&self.value, axis);
                self.labels.remove(axis);
            }
        }
        self
    }

    fn length(&self, label: Label) -> Option<usize> {
        self.labels.iter().position(|other| *other == label).map(|axis| self.value.shape()[axis])
    }

    /// Axes in the order of these labels; missing ones get length 1, then all are repeated to `lengths`.
    fn arranged(&self, labels: &[Label], length: impl Fn(Label) -> usize) -> Tensor {
        let present: Vec<Label> =
            labels.iter().copied().filter(|label| self.labels.contains(label)).collect();
        let place = |label: &Label| self.labels.iter().position(|other| other == label).expect("present");
        let order: Vec<usize> = present.iter().map(place).collect();
        let moved = self.value.permuted(&order);
        let single: Vec<usize> = labels.iter().map(|&label| self.length(label).unwrap_or(1)).collect();
        moved.reshaped(&single).broadcast(&labels.iter().map(|&label| length(label)).collect::<Vec<_>>())
    }
}

fn sum_axis(value: &Tensor, axis: usize) -> Tensor {
    let sum = match value.dtype() {
        DType::Float32 => Dispatch::float_sum_dim(value.primitive(), axis),
        _ => Dispatch::int_sum_dim(value.primitive(), axis),
    };
    let mut shape = value.shape().to_vec();
    shape[axis] = 1;
    let kept = Tensor::new(sum, Spec::new(value.dtype(), shape.clone()));
    shape.remove(axis);
    kept.reshaped(&shape)
}

fn product(left: &Tensor, right: &Tensor) -> Tensor {
    let value = match left.dtype() {
        DType::Float32 => Dispatch::float_mul(left.primitive(), right.primitive()),
        _ => Dispatch::int_mul(left.primitive(), right.primitive()),
    };
    Tensor::new(value, left.spec.clone())
}

/// Joins two inputs, keeping the labels that are still needed.
fn joined(left: Labelled, right: Labelled, context: &Context, needed: impl Fn(Label) -> bool) -> Labelled {
    let left = {
        let other = &right.labels;
        left.summed(|label| needed(label) || other.contains(&label))
    };
    let right = {
        let other = &left.labels;
        right.summed(|label| needed(label) || other.contains(&label))
    };
    let length = |label: Label| left.length(label).unwrap_or(1).max(right.length(label).unwrap_or(1));
    let pick = |labels: &[Label], keep: &dyn Fn(Label) -> bool| -> Vec<Label> {
        labels.iter().copied().filter(|&label| keep(label)).collect()
    };
    let in_left = |label: Label| left.labels.contains(&label);
    let in_right = |label: Label| right.labels.contains(&label);
    let batch = pick(&left.labels, &|label| in_right(label) && needed(label));
    let inner = pick(&left.labels, &|label| in_right(label) && !needed(label));
    let rows = pick(&left.labels, &|label| !in_right(label));
    let columns = pick(&right.labels, &|label| !in_left(label));
    let labels = [&batch[..], &rows, &columns].concat();
    let shape: Vec<usize> = labels.iter().map(|&label| length(label)).collect();
    if inner.is_empty() {
        let value = product(&left.arranged(&labels, length), &right.arranged(&labels, length));
        return Labelled { value, labels };
    }
    let size = |labels: &[Label]| labels.iter().map(|&label| length(label)).product::<usize>();
    let (batches, depth) = (size(&batch), size(&inner));
    let leading = if batch.is_empty() { vec![] } else { vec![batches] };
    let first = left.arranged(&[&batch[..], &rows, &inner].concat(), length);
    let second = right.arranged(&[&batch[..], &inner, &columns].concat(), length);
    let first = first.reshaped(&[&leading[..], &[size(&rows), depth]].concat());
    let second = second.reshaped(&[&leading[..], &[depth, size(&columns)]].concat());
    Labelled { value: matmul(&first, &second, context).reshaped(&shape), labels }
}

fn eval(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let spec = &call.outputs[0];
    let specs: Vec<Spec> = call.inputs.iter().map(|input| input.spec.clone()).collect();
    let equation = equation(&specs, call.attrs)?;
    let inputs = cast_all(call.inputs, spec.dtype, call.context);
    let mut terms =
        inputs.into_iter().zip(&equation.inputs).map(|(value, labels)| Labelled::new(value, labels));
    let mut result = terms.next().expect("the shape rule wants an input");
    for (index, term) in terms.enumerate() {
        let later = &equation.inputs[index + 2..];
        let needed =
            |label| equation.output.contains(&label) || later.iter().any(|labels| labels.contains(&label));
        result = joined(result, term, call.context, needed);
    }
    let result = result.summed(|label| equation.output.contains(&label));
    Ok(vec![result.arranged(&equation.output, |label| equation.lengths[&label])])
}

/// Rows of the table.
pub const OPS: &[Op] = &[Op::new("einsum", Gradient::Yes, infer, eval)];
