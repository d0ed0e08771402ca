//! Transposed convolution: `y[n, i s + w d - low, o] += x[n, i, c] kernel[w, o, c]`, kernels (*window, out, in).
//!
//! With `k = (window - 1) d + 1`: `valid` gives `(in - 1) s + max(k, s)` places, `same` gives `in s`; an
//! `output_padding` replaces the part beyond `(in - 1) s + k` (valid) or `(in - 1) s + k % 2` (same).

use burn::backend::Dispatch;
use burn::backend::ops::{ConvTransposeOptions, ModuleOps};

use crate::attrs::{Attrs, Number};
#[cfg(feature = "cpu")]
use crate::device::Backend;
use crate::error::{Result, bad_attribute, shape_mismatch};
use crate::kernels::grid::{Grid, Slide};
use crate::ops::by_dtype::{Region, cast_all};
use crate::ops::conv::{reaching, to_channels_first, to_channels_last};
use crate::ops::pad::pad_constant;
use crate::ops::window::{per_axis, spatial_rank};
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{DType, Spec};
use crate::tensor::Tensor;

/// One axis: how far apart inputs lie, and which part of the full result stays.
struct Spread {
    stride: usize,
    dilation: usize,
    /// Places of the full result.
    full: usize,
    /// Places dropped at the front.
    dropped: usize,
    /// Places of the result.
    places: usize,
}

fn spread(
    length: usize,
    size: usize,
    stride: usize,
    dilation: usize,
    same: bool,
    more: Option<usize>,
) -> Option<Spread> {
    let span = (size - 1).checked_mul(dilation)?.checked_add(1)?;
    let base = (length - 1).checked_mul(stride)?;
    let full = base.checked_add(span)?;
    let (dropped, places) = if same {
        // Elements added around the spread inputs before the flipped window slides over them.
        let around = match more {
            None => (stride + span).checked_sub(2)?,
            Some(more) => (span + span % 2 + more).checked_sub(2)?,
        };
        let front = (around / 2 + around % 2).min(span - 1);
        (span - 1 - front, (base + 2 + around).checked_sub(span)?)
    } else {
        (0, full.checked_add(more.unwrap_or(stride.saturating_sub(span)))?)
    };
    Some(Spread { stride, dilation, full, dropped, places })
}

fn geometry(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spread>> {
    let (shape, kernel) = (&inputs[0].shape, &inputs[1].shape);
    let rank = spatial_rank(shape)?;
    if kernel.len() != rank + 2 {
        return Err(shape_mismatch(&[shape, kernel], format!("the kernel needs {} axes", rank + 2)));
    }
    if kernel[rank + 1] != shape[rank + 1] {
        let detail = format!("{} channels do not fit a kernel for {}", shape[rank + 1], kernel[rank + 1]);
        return Err(shape_mismatch(&[shape, kernel], detail));
    }
    if [shape, kernel].iter().any(|lengths| lengths.contains(&0)) {
        return Err(shape_mismatch(&[shape, kernel], "nothing to spread"));
    }
    let strides = per_axis(attrs, "strides", &vec![1; rank])?;
    let dilations = per_axis(attrs, "dilation", &vec![1; rank])?;
    let same = match attrs.text("padding")?.unwrap_or("valid") {
        "same" => true,
        "valid" => false,
        other => return Err(bad_attribute("padding", format!("expected valid or same, got {other}"))),
    };
    let more =
        if attrs.get("output_padding").is_some() { Some(attrs.sizes("output_padding")?) } else { None };
    if more.as_ref().is_some_and(|more| more.len() != rank || more.iter().any(|&value| value >= 1 << 31)) {
        return Err(bad_attribute("output_padding", format!("expected {rank} sizes, got {more:?}")));
    }
    let axis = |axis: usize| {
        let more = more.as_ref().map(|more| more[axis]);
        spread(shape[axis + 1], kernel[axis], strides[axis], dilations[axis], same, more).ok_or_else(|| {
            shape_mismatch(&[shape, kernel], format!("no places are left of axis {}", axis + 1))
        })
    };
    (0..rank).map(axis).collect()
}

fn infer(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 2..=2)?;
    let spreads = geometry(inputs, attrs)?;
    let places = spreads.iter().map(|spread| spread.places);
    let filters = inputs[1].shape[spreads.len()];
    let shape: Vec<usize> = std::iter::once(inputs[0].shape[0]).chain(places).chain([filters]).collect();
    Ok(vec![Spec::float(shape)])
}

