//! The numbers `start, start + 1, ...` as a line of integers, made of few numbers of the host:
//! `place = row * 1024 + column`.
//!
//! Burn's `arange` on the graphics card sums ones up, which takes time with the square of the length
//! and repeats one number from place 65,535 on.

use std::ops::Range;

use burn::backend::ops::IntTensorOps;
use burn::backend::{Dispatch, DispatchDevice, DispatchTensor};
use burn::tensor::{Shape, Slice, TensorData};

const COLUMNS: usize = 1024;

/// Each number of the range, in order.
pub fn line_of(range: Range<usize>, device: &DispatchDevice) -> DispatchTensor {
    let count = range.len();
    let sent = |values: Vec<i32>, shape: [usize; 2]| {
        Dispatch::int_from_data(TensorData::new(values, Shape::from(shape)), device)
    };
    if count <= COLUMNS {
        let values = range.map(|place| place as i32).collect();
        return Dispatch::int_reshape(sent(values, [1, count]), Shape::from([count]));
    }
    let rows = count.div_ceil(COLUMNS);
    let full = Shape::from([rows, COLUMNS]);
    let firsts = (0..rows).map(|row| (range.start + row * COLUMNS) as i32).collect();
    let firsts = Dispatch::int_expand(sent(firsts, [rows, 1]), full.clone());
    let columns = Dispatch::int_expand(sent((0..COLUMNS as i32).collect(), [1, COLUMNS]), full);
    let all = Dispatch::int_reshape(Dispatch::int_add(firsts, columns), Shape::from([rows * COLUMNS]));
    if rows * COLUMNS == count {
        return all;
    }
    Dispatch::int_slice(all, &[Slice::new(0, Some(count as isize), 1)])
}
