//! Convolution and its two gradients, as matrix products over windows laid out as rows.
//!
//! `y = P(x) k`, `dk = P(x)^T dy`, `dx = P^T(dy k^T)`, where `P` lays windows out (see [`super::patches`]).
//! The transposed convolution is the last one, so its gradients are the first two.

use std::cell::RefCell;
use std::ops::Range;

use super::depthwise;
use super::gemm::{Matrix, Size, gemm};
use super::grid::Grid;
use super::patches::{Channels, gather, scatter_add};
use crate::threads::{self, made, stretches};

/// A convolution of tensors (batch, *axes, channels) with kernels (*window, channels / groups, filters).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conv {
    /// How the window slides.
    pub grid: Grid,
    /// Channels of the tensor.
    pub channels: usize,
    /// Channels of the result.
    pub filters: usize,
    /// Groups of channels that are kept apart.
    pub groups: usize,
}

/// Elements of windows laid out at a time: few enough to stay in the second cache.
const CHUNK: usize = 1 << 16;
/// Sums that several threads form side by side for the gradient of a kernel, and their elements together.
const SUMS: usize = 16;
const SUMMED: usize = 1 << 20;

thread_local! {
    static WINDOWS: RefCell<Vec<f32>> = const { RefCell::new(Vec::new()) };
}

impl Conv {
    fn is_depthwise(&self) -> bool {
        self.groups > 1 && self.groups == self.channels
    }

    /// Whether the windows are the tensor itself.
    fn is_pointwise(&self) -> bool {
        let plain = |axis: &super::grid::Slide| {
            axis.size == 1 && axis.stride == 1 && axis.low == 0 && axis.places == axis.length
        };
        self.groups == 1 && self.grid.axes.iter().all(plain)
    }

    /// Length of a row of the matrix of one group.
    fn row(&self) -> usize {
        self.grid.window() * self.channels / self.groups
    }

    fn group(&self, group: usize) -> Channels {
        let count = self.channels / self.groups;
        Channels { all: self.channels, first: group * count, count }
    }

    /// How many rows of places are laid out at a time.
    fn chunk(&self) -> usize {
        (CHUNK / (self.row() * self.grid.width())).clamp(1, self.grid.lines().max(1))
    }

    /// Calls `each` with the group and the windows of these rows of places as rows of a matrix.
    fn windows(&self, x: &[f32], lines: Range<usize>, mut each: impl FnMut(usize, &[f32])) {
        let size = lines.len() * self.grid.width() * self.row();
        WINDOWS.with_borrow_mut(|matrix| {
            if matrix.len() < size {
                matrix.resize(size, 0.0);
            }
            for group in 0..self.groups {
                gather(&self.grid, lines.clone(), self.group(group), x, &mut matrix[..size]);
                each(group, &matrix[..size]);
            }
        });
    }

    /// The result for a tensor and a kernel.
    pub fn forward(&self, x: &[f32], kernel: &[f32]) -> Vec<f32> {
        let count = self.grid.places() * self.filters;
        if self.is_depthwise() {
            let mut y = vec![0.0; count];
            depthwise::forward(self, x, kernel, &mut y);
            return y;
        }
        let (inner, columns) = (self.row(), self.filters / self.groups);
        let product = |group: usize, matrix: &[f32], y: &mut [f32]| {
            let size = Size { rows: y.len() / self.filters, inner, columns };
            let kernel = Matrix::rows(&kernel[group * columns..], self.filters);
            gemm(size, Matrix::rows(matrix, inner), kernel, &mut y[group * columns..], self.filters, false);
        };
        if self.is_pointwise() {
            let mut y = threads::zeros(count);
            product(0, x, &mut y);
            return y;
        }
        let step = self.chunk();
        made(count, step * self.grid.width() * self.filters, 0.0, |chunk, y| {
            let lines = chunk * step..self.grid.lines().min((chunk + 1) * step);
            self.windows(x, lines, |group, matrix| product(group, matrix, y));
        })
    }

