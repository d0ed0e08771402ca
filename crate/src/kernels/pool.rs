//! The largest value or the mean of each window, channel by channel, and the way back of gradients.

use super::grid::Grid;
use crate::threads::{self, apart, made};

/// Calls `each` with each place and the elements under its window.
#[inline(always)]
fn windows(grid: &Grid, mut each: impl FnMut(usize, &[usize])) {
    let width = grid.axes[2];
    let inner = width.inner();
    let mut elements = apart(grid.window());
    let mut starts = apart(grid.window());
    for number in 0..grid.lines() {
        starts.clear();
        grid.rows(grid.line(number), |_, start| starts.push(start));
        for place in 0..width.places {
            elements.clear();
            let taps = if inner.contains(&place) { 0..width.size } else { width.taps(place) };
            for start in &starts {
                let element = |tap: usize| start + place * width.stride + tap * width.dilation - width.low;
                elements.extend(taps.clone().map(element));
            }
            each(number * width.places + place, &elements);
        }
    }
}

/// A few images of a batch: windows of one image meet no other.
struct Images {
    grid: Grid,
    /// Where their values begin in the tensor and in the result of pooling.
    elements: usize,
    places: usize,
}

/// `count` values in the form of the tensor or of the result, made of `value` a few images at a time.
fn filled(
    grid: &Grid,
    channels: usize,
    count: usize,
    value: f32,
    work: impl Fn(&Images, &mut [f32]) + Sync,
) -> Vec<f32> {
    let single = grid.of_images(1);
    let images = threads::part(grid.batch, 1);
    made(count, count / grid.batch.max(1) * images, value, |part, to| {
        let before = part * images;
        let grid = grid.of_images(images.min(grid.batch - before));
        let (elements, places) = (single.elements() * channels, single.places() * channels);
        work(&Images { grid, elements: before * elements, places: before * places }, to);
    })
}

/// The larger one; not a number if one of them is not.
#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if b > a || b.is_nan() { b } else { a }
}

/// The largest value of each window; not a number if one of them is not.
pub fn largest(grid: &Grid, channels: usize, x: &[f32]) -> Vec<f32> {
    filled(grid, channels, grid.places() * channels, f32::NEG_INFINITY, |images, y| {
        let x = &x[images.elements..];
        windows(&images.grid, |place, elements| {
            let y = &mut y[place * channels..(place + 1) * channels];
            let of = |element: usize| &x[element * channels..(element + 1) * channels];
            if let &[a, b, c, d] = elements {
                let (first, second) = (of(a).iter().zip(of(b)), of(c).iter().zip(of(d)));
                for (y, ((&a, &b), (&c, &d))) in y.iter_mut().zip(first.zip(second)) {
                    *y = larger(larger(larger(a, b), c), d);
                }
                return;
            }
            for &element in elements {
                for (y, &x) in y.iter_mut().zip(of(element)) {
                    *y = larger(*y, x);
                }
            }
        });
    })
}

/// The gradients of windows of four that do not meet: each is written once.
fn four(x: [&[f32]; 4], dx: [&mut [f32]; 4], y: &[f32], dy: &[f32]) {
    let ([a, b, c, d], [da, db, dc, dd]) = (x, dx);
    let first = da.iter_mut().zip(a).zip(db.iter_mut().zip(b));
    let second = dc.iter_mut().zip(c).zip(dd.iter_mut().zip(d));
    for ((((da, a), (db, b)), ((dc, c), (dd, d))), (y, &dy)) in first.zip(second).zip(y.iter().zip(dy)) {
        let mut left = dy;
        for (dx, x) in [(da, a), (db, b), (dc, c), (dd, d)] {
            let here = x == y;
            *dx = if here { left } else { 0.0 };
            left = if here { 0.0 } else { left };
        }
    }
}

/// Gives each gradient to the first of the largest values of its window.
pub fn largest_gradient(grid: &Grid, channels: usize, x: &[f32], y: &[f32], dy: &[f32]) -> Vec<f32> {
    let disjoint = grid.axes.iter().all(|axis| axis.span() <= axis.stride);
    filled(grid, channels, grid.elements() * channels, 0.0, |images, dx| {
        let (x, y, dy) = (&x[images.elements..], &y[images.places..], &dy[images.places..]);
        let mut left = apart(channels);
        left.resize(channels, 0.0);
        windows(&images.grid, |place, elements| {
            let range = place * channels..(place + 1) * channels;
            if let (true, &[a, b, c, d]) = (disjoint, elements) {
                let of = |element: usize| element * channels..(element + 1) * channels;
                let places = [of(a), of(b), of(c), of(d)];
                let values = places.clone().map(|range| &x[range]);
                let gradients = dx.get_disjoint_mut(places).expect("elements of one window");
                four(values, gradients, &y[range.clone()], &dy[range]);
                return;
            }
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
    })
}

/// The mean of each window; padding is not counted.
pub fn mean(grid: &Grid, channels: usize, x: &[f32]) -> Vec<f32> {
    filled(grid, channels, grid.places() * channels, 0.0, |images, y| {
        let x = &x[images.elements..];
        windows(&images.grid, |place, elements| {
            let y = &mut y[place * channels..(place + 1) * channels];
            let share = 1.0 / elements.len().max(1) as f32;
            for element in elements {
                for (y, x) in y.iter_mut().zip(&x[element * channels..(element + 1) * channels]) {
                    *y += x;
                }
            }
            y.iter_mut().for_each(|y| *y *= share);
        });
    })
}

/// Gives each gradient in equal parts to the values of its window.
pub fn mean_gradient(grid: &Grid, channels: usize, dy: &[f32]) -> Vec<f32> {
    filled(grid, channels, grid.elements() * channels, 0.0, |images, dx| {
        let dy = &dy[images.places..];
        windows(&images.grid, |place, elements| {
            let share = 1.0 / elements.len().max(1) as f32;
            let dy = &dy[place * channels..(place + 1) * channels];
            for element in elements {
                for (dx, dy) in dx[element * channels..(element + 1) * channels].iter_mut().zip(dy) {
                    *dx += dy * share;
                }
            }
        });
    })
}
