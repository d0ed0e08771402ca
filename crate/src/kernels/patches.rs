//! Windows laid out as rows of a matrix, and the way back: what turns convolution into a matrix product.
//!
//! One row for each place: the elements under the window in the order (depth, height, width, channel),
//! zero where the window meets padding.

use std::ops::Range;

use super::grid::{Grid, Line};

/// Channels of a tensor: all of them, or those of one group.
#[derive(Debug, Clone, Copy)]
pub struct Channels {
    /// Channels of the tensor.
    pub all: usize,
    /// First channel of the group.
    pub first: usize,
    /// Channels of the group.
    pub count: usize,
}

/// A run of neighbours: where it starts in the tensor and in the row of the matrix, and how long it is.
struct Run {
    tensor: usize,
    matrix: usize,
    count: usize,
}

/// Visits all runs of a row of places; places are numbered from `first_place`.
#[inline(always)]
fn runs(grid: &Grid, line: Line, channels: Channels, first_place: usize, mut visit: impl FnMut(Run)) {
    let [_, _, width] = grid.axes;
    let row_length = grid.window() * channels.count;
    let whole = channels.count == channels.all && width.dilation == 1;
    let inner = width.inner();
    grid.rows(line, |part, start| {
        let part = part * width.size * channels.count;
        for place in 0..width.places {
            let row = (first_place + place) * row_length + part;
            // Divisions for each place would take longer than copying short rows.
            let taps = if inner.contains(&place) { 0..width.size } else { width.taps(place) };
            if taps.is_empty() {
                continue;
            }
            let element = |tap: usize| {
                let index = start + place * width.stride + tap * width.dilation - width.low;
                index * channels.all + channels.first
            };
            if whole {
                visit(Run {
                    tensor: element(taps.start),
                    matrix: row + taps.start * channels.count,
                    count: taps.len() * channels.count,
                });
            } else {
                for tap in taps {
                    let matrix = row + tap * channels.count;
                    visit(Run { tensor: element(tap), matrix, count: channels.count });
                }
            }
        }
    });
}

fn touches_padding(grid: &Grid) -> bool {
    grid.axes
        .iter()
        .any(|axis| axis.low > 0 || (axis.places - 1) * axis.stride + axis.span() > axis.length + axis.low)
}

/// Copies runs; short ones by hand, because a call of the copying routine costs more than the copying.
#[inline(always)]
fn copy(from: &[f32], to: &mut [f32]) {
    match to.len() {
        1 => to[0] = from[0],
        3 => to.copy_from_slice(&[from[0], from[1], from[2]]),
        5 => to.copy_from_slice(&[from[0], from[1], from[2], from[3], from[4]]),
        _ => to.copy_from_slice(from),
    }
}

/// Lays the windows of these rows of places out as rows of `matrix`.
pub fn gather(grid: &Grid, lines: Range<usize>, channels: Channels, tensor: &[f32], matrix: &mut [f32]) {
    if touches_padding(grid) {
        matrix.fill(0.0);
    }
    for (index, number) in lines.enumerate() {
        runs(grid, grid.line(number), channels, index * grid.width(), |run| {
            copy(
                &tensor[run.tensor..run.tensor + run.count],
                &mut matrix[run.matrix..run.matrix + run.count],
            );
        });
    }
}

/// Adds the rows of `matrix` to the elements that [`gather`] took them from.
pub fn scatter_add(grid: &Grid, lines: Range<usize>, channels: Channels, matrix: &[f32], tensor: &mut [f32]) {
    for (index, number) in lines.enumerate() {
        runs(grid, grid.line(number), channels, index * grid.width(), |run| {
            let from = &matrix[run.matrix..run.matrix + run.count];
            for (to, from) in tensor[run.tensor..run.tensor + run.count].iter_mut().zip(from) {
                *to += from;
            }
        });
    }
}
