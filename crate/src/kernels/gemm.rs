//! Matrix product of strided matrices: `c = a b`, or `c += a b`.

#[cfg(not(target_arch = "wasm32"))]
use crate::threads::{self, Place};

/// Products in a part of a job: fewer are sooner done than handed over.
#[cfg(not(target_arch = "wasm32"))]
const PRODUCTS: usize = 1 << 22;
/// Rows in a part: each part brings all of `b` into its own order.
#[cfg(not(target_arch = "wasm32"))]
const ROWS: usize = 64;

/// A matrix inside a slice.
#[derive(Debug, Clone, Copy)]
pub struct Matrix<'a> {
    /// The slice, from the first element on.
    pub values: &'a [f32],
    /// Distance between rows.
    pub row: usize,
    /// Distance between columns.
    pub column: usize,
}

impl<'a> Matrix<'a> {
    /// Rows of this length, one after the other.
    pub fn rows(values: &'a [f32], row: usize) -> Self {
        Self { values, row, column: 1 }
    }

    /// The same matrix with rows and columns exchanged.
    pub fn transposed(self) -> Self {
        Self { values: self.values, row: self.column, column: self.row }
    }

    fn covers(&self, rows: usize, columns: usize) -> bool {
        (rows - 1) * self.row + (columns - 1) * self.column < self.values.len()
    }
}

/// Number of rows, inner elements and columns.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Rows of `a` and `c`.
    pub rows: usize,
    /// Columns of `a`, rows of `b`.
    pub inner: usize,
    /// Columns of `b` and `c`.
    pub columns: usize,
}

/// `c = a b`, or `c += a b`; rows of `c` are `row` apart.
pub fn gemm(size: Size, a: Matrix<'_>, b: Matrix<'_>, c: &mut [f32], row: usize, accumulate: bool) {
    assert!(size.rows > 0 && size.inner > 0 && size.columns > 0, "no empty matrices");
    assert!(a.covers(size.rows, size.inner) && b.covers(size.inner, size.columns), "matrices inside slices");
    assert!((size.rows - 1) * row + size.columns <= c.len(), "the result inside its slice");
    product(size, a, b, c, row, accumulate);
}

#[cfg(not(target_arch = "wasm32"))]
fn product(size: Size, a: Matrix<'_>, b: Matrix<'_>, c: &mut [f32], row: usize, accumulate: bool) {
    let kept = if accumulate { 1.0f32 } else { 0.0 };
    let least = (PRODUCTS / (size.inner * size.columns)).max(ROWS);
    let rows = threads::part(size.rows, least).next_multiple_of(ROWS);
    let c = Place::of(c);
    threads::each(size.rows.div_ceil(rows), &|part| {
        let start = part * rows;
        // Safety: parts have rows of their own, and the caller has checked that all elements lie inside the slices.
        unsafe {
            gemm::gemm(
                rows.min(size.rows - start),
                size.columns,
                size.inner,
                c.slice(start * row, 1).as_mut_ptr(),
                1,
                row as isize,
                accumulate,
                a.values[start * a.row..].as_ptr(),
                a.column as isize,
                a.row as isize,
                b.values.as_ptr(),
                b.column as isize,
                b.row as isize,
                kept,
                1.0,
                false,
                false,
                false,
                gemm::Parallelism::None,
            );
        }
    });
}

#[cfg(target_arch = "wasm32")]
use super::gemm_simd128::product;
