//! Convolution and its two gradients, as matrix products over windows laid out as rows.
//!
//! `y = P(x) k`, `dk = P(x)^T dy`, `dx = P^T(dy k^T)`, where `P` lays windows out (see [`super::patches`]).
//! The transposed convolution is the last one, so its gradients are the first two.

use std::ops::Range;

use super::depthwise;
use super::gemm::{Matrix, Size, gemm};
use super::grid::Grid;
use super::patches::{Channels, gather, scatter_add};

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

    /// Rows of places, some at a time.
    fn chunks(&self) -> impl Iterator<Item = Range<usize>> + use<> {
        let lines = self.grid.lines();
        let step = (CHUNK / (self.row() * self.grid.width())).clamp(1, lines);
        (0..lines).step_by(step).map(move |start| start..lines.min(start + step))
    }

    /// Calls `each` with a group, the places of some windows, and these windows as rows.
    fn windows(&self, x: &[f32], mut each: impl FnMut(usize, Range<usize>, &[f32])) {
        let (row, width) = (self.row(), self.grid.width());
        if self.is_pointwise() {
            each(0, 0..self.grid.places(), x);
            return;
        }
        let mut matrix = vec![];
        for lines in self.chunks() {
            let places = lines.start * width..lines.end * width;
            matrix.resize(places.len() * row, 0.0);
            for group in 0..self.groups {
                gather(&self.grid, lines.clone(), self.group(group), x, &mut matrix);
                each(group, places.clone(), &matrix);
            }
        }
    }

    /// The result for a tensor and a kernel.
    pub fn forward(&self, x: &[f32], kernel: &[f32]) -> Vec<f32> {
        let mut y = vec![0.0; self.grid.places() * self.filters];
        if self.is_depthwise() {
            depthwise::forward(self, x, kernel, &mut y);
            return y;
        }
        let columns = self.filters / self.groups;
        self.windows(x, |group, places, matrix| {
            let size = Size { rows: places.len(), inner: self.row(), columns };
            let kernel = Matrix::rows(&kernel[group * columns..], self.filters);
            let y = &mut y[places.start * self.filters + group * columns..];
            gemm(size, Matrix::rows(matrix, self.row()), kernel, y, self.filters, false);
        });
        y
    }

    /// The gradient of the kernel from the tensor and the gradient of the result.
    pub fn kernel_gradient(&self, x: &[f32], dy: &[f32]) -> Vec<f32> {
        let mut dk = vec![0.0; self.row() * self.filters];
        if self.is_depthwise() {
            depthwise::kernel_gradient(self, x, dy, &mut dk);
            return dk;
        }
        let columns = self.filters / self.groups;
        self.windows(x, |group, places, matrix| {
            let size = Size { rows: self.row(), inner: places.len(), columns };
            let dy = Matrix::rows(&dy[places.start * self.filters + group * columns..], self.filters);
            let dk = &mut dk[group * columns..];
            gemm(size, Matrix::rows(matrix, self.row()).transposed(), dy, dk, self.filters, true);
        });
        dk
    }

    /// The gradient of the tensor from the kernel and the gradient of the result.
    pub fn input_gradient(&self, kernel: &[f32], dy: &[f32]) -> Vec<f32> {
        let mut dx = vec![0.0; self.grid.elements() * self.channels];
        if self.is_depthwise() {
            depthwise::input_gradient(self, kernel, dy, &mut dx);
            return dx;
        }
        let (row, width, inner) = (self.row(), self.grid.width(), self.filters / self.groups);
        let kernel = |group: usize| Matrix::rows(&kernel[group * inner..], self.filters).transposed();
        if self.is_pointwise() {
            let size = Size { rows: self.grid.places(), inner, columns: row };
            gemm(size, Matrix::rows(dy, self.filters), kernel(0), &mut dx, row, false);
            return dx;
        }
        let mut matrix = vec![];
        for lines in self.chunks() {
            let places = lines.start * width..lines.end * width;
            matrix.resize(places.len() * row, 0.0);
            for group in 0..self.groups {
                let size = Size { rows: places.len(), inner, columns: row };
                let dy = Matrix::rows(&dy[places.start * self.filters + group * inner..], self.filters);
                gemm(size, dy, kernel(group), &mut matrix, row, false);
                scatter_add(&self.grid, lines.clone(), self.group(group), &matrix, &mut dx);
            }
        }
        dx
    }
}