/// The whole result, channels last.
fn full(x: &Tensor, kernel: &Tensor, spreads: &[Spread], call: &Call<'_>) -> Tensor {
    fn options<const N: usize>(spreads: &[Spread]) -> ConvTransposeOptions<N> {
        let stride = std::array::from_fn(|axis| spreads[axis].stride);
        let dilation = std::array::from_fn(|axis| spreads[axis].dilation);
        ConvTransposeOptions::new(stride, [0; N], [0; N], dilation, 1)
    }
    let rank = spreads.len();
    let steps: Vec<(usize, usize)> = spreads.iter().map(|spread| (spread.stride, spread.dilation)).collect();
    let wide = reaching(kernel, &steps, call);
    let more = |axis: usize| (wide.shape()[axis] - kernel.shape()[axis]) * spreads[axis].dilation;
    let places = (0..rank).map(|axis| spreads[axis].full + more(axis));
    let shape: Vec<usize> = [x.shape()[0], kernel.shape()[rank]].into_iter().chain(places).collect();
    let kernel_order: Vec<usize> = [rank + 1, rank].into_iter().chain(0..rank).collect();
    let kernel = wide.permuted(&kernel_order).primitive;
    let x = x.permuted(&to_channels_first(rank)).primitive;
    let value = match rank {
        1 => Dispatch::conv_transpose1d(x, kernel, None, options(spreads)),
        2 => Dispatch::conv_transpose2d(x, kernel, None, options(spreads)),
        _ => Dispatch::conv_transpose3d(x, kernel, None, options(spreads)),
    };
    Tensor::new(value, Spec::float(shape)).permuted(&to_channels_last(rank))
}

/// The grid of the convolution that takes the result to the input.
fn grid(x: &Tensor, kernel: &Tensor, spreads: &[Spread], spec: &Spec) -> Grid {
    let slide = |(axis, spread): (usize, &Spread)| Slide {
        length: spread.places,
        size: kernel.shape()[axis],
        stride: spread.stride,
        dilation: spread.dilation,
        low: spread.dropped,
        high: 0,
        places: x.shape()[axis + 1],
    };
    let slides: Vec<Slide> = spreads.iter().enumerate().map(slide).collect();
    Grid::new(spec.shape[0], &slides)
}

/// The way back of that convolution.
#[cfg(feature = "cpu")]
fn on_processor(x: &Tensor, kernel: &Tensor, spreads: &[Spread], spec: &Spec) -> Tensor {
    use crate::kernels::conv::Conv;
    let (rank, grid) = (spreads.len(), grid(x, kernel, spreads, spec));
    let conv = Conv { grid, channels: spec.shape[rank + 1], filters: x.shape()[rank + 1], groups: 1 };
    crate::ops::convolution_loops::conv_transpose(conv, x, kernel, spec)
}

fn eval(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let specs: Vec<Spec> = call.inputs.iter().map(|input| input.spec.clone()).collect();
    let spreads = geometry(&specs, call.attrs)?;
    let inputs = cast_all(call.inputs, DType::Float32, call.context);
    #[cfg(feature = "cpu")]
    if call.context.backend() == Backend::Cpu {
        return Ok(vec![on_processor(&inputs[0], &inputs[1], &spreads, &call.outputs[0])]);
    }
    #[cfg(feature = "gpu")]
    if call.context.on_card() {
        let (x, kernel, spec) = (&inputs[0], &inputs[1], &call.outputs[0]);
        let grid = grid(x, kernel, &spreads, spec);
        return Ok(vec![crate::ops::shaders::convolution::conv_transpose(grid, x, kernel, spec)]);
    }
    let mut value = full(&inputs[0], &inputs[1], &spreads, call);
    let mut widths = vec![(0, 0); value.spec.rank()];
    for (index, spread) in spreads.iter().enumerate() {
        let kept = spread.places.min(spread.full - spread.dropped);
        value = value.along(index + 1, Region::run(spread.dropped, kept));
        widths[index + 1] = (0, spread.places - kept);
    }
    Ok(vec![pad_constant(&value, &widths, Number::Int(0), call)])
}

/// Rows of the table.
pub const OPS: &[Op] = &[Op::new("conv_transpose", Gradient::Yes, infer, eval)];
