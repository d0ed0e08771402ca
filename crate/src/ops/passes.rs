//! Passes of the processor over float tensors: the innermost loop comes as a function of slices, so that
//! everything around it is compiled once and not for each formula.

use burn::backend::flex::ops::expand::{broadcast_shape, expand};
use burn::backend::flex::{FlexTensor, Layout};
use burn::tensor::{Shape, TensorData};

/// Elements that are copied and computed while they lie in the nearest cache.
const CHUNK: usize = 1024;
/// Rows below this length are not worth a copy of each.
const SHORT: usize = 16;

/// The same tensor with its elements one after the other.
pub fn in_order(tensor: FlexTensor) -> FlexTensor {
    if tensor.as_slice::<f32>().is_some() {
        return tensor;
    }
    rows(&tensor).unwrap_or_else(|| tensor.to_contiguous())
}

/// A tensor whose last axis lies in order, copied row by row.
fn rows(x: &FlexTensor) -> Option<FlexTensor> {
    let layout = x.layout();
    let (shape, strides) = (layout.shape(), layout.strides());
    let (&length, axes) = shape.as_slice().split_last()?;
    if strides.last() != Some(&1) || length < SHORT {
        return None;
    }
    let stored = x.storage::<f32>();
    let mut values = Vec::with_capacity(layout.num_elements());
    let (mut places, mut at) = (vec![0; axes.len()], layout.start_offset() as isize);
    for _ in 0..axes.iter().product() {
        values.extend_from_slice(&stored[at as usize..at as usize + length]);
        for axis in (0..axes.len()).rev() {
            places[axis] += 1;
            at += strides[axis];
            if places[axis] < axes[axis] {
                break;
            }
            at -= strides[axis] * axes[axis] as isize;
            places[axis] = 0;
        }
    }
    Some(tensor(values, shape.clone()))
}

/// The elements of a tensor in order.
pub fn slice(tensor: &FlexTensor) -> &[f32] {
    tensor.as_slice().expect("float tensors in order are slices")
}

/// A tensor of these elements.
pub fn tensor(values: Vec<f32>, shape: Shape) -> FlexTensor {
    FlexTensor::from_data(TensorData::new(values, shape))
}

/// `x = f(x)`, in place where nobody else holds `x`.
pub fn map(x: FlexTensor, function: &dyn Fn(&mut [f32])) -> FlexTensor {
    let stored = x.storage::<f32>().len();
    // In whichever order the elements lie, each is computed by itself: a view of all of them stays one.
    let (mut x, range) = if stored <= x.layout().num_elements() {
        (x, 0..stored)
    } else {
        let x = in_order(x);
        let (start, end) = x.layout().contiguous_offsets().expect("now in order");
        (x, start..end)
    };
    if let Some(values) = x.try_storage_mut::<f32>() {
        function(&mut values[range]);
        return x;
    }
    let mut result = Vec::with_capacity(range.len());
    for chunk in x.storage::<f32>()[range].chunks(CHUNK) {
        let start = result.len();
        result.extend_from_slice(chunk);
        function(&mut result[start..]);
    }
    let layout = if result.len() == stored {
        x.layout().clone()
    } else {
        Layout::contiguous(x.layout().shape().clone())
    };
    let count = Shape::from(vec![result.len()]);
    tensor(result, count).with_layout(layout)
}

/// Elements for each place of a result: all of them, or one for all places.
fn operand(x: FlexTensor, shape: &Shape) -> FlexTensor {
    if x.layout().num_elements() == 1 || x.layout().shape() == shape {
        in_order(x)
    } else {
        expand(x, shape.clone()).to_contiguous()
    }
}

/// `a = f(a, b)`, broadcast, in place where nobody else holds `a`.
pub fn combine(a: FlexTensor, b: FlexTensor, function: &dyn Fn(&mut [f32], &[f32])) -> FlexTensor {
    let shape = broadcast_shape(a.layout().shape(), b.layout().shape());
    let count = shape.num_elements();
    let (mut a, b) = (operand(a, &shape), operand(b, &shape));
    let right = slice(&b);
    if right.len() == count
        && a.layout().shape() == &shape
        && let Some((start, end)) = a.layout().contiguous_offsets()
        && let Some(values) = a.try_storage_mut::<f32>()
    {
        function(&mut values[start..end], right);
        return a;
    }
    let left = slice(&a);
    let repeated = vec![right[0]; if right.len() == count { 0 } else { CHUNK.min(count) }];
    let mut result = Vec::with_capacity(count);
    for start in (0..count).step_by(CHUNK) {
        let end = count.min(start + CHUNK);
        if left.len() == count {
            result.extend_from_slice(&left[start..end]);
        } else {
            result.resize(end, left[0]);
        }
        let right = if right.len() == count { &right[start..end] } else { &repeated[..end - start] };
        function(&mut result[start..end], right);
    }
    tensor(result, shape)
}
