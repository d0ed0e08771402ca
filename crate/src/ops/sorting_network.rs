//! Sorting on the graphics card without reading back: a bitonic network (K. E. Batcher, "Sorting
//! networks and their applications", 1968) out of tensor ops.
//!
//! Every stage compares each place `i` with place `i ^ j` and keeps the smaller key where it belongs.
//! A second, unique key breaks ties by index, puts not-a-number behind infinity, and padding last.

use burn::backend::ops::{BoolTensorOps, FloatTensorOps, IntTensorOps};
use burn::backend::{Dispatch, DispatchTensor, TensorMetadata};
use burn::tensor::{Shape, Slice};

use crate::device::Backend;
use crate::ops::places::line_of;
use crate::spec::DType;
use crate::tensor::{FLOAT, INT, bool_dtype};

/// Indices that sort the last axis.
pub fn argsort(value: DispatchTensor, dtype: DType, descending: bool) -> DispatchTensor {
    let shape = value.shape();
    let length = shape[shape.num_dims() - 1];
    let lanes = shape.num_elements() / length;
    let places = length.next_power_of_two();
    let (keys, ties) = prepare(value, dtype, descending, lanes, length, places);
    let sorted = network(keys, ties, dtype, places);
    // The tie key is the index plus multiples of `places`, a power of two.
    let indices = Dispatch::bitwise_and_scalar(sorted, (places as i32 - 1).into());
    let indices = Dispatch::int_slice(indices, &[Slice::full(), Slice::new(0, Some(length as isize), 1)]);
    Dispatch::int_reshape(indices, shape)
}

/// Keys to sort upwards, and tie keys, both of shape (lanes, places).
fn prepare(
    value: DispatchTensor,
    dtype: DType,
    descending: bool,
    lanes: usize,
    length: usize,
    places: usize,
) -> (DispatchTensor, DispatchTensor) {
    let device = value.device();
    let store = bool_dtype(Backend::Wgpu);
    let flat = Shape::from(vec![lanes, length]);
    let line = Dispatch::int_reshape(line_of(0..length, &device), [1, length].into());
    let line = Dispatch::int_expand(line, flat.clone());
    let (keys, ties) = if dtype == DType::Float32 {
        let value = Dispatch::float_reshape(value, flat);
        let broken = Dispatch::float_is_nan(value.clone(), store);
        let key = if descending { Dispatch::float_neg(value) } else { value };
        let stand_in = if descending { f32::NEG_INFINITY } else { f32::INFINITY };
        let key = Dispatch::float_mask_fill(key, broken.clone(), stand_in.into());
        // Upwards it follows real infinities, downwards real infinities follow it.
        let moved = if descending { Dispatch::bool_not(broken) } else { broken };
        (key, behind(line, moved, places))
    } else {
        let value = Dispatch::int_reshape(value, flat);
        (if descending { Dispatch::bitwise_not(value) } else { value }, line)
    };
    if places == length {
        return (keys, ties);
    }
    let padding = Shape::from(vec![lanes, places - length]);
    let keys = if dtype == DType::Float32 {
        let last = Dispatch::float_full(padding.clone(), f32::INFINITY.into(), &device, FLOAT);
        Dispatch::float_cat(vec![keys, last], 1)
    } else {
        let last = Dispatch::int_full(padding.clone(), i32::MAX.into(), &device, INT);
        Dispatch::int_cat(vec![keys, last], 1)
    };
    let tail = line_of(length..places, &device);
    let tail = Dispatch::int_add_scalar(tail, (2 * places as i32).into());
    let tail = Dispatch::int_expand(Dispatch::int_reshape(tail, [1, places - length].into()), padding);
    (keys, Dispatch::int_cat(vec![ties, tail], 1))
}

/// Tie keys moved behind all others where the mask holds.
fn behind(ties: DispatchTensor, mask: DispatchTensor, places: usize) -> DispatchTensor {
    let step = Dispatch::int_mul_scalar(Dispatch::bool_into_int(mask, INT), (places as i32).into());
    Dispatch::int_add(ties, step)
}

fn network(
    mut keys: DispatchTensor,
    mut ties: DispatchTensor,
    dtype: DType,
    places: usize,
) -> DispatchTensor {
    let device = ties.device();
    let store = bool_dtype(Backend::Wgpu);
    let full = ties.shape();
    let line = line_of(0..places, &device);
    let bit = |mask: usize| {
        let bits = Dispatch::bitwise_and_scalar(line.clone(), (mask as i32).into());
        Dispatch::int_not_equal_elem(bits, 0i32.into(), store)
    };
    let mut block = 2;
    while block <= places {
        let mut distance = block / 2;
        while distance > 0 {
            let partner = Dispatch::bitwise_xor_scalar(line.clone(), (distance as i32).into());
            let other_ties = Dispatch::int_select(ties.clone(), 1, partner.clone());
            let tie_before = Dispatch::int_lower(other_ties.clone(), ties.clone(), store);
            // The upper of a pair wants the later one; every second block runs downwards.
            let wants_later = Dispatch::bool_xor(bit(distance), bit(block));
            let wants_later =
                Dispatch::bool_expand(Dispatch::bool_reshape(wants_later, [1, places].into()), full.clone());
            if dtype == DType::Float32 {
                let other = Dispatch::float_select(keys.clone(), 1, partner);
                let less = Dispatch::float_lower(other.clone(), keys.clone(), store);
                let equal = Dispatch::float_equal(other.clone(), keys.clone(), store);
                let before = Dispatch::bool_or(less, Dispatch::bool_and(equal, tie_before));
                let swap = Dispatch::bool_xor(before, wants_later);
                keys = Dispatch::float_mask_where(keys, swap.clone(), other);
                ties = Dispatch::int_mask_where(ties, swap, other_ties);
            } else {
                let other = Dispatch::int_select(keys.clone(), 1, partner);
                let less = Dispatch::int_lower(other.clone(), keys.clone(), store);
                let equal = Dispatch::int_equal(other.clone(), keys.clone(), store);
                let before = Dispatch::bool_or(less, Dispatch::bool_and(equal, tie_before));
                let swap = Dispatch::bool_xor(before, wants_later);
                keys = Dispatch::int_mask_where(keys, swap.clone(), other);
                ties = Dispatch::int_mask_where(ties, swap, other_ties);
            }
            distance /= 2;
        }
        block *= 2;
    }
    ties
}