    /// The gradient of the kernel from the tensor and the gradient of the result.
    pub fn kernel_gradient(&self, x: &[f32], dy: &[f32]) -> Vec<f32> {
        let elements = self.row() * self.filters;
        let mut dk = vec![0.0; elements];
        if self.is_depthwise() {
            depthwise::kernel_gradient(self, x, dy, &mut dk);
            return dk;
        }
        let (rows, width, columns) = (self.row(), self.grid.width(), self.filters / self.groups);
        let product = |group: usize, places: Range<usize>, matrix: &[f32], dk: &mut [f32]| {
            let size = Size { rows, inner: places.len(), columns };
            let dy = Matrix::rows(&dy[places.start * self.filters + group * columns..], self.filters);
            let dk = &mut dk[group * columns..];
            gemm(size, Matrix::rows(matrix, rows).transposed(), dy, dk, self.filters, true);
        };
        if self.is_pointwise() {
            product(0, 0..self.grid.places(), x, &mut dk);
            return dk;
        }
        let (step, lines) = (self.chunk(), self.grid.lines());
        // Each sum takes chunks that follow each other; few large sums leave the threads to the products.
        let sums = lines.div_ceil(step).min(SUMS).min((SUMMED / elements).max(1));
        let share = lines.div_ceil(step).div_ceil(sums) * step;
        let mut parts = vec![0.0; elements * (lines.div_ceil(share) - 1)];
        let work = |number: usize, dk: &mut [f32]| {
            let end = lines.min((number + 1) * share);
            for first in (number * share..end).step_by(step) {
                let lines = first..end.min(first + step);
                let places = lines.start * width..lines.end * width;
                self.windows(x, lines, |group, matrix| product(group, places.clone(), matrix, dk));
            }
        };
        if parts.is_empty() {
            work(0, &mut dk);
            return dk;
        }
        parts.resize(parts.len() + elements, 0.0);
        stretches(&mut parts, elements, work);
        for part in parts.chunks_exact(elements) {
            dk.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
        }
        dk
    }

    /// The gradient of the tensor from the kernel and the gradient of the result.
    pub fn input_gradient(&self, kernel: &[f32], dy: &[f32]) -> Vec<f32> {
        let count = self.grid.elements() * self.channels;
        if self.is_depthwise() {
            let mut dx = vec![0.0; count];
            depthwise::input_gradient(self, kernel, dy, &mut dx);
            return dx;
        }
        let (row, width, inner) = (self.row(), self.grid.width(), self.filters / self.groups);
        let kernel = |group: usize| Matrix::rows(&kernel[group * inner..], self.filters).transposed();
        if self.is_pointwise() {
            let size = Size { rows: self.grid.places(), inner, columns: row };
            let mut dx = threads::zeros(count);
            gemm(size, Matrix::rows(dy, self.filters), kernel(0), &mut dx, row, false);
            return dx;
        }
        // Windows of an image meet no other image.
        let images = threads::part(self.grid.batch, 1);
        let (lines, elements) = (self.grid.lines() / self.grid.batch, self.grid.elements() / self.grid.batch);
        let step = self.chunk();
        made(count, images * elements * self.channels, 0.0, |part, dx| {
            let grid = self.grid.of_images(dx.len() / (elements * self.channels));
            let before = part * images * lines;
            for first in (0..grid.lines()).step_by(step) {
                let lines = first..grid.lines().min(first + step);
                let places = (before + lines.start) * width..(before + lines.end) * width;
                let size = Size { rows: places.len(), inner, columns: row };
                WINDOWS.with_borrow_mut(|matrix| {
                    if matrix.len() < places.len() * row {
                        matrix.resize(places.len() * row, 0.0);
                    }
                    for group in 0..self.groups {
                        let dy =
                            Matrix::rows(&dy[places.start * self.filters + group * inner..], self.filters);
                        gemm(size, dy, kernel(group), matrix, row, false);
                        scatter_add(&grid, lines.clone(), self.group(group), matrix, dx);
                    }
                });
            }
        })
    }
}
