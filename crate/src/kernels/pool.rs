//! The largest value or the mean of each window, channel by channel, and the way back of gradients.

use super::grid::Grid;

/// Calls `each` with each place and the elements under its window.
#[inline(always)]
fn windows(grid: &Grid, mut each: impl FnMut(usize, &[usize])) {
    let width = grid.axes[2];
    let mut elements = Vec::with_capacity(grid.window());
    let mut starts = vec![];
    for number in 0..grid.lines() {
        starts.clear();
        grid.rows(grid.line(number), |_, start| starts.push(start));
        for place in 0..width.places {
            elements.clear();
            let taps = width.taps(place);
            for start in &starts {
                let element = |tap: usize| start + place * width.stride + tap * width.dilation - width.low;
                elements.extend(taps.clone().map(element));
            }
            each(number * width.places + place, &elements);
        }
    }
}

/// The largest value of each window; not a number if one of them is not.
pub fn largest(grid: &Grid, channels: usize, x: &[f32]) -> Vec<f32> {
    let mut y = vec![f32::NEG_INFINITY; grid.places() * channels];
    windows(grid, |place, elements| {
        let y = &mut y[place * channels..(place + 1) * channels];
        for element in elements {
            for (y, &x) in y.iter_mut().zip(&x[element * channels..(element + 1) * channels]) {
                *y = if x > *y || x.is_nan() { x } else { *y };
            }
        }
    });
    y
}

/// Gives each gradient to the first of the largest values of its window.
pub fn largest_gradient(grid: &Grid, channels: usize, x: &[f32], y: &[f32], dy: &[f32]) -> Vec<f32> {
    let mut dx = vec![0.0; grid.elements() * channels];
    let mut left = vec![0.0; channels];
    windows(grid, |place, elements| {
        let range = place * channels..(place + 1) * channels;
        left.copy_from_slice(&dy[range.clone()]);
        let y = &y[range];
        for element in elements {
            let range = element * channels..(element + 1) * channels;
            let tensor = dx[range.clone()].iter_mut().zip(&x[range]);
            for ((dx, x), (left, y)) in tensor.zip(left.iter_mut().zip(y)) {
                let here = x == y;
                *dx += if here { *left } else { 0.0 };
                *left = if here { 0.0 } else { *left };
            }
        }
    });
    dx
}

/// The mean of each window; padding is not counted.
pub fn mean(grid: &Grid, channels: usize, x: &[f32]) -> Vec<f32> {
    let mut y = vec![0.0; grid.places() * channels];
    windows(grid, |place, elements| {
        let y = &mut y[place * channels..(place + 1) * channels];
        let share = 1.0 / elements.len().max(1) as f32;
        for element in elements {
            for (y, x) in y.iter_mut().zip(&x[element * channels..(element + 1) * channels]) {
                *y += x;
            }
        }
        y.iter_mut().for_each(|y| *y *= share);
    });
    y
}

/// Gives each gradient in equal parts to the values of its window.
pub fn mean_gradient(grid: &Grid, channels: usize, dy: &[f32]) -> Vec<f32> {
    let mut dx = vec![0.0; grid.elements() * channels];
    windows(grid, |place, elements| {
        let share = 1.0 / elements.len().max(1) as f32;
        let dy = &dy[place * channels..(place + 1) * channels];
        for element in elements {
            for (dx, dy) in dx[element * channels..(element + 1) * channels].iter_mut().zip(dy) {
                *dx += dy * share;
            }
        }
    });
    dx
}
