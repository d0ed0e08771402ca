//! The largest value (`max_pool`) or the mean (`average_pool`) of each window; padding takes no part.

use burn::backend::ops::{FloatTensorOps, ModuleOps};
use burn::backend::{Dispatch, DispatchTensor};

use crate::attrs::{Attrs, Number};
#[cfg(feature = "cpu")]
use crate::device::Backend;
use crate::error::{Result, bad_attribute, shape_mismatch};
use crate::kernels::grid::Slide;
#[cfg(feature = "cpu")]
use crate::ops::convolution_loops::Pooling;
use crate::ops::pad::pad_constant;
use crate::ops::window::{places, slides, spatial_rank};
use crate::ops::{Call, Gradient, Op, expect_inputs};
use crate::spec::{DType, Spec};
use crate::tensor::Tensor;

fn geometry(input: &Spec, attrs: &Attrs) -> Result<Vec<Slide>> {
    let rank = spatial_rank(&input.shape)?;
    let window = attrs.sizes("pool_size")?;
    if window.len() != rank || window.contains(&0) {
        return Err(bad_attribute("pool_size", format!("expected {rank} positive numbers, got {window:?}")));
    }
    if attrs.get("dilation").is_some() {
        return Err(bad_attribute("dilation", "windows of pooling have no gaps"));
    }
    let slides = slides(&input.shape, &window, attrs, &window)?;
    if slides.iter().any(|slide| slide.low.max(slide.high) >= slide.span()) {
        return Err(shape_mismatch(&[&input.shape, &window], "the padding must be smaller than the window"));
    }
    Ok(slides)
}

fn infer(inputs: &[Spec], attrs: &Attrs) -> Result<Vec<Spec>> {
    expect_inputs(inputs, 1..=1)?;
    let slides = geometry(&inputs[0], attrs)?;
    Ok(vec![Spec::float(places(&inputs[0].shape, &slides, inputs[0].shape[slides.len() + 1]))])
}

/// Burn's pooling over the two axes in the middle of four, channels last.
fn pooled(x: &Tensor, slides: [Slide; 2], pool: fn(DispatchTensor, [Slide; 2]) -> DispatchTensor) -> Tensor {
    let first = x.permuted(&[0, 3, 1, 2]);
    let shape = vec![first.shape()[0], first.shape()[1], slides[0].places, slides[1].places];
    Tensor::new(pool(first.primitive, slides), Spec::float(shape)).permuted(&[0, 2, 3, 1])
}

fn largest(x: DispatchTensor, slides: [Slide; 2]) -> DispatchTensor {
    let dilation = slides.map(|slide| slide.dilation);
    Dispatch::max_pool2d(
        x,
        slides.map(|slide| slide.size),
        slides.map(|slide| slide.stride),
        [0; 2],
        dilation,
        false,
    )
}

fn mean(x: DispatchTensor, slides: [Slide; 2]) -> DispatchTensor {
    Dispatch::avg_pool2d(
        x,
        slides.map(|slide| slide.size),
        slides.map(|slide| slide.stride),
        [0; 2],
        true,
        false,
    )
}

/// Pools one to three axes by passes over two of them.
fn passes(x: &Tensor, slides: &[Slide], pool: fn(DispatchTensor, [Slide; 2]) -> DispatchTensor) -> Tensor {
    let shape = x.shape().to_vec();
    let (batch, channels) = (shape[0], shape[shape.len() - 1]);
    match *slides {
        [only] => pooled(&x.reshaped(&[batch, shape[1], 1, channels]), [only, Slide::SINGLE], pool)
            .reshaped(&[batch, only.places, channels]),
        [rows, columns] => pooled(x, [rows, columns], pool),
        [depth, rows, columns] => {
            let flat =
                pooled(&x.reshaped(&[batch * shape[1], shape[2], shape[3], channels]), [rows, columns], pool);
            let area = rows.places * columns.places;
            pooled(
                &flat.reshaped(&[batch, shape[1], area, channels]),
                [depth, Slide { places: area, ..Slide::SINGLE }],
                pool,
            )
            .reshaped(&[batch, depth.places, rows.places, columns.places, channels])
        }
        _ => unreachable!("the shape rule allows one to three axes"),
    }
}

