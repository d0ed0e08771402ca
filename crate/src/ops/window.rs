//! Windows that slide over the axes between batch and channels: sizes, strides, dilation and padding.
//!
//! `same` gives `ceil(in / stride)` places: `total = max((out - 1) s + (k - 1) d + 1 - in, 0)`, the odd one at the
//! end. Otherwise `out = floor((in + low + high - (k - 1) d - 1) / s) + 1`.

use serde_json::Value;

use crate::attrs::Attrs;
use crate::error::{Result, bad_attribute, shape_mismatch};
use crate::kernels::grid::Slide;

/// One positive number for each axis; `default` where the attribute is absent.
pub fn per_axis(attrs: &Attrs, name: &str, default: &[usize]) -> Result<Vec<usize>> {
    let values = if attrs.get(name).is_some() { attrs.sizes(name)? } else { default.to_vec() };
    if values.len() != default.len() || values.iter().any(|&value| value == 0 || value >= 1 << 31) {
        let detail = format!("expected {} positive numbers, got {values:?}", default.len());
        return Err(bad_attribute(name, detail));
    }
    Ok(values)
}

enum Padding {
    Valid,
    Same,
    Causal,
    Pairs(Vec<(usize, usize)>),
}

fn padding(attrs: &Attrs, rank: usize) -> Result<Padding> {
    let wrong = |detail: String| bad_attribute("padding", detail);
    match attrs.get("padding") {
        None => Ok(Padding::Valid),
        Some(Value::String(name)) => match name.as_str() {
            "valid" => Ok(Padding::Valid),
            "same" => Ok(Padding::Same),
            "causal" if rank == 1 => Ok(Padding::Causal),
            "causal" => Err(wrong("causal padding is for one axis only".into())),
            other => Err(wrong(format!("expected valid, same, causal or pairs, got {other}"))),
        },
        Some(_) => {
            let pairs = attrs.pairs("padding")?;
            if pairs.len() != rank || pairs.iter().any(|&(low, high)| low.max(high) >= 1 << 31) {
                return Err(wrong(format!("expected {rank} pairs, got {pairs:?}")));
            }
            Ok(Padding::Pairs(pairs))
        }
    }
}

/// Slides of a window of these sizes over the axes between batch and channels of `shape`.
pub fn slides(
    shape: &[usize],
    sizes: &[usize],
    attrs: &Attrs,
    default_strides: &[usize],
) -> Result<Vec<Slide>> {
    let rank = sizes.len();
    let strides = per_axis(attrs, "strides", default_strides)?;
    let dilations = per_axis(attrs, "dilation", &vec![1; rank])?;
    let padding = padding(attrs, rank)?;
    let slide = |axis: usize| {
        let (length, size, stride, dilation) = (shape[axis + 1], sizes[axis], strides[axis], dilations[axis]);
        if length == 0 || size == 0 {
            return Err(shape_mismatch(&[shape, sizes], "nothing to slide over"));
        }
        let span = (size - 1).saturating_mul(dilation).saturating_add(1);
        let (low, high) = match &padding {
            Padding::Valid => (0, 0),
            Padding::Causal => (span - 1, 0),
            Padding::Pairs(pairs) => pairs[axis],
            Padding::Same => {
                let covered = (length.div_ceil(stride) - 1).saturating_mul(stride).saturating_add(span);
                let total = covered.saturating_sub(length);
                (total / 2, total - total / 2)
            }
        };
        let padded = length.saturating_add(low).saturating_add(high);
        if span > padded {
            let detail = format!(
                "a window that spans {span} is larger than the {padded} elements of axis {}",
                axis + 1
            );
            return Err(shape_mismatch(&[shape, sizes], detail));
        }
        Ok(Slide { length, size, stride, dilation, low, high, places: (padded - span) / stride + 1 })
    };
    (0..rank).map(slide).collect()
}

/// Checks that a shape is (batch, 1 to 3 axes, channels); gives the number of axes between.
pub fn spatial_rank(shape: &[usize]) -> Result<usize> {
    match shape.len() {
        3..=5 => Ok(shape.len() - 2),
        _ => Err(shape_mismatch(&[shape], "expected (batch, 1 to 3 axes, channels)")),
    }
}

/// The shape after sliding: places instead of lengths, other channels.
pub fn places(shape: &[usize], slides: &[Slide], channels: usize) -> Vec<usize> {
    let places = slides.iter().map(|slide| slide.places);
    std::iter::once(shape[0]).chain(places).chain([channels]).collect()
}
