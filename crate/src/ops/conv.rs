//! Convolution: `y[n, p, o] = sum over window w and channel c of x[n, p s + w d - low, c] kernel[w, c, o]`.
//!
//! Channels come last, kernels are (*window, in / groups, out), as in Keras.

use burn::backend::ops::{ConvOptions, ModuleOps};
use burn::backend::{Dispatch, DispatchTensor};

use crate::attrs::{Attrs, Number};
#[cfg(feature = "cpu")]
use crate::device::Backend;
use crate::error::{Result, bad_attribute, shape_mismatch};
use crate::kernels::grid::Slide;
use crate::ops::by_dtype::cast_all;
#[cfg(feature = "cpu")]
use crate::ops::convolution_loops;
use crate::ops::pad::pad_constant;
use crate::ops::window::{places, slides, spatial_rank};
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{DType, Spec};
use crate::tensor::Tensor;

/// How the window slides, and the number of groups.
fn geometry(inputs: &[Spec], attrs: &Attrs) -> Result<(Vec<Slide>, usize)> {
    let (shape, kernel) = (&inputs[0].shape, &inputs[1].shape);
    let rank = spatial_rank(shape)?;
    if kernel.len() != rank + 2 {
        return Err(shape_mismatch(&[shape, kernel], format!("the kernel needs {} axes", rank + 2)));
    }
    let groups = attrs.int_or("groups", 1)?;
    if groups < 1 {
        return Err(bad_attribute("groups", "must be at least 1"));
    }
    let groups = groups as usize;
    let (channels, inner, filters) = (shape[rank + 1], kernel[rank], kernel[rank + 1]);
    if inner.saturating_mul(groups) != channels {
        let detail = format!("{channels} channels in {groups} groups do not fit a kernel for {inner}");
        return Err(shape_mismatch(&[shape, kernel], detail));
    }
    if filters % groups != 0 {
        let detail = format!("{filters} filters do not divide into {groups} groups");
        return Err(shape_mismatch(&[shape, kernel], detail));
    }
    Ok((slides(shape, &kernel[..rank], attrs, &vec![1; rank])?, groups))
}

fn infer(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 2..=2)?;
    let (slides, _) = geometry(inputs, attrs)?;
    let filters = inputs[1].shape[inputs[1].rank() - 1];
    Ok(vec![Spec::float(places(&inputs[0].shape, &slides, filters))])
}

/// Burn's convolution over channels-first values that are padded already.
fn channels_first(
    x: DispatchTensor,
    kernel: DispatchTensor,
    slides: &[Slide],
    groups: usize,
) -> DispatchTensor {
    fn options<const N: usize>(slides: &[Slide], groups: usize) -> ConvOptions<N> {
        let stride = std::array::from_fn(|axis| slides[axis].stride);
        let dilation = std::array::from_fn(|axis| slides[axis].dilation);
        ConvOptions::new(stride, [0; N], dilation, groups)
    }
    match slides.len() {
        1 => Dispatch::conv1d(x, kernel, None, options(slides, groups)),
        2 => Dispatch::conv2d(x, kernel, None, options(slides, groups)),
        _ => Dispatch::conv3d(x, kernel, None, options(slides, groups)),
    }
}

/// The kernel with zeros at its ends, so that each window reaches as far as the next one's start: with shorter
/// windows of rank 3, Burn 0.22 leaves terms out on the way back (and in transposed convolution).
pub fn reaching(kernel: &Tensor, steps: &[(usize, usize)], call: &Call<'_>) -> Tensor {
    let mut widths = vec![(0, 0); kernel.spec.rank()];
    if steps.len() == 3 {
        for (axis, &(stride, dilation)) in steps.iter().enumerate() {
            widths[axis].1 = stride.div_ceil(dilation).saturating_sub(kernel.shape()[axis]);
        }
    }
    pad_constant(kernel, &widths, Number::Int(0), call)
}

/// Batch, channels, then the rest.
pub fn to_channels_first(rank: usize) -> Vec<usize> {
    [0, rank + 1].into_iter().chain(1..=rank).collect()
}

/// Batch, the rest, then channels.
pub fn to_channels_last(rank: usize) -> Vec<usize> {
    std::iter::once(0).chain(2..rank + 2).chain([1]).collect()
}

fn eval(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let specs: Vec<Spec> = call.inputs.iter().map(|input| input.spec.clone()).collect();
    let (mut slides, groups) = geometry(&specs, call.attrs)?;
    let rank = slides.len();
    let inputs = cast_all(call.inputs, DType::Float32, call.context);
    let spec = &call.outputs[0];
    #[cfg(feature = "cpu")]
    if call.context.backend() == Backend::Cpu {
        use crate::kernels::{conv::Conv, grid::Grid};
        let grid = Grid::new(spec.shape[0], &slides);
        let conv = Conv { grid, channels: specs[0].shape[rank + 1], filters: spec.shape[rank + 1], groups };
        return Ok(vec![convolution_loops::conv(conv, &inputs[0], &inputs[1], spec)]);
    }
    #[cfg(feature = "gpu")]
    if call.context.on_card() && groups == 1 {
        let grid = crate::kernels::grid::Grid::new(spec.shape[0], &slides);
        return Ok(vec![crate::ops::shaders::convolution::conv(grid, &inputs[0], &inputs[1], spec)]);
    }
    let mut widths = vec![(0, 0); rank + 2];
    for slide in &mut slides {
        slide.stride = slide.stride.min(slide.low + slide.length + slide.high);
    }
    let steps: Vec<(usize, usize)> = slides.iter().map(|slide| (slide.stride, slide.dilation)).collect();
    let kernel = reaching(&inputs[1], &steps, call);
    for ((width, slide), &size) in widths[1..].iter_mut().zip(&slides).zip(kernel.shape()) {
        let covered = (slide.places - 1) * slide.stride + (size - 1) * slide.dilation + 1;
        let padded = slide.length + slide.low + slide.high;
        *width = (slide.low, slide.high + covered.saturating_sub(padded));
    }
    let x = pad_constant(&inputs[0], &widths, Number::Int(0), call).permuted(&to_channels_first(rank));
    let kernel_order: Vec<usize> = [rank + 1, rank].into_iter().chain(0..rank).collect();
    let kernel = kernel.permuted(&kernel_order);
    let value = channels_first(x.primitive, kernel.primitive, &slides, groups);
    let first: Vec<usize> = to_channels_first(rank).iter().map(|&axis| spec.shape[axis]).collect();
    Ok(vec![Tensor::new(value, Spec::float(first)).permuted(&to_channels_last(rank))])
}

/// Rows of the table.
pub const OPS: &[Op] = &[Op::new("conv", Gradient::Yes, infer, eval)];
