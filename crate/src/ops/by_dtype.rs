//! Structural calls of Burn for whichever dtype a tensor has: same name, same meaning, three element types.

use burn::backend::ops::{BoolTensorOps, FloatTensorOps, IntTensorOps};
use burn::backend::{Dispatch, DispatchTensor};
use burn::tensor::{Shape, Slice};

use crate::attrs::Number;
use crate::device::Context;
use crate::spec::{DType, Spec};
use crate::tensor::{FLOAT, INT, Tensor, bool_dtype, physical_shape};

macro_rules! by_dtype {
    ($(#[$doc:meta] $name:ident($($argument:ident: $kind:ty),*) = $float:ident, $int:ident, $bool:ident;)*) => {
        $(
            #[$doc]
            pub fn $name(value: DispatchTensor, dtype: DType, $($argument: $kind),*) -> DispatchTensor {
                match dtype {
                    DType::Float32 => Dispatch::$float(value, $($argument),*),
                    DType::Int32 => Dispatch::$int(value, $($argument),*),
                    DType::Bool => Dispatch::$bool(value, $($argument),*),
                }
            }
        )*
    };
}

by_dtype! {
    /// Reorders axes.
    permute(axes: &[usize]) = float_permute, int_permute, bool_permute;
    /// Reverses axes.
    flip(axes: &[usize]) = float_flip, int_flip, bool_flip;
    /// Repeats axes of length 1.
    expand(shape: Shape) = float_expand, int_expand, bool_expand;
    /// Cuts a region; steps are positive.
    slice(ranges: &[Slice]) = float_slice, int_slice, bool_slice;
    /// Writes a region; steps are positive.
    slice_assign(ranges: &[Slice], update: DispatchTensor) = float_slice_assign, int_slice_assign, bool_slice_assign;
    /// Rows of an axis by a list of indices.
    select(axis: usize, indices: DispatchTensor) = float_select, int_select, bool_select;
    /// Changes the shape.
    reshape(shape: Shape) = float_reshape, int_reshape, bool_reshape;
}

/// Joins values along an axis.
pub fn cat(values: Vec<DispatchTensor>, dtype: DType, axis: usize) -> DispatchTensor {
    match dtype {
        DType::Float32 => Dispatch::float_cat(values, axis),
        DType::Int32 => Dispatch::int_cat(values, axis),
        DType::Bool => Dispatch::bool_cat(values, axis),
    }
}

/// One element of an axis for each index, all other axes in step.
pub fn gather(value: DispatchTensor, dtype: DType, axis: usize, indices: DispatchTensor) -> DispatchTensor {
    match dtype {
        DType::Float32 => Dispatch::float_gather(axis, value, indices),
        DType::Int32 => Dispatch::int_gather(axis, value, indices),
        DType::Bool => Dispatch::bool_gather(axis, value, indices),
    }
}

/// A tensor of one value.
pub fn full(spec: &Spec, value: Number, context: &Context) -> Tensor {
    #[cfg(feature = "gpu")]
    if context.on_card() {
        let bits = match spec.dtype {
            DType::Float32 => (value.as_f64() as f32).to_bits(),
            DType::Int32 => int_value(value).cast_unsigned(),
            DType::Bool => u32::from(value.as_f64() != 0.0),
        };
        return crate::ops::shaders::source::full(spec, bits, context);
    }
    let shape = physical_shape(&spec.shape);
    let device = &context.device;
    let primitive = match spec.dtype {
        DType::Float32 => Dispatch::float_full(shape, (value.as_f64() as f32).into(), device, FLOAT),
        DType::Int32 => Dispatch::int_full(shape, int_value(value).into(), device, INT),
        DType::Bool if value.as_f64() != 0.0 => {
            Dispatch::bool_ones(shape, device, bool_dtype(context.backend()))
        }
        DType::Bool => Dispatch::bool_zeros(shape, device, bool_dtype(context.backend())),
    };
    Tensor::new(primitive, spec.clone())
}

/// The value as int32, cut to its range; fractions go towards zero.
pub fn int_value(value: Number) -> i32 {
    match value {
        Number::Int(value) => value.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32,
        Number::Float(value) => value as i32,
    }
}

/// Replaces elements where the mask holds.
pub fn mask_fill(value: &Tensor, mask: DispatchTensor, fill: Number) -> Tensor {
    let primitive = value.primitive();
    let primitive = match value.dtype() {
        DType::Float32 => Dispatch::float_mask_fill(primitive, mask, (fill.as_f64() as f32).into()),
        DType::Int32 => Dispatch::int_mask_fill(primitive, mask, int_value(fill).into()),
        DType::Bool => Dispatch::bool_mask_fill(primitive, mask, (fill.as_f64() != 0.0).into()),
    };
    Tensor::new(primitive, value.spec.clone())
}

impl Tensor {
    /// Axes in another order.
    pub fn permuted(&self, axes: &[usize]) -> Self {
        if axes.iter().enumerate().all(|(index, &axis)| index == axis) {
            return self.clone();
        }
        let shape: Vec<usize> = axes.iter().map(|&axis| self.shape()[axis]).collect();
        Self::new(permute(self.primitive(), self.dtype(), axes), Spec::new(self.dtype(), shape))
    }

    /// Axes reversed.
    pub fn flipped(&self, axes: &[usize]) -> Self {
        if axes.is_empty() {
            return self.clone();
        }
        Self::new(flip(self.primitive(), self.dtype(), axes), self.spec.clone())
    }

    /// Repeated to a shape that this one broadcasts to.
    pub fn broadcast(&self, shape: &[usize]) -> Self {
        if self.shape() == shape {
            return self.clone();
        }
        let mut aligned = vec![1; shape.len() - self.shape().len()];
        aligned.extend_from_slice(self.shape());
        let value = self.reshaped(&aligned).primitive;
        Self::new(expand(value, self.dtype(), physical_shape(shape)), Spec::new(self.dtype(), shape))
    }

    /// Every `step`-th element of each axis from `start`, `count` of them.
    pub fn strided(&self, regions: &[Region]) -> Self {
        let whole = |(region, &length): (&Region, &usize)| *region == Region::all(length);
        if regions.iter().zip(self.shape()).all(whole) {
            return self.clone();
        }
        let shape: Vec<usize> = regions.iter().map(|region| region.count).collect();
        Self::new(slice(self.primitive(), self.dtype(), &ranges(regions)), Spec::new(self.dtype(), shape))
    }

    /// Elements `start..start + count` of one axis, every `step`-th.
    pub fn along(&self, axis: usize, region: Region) -> Self {
        let mut regions: Vec<Region> = self.shape().iter().map(|&length| Region::all(length)).collect();
        regions[axis] = region;
        self.strided(&regions)
    }
}

/// Part of one axis: `count` elements from `start`, `step` apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// First index.
    pub start: usize,
    /// Number of elements.
    pub count: usize,
    /// Distance between them, at least 1.
    pub step: usize,
}

impl Region {
    /// The whole axis.
    pub fn all(length: usize) -> Self {
        Self { start: 0, count: length, step: 1 }
    }

    /// Neighbouring elements.
    pub fn run(start: usize, count: usize) -> Self {
        Self { start, count, step: 1 }
    }
}

/// Regions as Burn writes them.
pub fn ranges(regions: &[Region]) -> Vec<Slice> {
    let range = |region: &Region| {
        let end = region.start + (region.count - 1) * region.step + 1;
        Slice::new(region.start as isize, Some(end as isize), region.step as isize)
    };
    regions.iter().map(range).collect()
}

/// The dtype that holds the values of all.
pub fn common_dtype<'a>(specs: impl IntoIterator<Item = &'a Spec>) -> DType {
    specs.into_iter().map(|spec| spec.dtype).max().unwrap_or(DType::Float32)
}

/// Inputs as one dtype.
pub fn cast_all(inputs: &[Tensor], dtype: DType, context: &Context) -> Vec<Tensor> {
    inputs.iter().map(|input| input.cast(dtype, context)).collect()
}
