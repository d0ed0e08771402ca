//! Convolution where each channel has filters of its own: `y[p, c m + i] = sum over w of x[p s + w d, c] k[w, c m + i]`.

use super::conv::Conv;

/// Visits each meeting of a window and the tensor: part of the window, element of the tensor, place.
#[inline(always)]
fn meetings(conv: &Conv, mut visit: impl FnMut(usize, usize, usize)) {
    let grid = &conv.grid;
    let width = grid.axes[2];
    for number in 0..grid.lines() {
        grid.rows(grid.line(number), |part, start| {
            for place in 0..width.places {
                for tap in width.taps(place) {
                    let element = start + place * width.stride + tap * width.dilation - width.low;
                    visit(part * width.size + tap, element, number * width.places + place);
                }
            }
        });
    }
}

/// Calls `each` with one element of `channels` and those of `filters` that belong to it.
#[inline(always)]
fn per_channel(channels: &[f32], filters: usize, mut each: impl FnMut(f32, std::ops::Range<usize>)) {
    let count = filters / channels.len();
    for (channel, &value) in channels.iter().enumerate() {
        each(value, channel * count..(channel + 1) * count);
    }
}

fn row(values: &[f32], index: usize, length: usize) -> &[f32] {
    &values[index * length..(index + 1) * length]
}

fn row_mut(values: &mut [f32], index: usize, length: usize) -> &mut [f32] {
    &mut values[index * length..(index + 1) * length]
}

/// `to += a b`, element by element.
fn multiply_add(to: &mut [f32], a: &[f32], b: &[f32]) {
    for ((to, a), b) in to.iter_mut().zip(a).zip(b) {
        *to += a * b;
    }
}

/// Adds to the result.
pub fn forward(conv: &Conv, x: &[f32], kernel: &[f32], y: &mut [f32]) {
    let (channels, filters) = (conv.channels, conv.filters);
    meetings(conv, |part, element, place| {
        let (x, k, y) = (row(x, element, channels), row(kernel, part, filters), row_mut(y, place, filters));
        if channels == filters {
            multiply_add(y, x, k);
        } else {
            per_channel(x, filters, |x, range| {
                y[range.clone()].iter_mut().zip(&k[range]).for_each(|(y, k)| *y += x * k);
            });
        }
    });
}

/// Adds to the gradient of the kernel.
pub fn kernel_gradient(conv: &Conv, x: &[f32], dy: &[f32], dk: &mut [f32]) {
    let (channels, filters) = (conv.channels, conv.filters);
    meetings(conv, |part, element, place| {
        let (x, dy, dk) = (row(x, element, channels), row(dy, place, filters), row_mut(dk, part, filters));
        if channels == filters {
            multiply_add(dk, x, dy);
        } else {
            per_channel(x, filters, |x, range| {
                dk[range.clone()].iter_mut().zip(&dy[range]).for_each(|(dk, dy)| *dk += x * dy);
            });
        }
    });
}

/// Adds to the gradient of the tensor.
pub fn input_gradient(conv: &Conv, kernel: &[f32], dy: &[f32], dx: &mut [f32]) {
    let (channels, filters) = (conv.channels, conv.filters);
    let count = filters / channels;
    meetings(conv, |part, element, place| {
        let (k, dy, dx) =
            (row(kernel, part, filters), row(dy, place, filters), row_mut(dx, element, channels));
        if count == 1 {
            multiply_add(dx, k, dy);
        } else {
            for (dx, (k, dy)) in dx.iter_mut().zip(k.chunks_exact(count).zip(dy.chunks_exact(count))) {
                *dx += k.iter().zip(dy).map(|(k, dy)| k * dy).sum::<f32>();
            }
        }
    });
}