fn padded(call: &Call<'_>, slides: &[Slide], fill: Number) -> Tensor {
    let x = call.inputs[0].cast(DType::Float32, call.context);
    let mut widths = vec![(0, 0); x.spec.rank()];
    for (width, slide) in widths[1..].iter_mut().zip(slides) {
        *width = (slide.low, slide.high);
    }
    pad_constant(&x, &widths, fill, call)
}

#[cfg(feature = "cpu")]
fn on_processor(pooling: Pooling, slides: &[Slide], call: &Call<'_>) -> Tensor {
    let x = call.inputs[0].cast(DType::Float32, call.context);
    let grid = crate::kernels::grid::Grid::new(x.shape()[0], slides);
    crate::ops::convolution_loops::pool(pooling, grid, &x, &call.outputs[0])
}

#[cfg(feature = "gpu")]
fn by_shader(pooling: crate::ops::shaders::pooling::Pooling, slides: &[Slide], call: &Call<'_>) -> Tensor {
    let x = call.inputs[0].cast(DType::Float32, call.context);
    let grid = crate::kernels::grid::Grid::new(x.shape()[0], slides);
    crate::ops::shaders::pooling::pool(pooling, grid, &x, &call.outputs[0])
}

fn eval_max(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let slides = geometry(&call.inputs[0].spec, call.attrs)?;
    #[cfg(feature = "cpu")]
    if call.context.backend() == Backend::Cpu {
        return Ok(vec![on_processor(Pooling::Largest, &slides, call)]);
    }
    #[cfg(feature = "gpu")]
    if call.context.on_card() {
        return Ok(vec![by_shader(crate::ops::shaders::pooling::Pooling::Largest, &slides, call)]);
    }
    Ok(vec![passes(&padded(call, &slides, Number::Float(f64::NEG_INFINITY)), &slides, largest)])
}

/// `window / elements that are no padding` for each place.
fn corrections(slides: &[Slide], call: &Call<'_>) -> Tensor {
    let mut factors = vec![1.0];
    for slide in slides {
        let counted = |place: usize| {
            let start = place * slide.stride;
            let end = (start + slide.size).min(slide.low + slide.length);
            end.saturating_sub(start.max(slide.low)).max(1)
        };
        let axis: Vec<f32> =
            (0..slide.places).map(|place| slide.size as f32 / counted(place) as f32).collect();
        factors = factors.iter().flat_map(|factor| axis.iter().map(move |other| factor * other)).collect();
    }
    let places = slides.iter().map(|slide| slide.places);
    let shape: Vec<usize> = std::iter::once(1).chain(places).chain([1]).collect();
    Tensor::from_floats(factors, &shape, call.context)
}

fn eval_average(call: &Call<'_>) -> Result<Vec<Tensor>> {
    let slides = geometry(&call.inputs[0].spec, call.attrs)?;
    #[cfg(feature = "cpu")]
    if call.context.backend() == Backend::Cpu {
        return Ok(vec![on_processor(Pooling::Mean, &slides, call)]);
    }
    #[cfg(feature = "gpu")]
    if call.context.on_card() {
        return Ok(vec![by_shader(crate::ops::shaders::pooling::Pooling::Mean, &slides, call)]);
    }
    let value = passes(&padded(call, &slides, Number::Int(0)), &slides, mean);
    if slides.iter().all(|slide| slide.low == 0 && slide.high == 0) {
        return Ok(vec![value]);
    }
    let corrections = corrections(&slides, call);
    let product = Dispatch::float_mul(value.primitive(), corrections.primitive);
    Ok(vec![Tensor::new(product, value.spec)])
}

/// Rows of the table.
pub const OPS: &[Op] = &[
    Op::new("max_pool", Gradient::Yes, infer, eval_max),
    Op::new("average_pool", Gradient::Yes, infer, eval_average),
];
