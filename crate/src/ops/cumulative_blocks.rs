//! Running values on the graphics card: blocks on their own, then what stands before each block.
//!
//! Burn's kernel reads all earlier values for every place, which takes time with the square of the
//! length, and software drivers end a loop after 65,535 rounds without a word. Everything here is made
//! of ops that have gradients.

use burn::backend::ops::{BoolTensorOps, FloatTensorOps, IntTensorOps};
use burn::backend::{Dispatch, DispatchTensor};
use burn::tensor::Slice;

use crate::device::{Backend, Context};
use crate::ops::by_dtype::{cat, expand, reshape, slice};
use crate::ops::cumulative::{Running, shifted};
use crate::spec::{DType, Spec};
use crate::tensor::{bool_dtype, physical_shape};

/// Places in one block; shorter axes are one.
const BLOCK: usize = 512;

/// How the value of a stretch and that of the one behind it become the value of both.
#[derive(Debug, Clone, Copy)]
pub enum Join {
    /// Added.
    Sum,
    /// Multiplied.
    Product,
    /// The greater one; the later one where they are equal, and not a number wins.
    Greater,
    /// The lesser one, likewise.
    Lesser,
}

impl Join {
    fn apply(self, before: DispatchTensor, here: DispatchTensor, dtype: DType) -> DispatchTensor {
        let store = bool_dtype(Backend::Wgpu);
        if dtype != DType::Float32 {
            return match self {
                Join::Sum => Dispatch::int_add(before, here),
                Join::Product => Dispatch::int_mul(before, here),
                Join::Greater | Join::Lesser => {
                    let earlier = match self {
                        Join::Greater => Dispatch::int_greater(before.clone(), here.clone(), store),
                        _ => Dispatch::int_lower(before.clone(), here.clone(), store),
                    };
                    Dispatch::int_mask_where(here, earlier, before)
                }
            };
        }
        let earlier = match self {
            Join::Sum => return Dispatch::float_add(before, here),
            Join::Product => return Dispatch::float_mul(before, here),
            Join::Greater => Dispatch::float_greater(before.clone(), here.clone(), store),
            Join::Lesser => Dispatch::float_lower(before.clone(), here.clone(), store),
        };
        let broken = Dispatch::float_is_nan(before.clone(), store);
        Dispatch::float_mask_where(here, Dispatch::bool_or(earlier, broken), before)
    }
}

/// Running values along an axis of any length.
pub fn in_blocks(
    value: DispatchTensor,
    spec: &Spec,
    axis: usize,
    running: &Running,
    context: &Context,
) -> DispatchTensor {
    let (dtype, length) = (spec.dtype, spec.shape[axis]);
    if length <= BLOCK {
        return running.along(value, dtype, axis);
    }
    let blocks = length.div_ceil(BLOCK);
    let before: usize = spec.shape[..axis].iter().product();
    let after: usize = spec.shape[axis + 1..].iter().product();
    let line = |length: usize| Spec::new(dtype, [before, length, after]);
    let shaped = |value, shape: &[usize]| reshape(value, dtype, physical_shape(shape));
    let part = |from: usize, to: usize| Slice::new(from as isize, Some(to as isize), 1);

    let mut all = shaped(value, &line(length).shape);
    let missing = blocks * BLOCK - length;
    if missing > 0 {
        let rest = running.starts(&line(length), 1, missing, context);
        all = cat(vec![all, rest], dtype, 1);
    }
    let split = [before, blocks, BLOCK, after];
    let inside = running.along(shaped(all, &split), dtype, 2);
    let last = [Slice::full(), Slice::full(), part(BLOCK - 1, BLOCK), Slice::full()];
    let totals = shaped(slice(inside.clone(), dtype, &last), &line(blocks).shape);
    let earlier = shifted(totals, &line(blocks), 1, running, context);
    let earlier = in_blocks(earlier, &line(blocks), 1, running, context);
    let earlier = expand(shaped(earlier, &[before, blocks, 1, after]), dtype, physical_shape(&split));
    let joined = shaped(running.join.apply(earlier, inside, dtype), &line(blocks * BLOCK).shape);
    let joined = match missing {
        0 => joined,
        _ => slice(joined, dtype, &[Slice::full(), part(0, length), Slice::full()]),
    };
    shaped(joined, &spec.shape)
}
