//! Matrix product for WebAssembly: tiles of 4 rows and 8 columns, which fit its sixteen fast registers.
//!
//! Columns of `b` are packed into strips of eight; `a` is read where it lies, one number for all eight.

use std::arch::wasm32::{f32x4_add, f32x4_mul, f32x4_splat, v128, v128_load, v128_load32_splat, v128_store};
use std::cell::RefCell;

use super::gemm::{Matrix, Size};

const ROWS: usize = 4;
const COLUMNS: usize = 8;
/// Inner elements in one pass, so that a strip stays in the first cache.
const DEPTH: usize = 384;
/// Rows in one pass, so that they stay in the second cache while all strips meet them.
const BLOCK: usize = 128;

thread_local! {
    static PACKED: RefCell<Vec<f32>> = const { RefCell::new(Vec::new()) };
}

/// `c = a b`, or `c += a b`; the caller has checked that all elements lie inside the slices.
pub fn product(size: Size, a: Matrix<'_>, b: Matrix<'_>, c: &mut [f32], row: usize, accumulate: bool) {
    if size.rows < ROWS && b.column == 1 {
        few_rows(size, a, b, c, row, accumulate);
        return;
    }
    PACKED.with_borrow_mut(|packed| {
        for from in (0..size.inner).step_by(DEPTH) {
            let depth = DEPTH.min(size.inner - from);
            pack(b, from, depth, size.columns, packed);
            for block in (0..size.rows).step_by(BLOCK) {
                let end = size.rows.min(block + BLOCK);
                for (strip, values) in packed.chunks_exact(depth * COLUMNS).enumerate() {
                    let columns = COLUMNS.min(size.columns - strip * COLUMNS);
                    for start in (block..end).step_by(ROWS) {
                        let tile = Tile {
                            a: a.values[start * a.row + from * a.column..].as_ptr(),
                            a_row: a.row,
                            a_column: a.column,
                            strip: values,
                            add: accumulate || from > 0,
                        };
                        let c = &mut c[start * row + strip * COLUMNS..];
                        // Safety: the rows and columns of a tile are cut to those of the matrices.
                        unsafe {
                            match end - start {
                                1 => tile.compute::<1>(c.as_mut_ptr(), row, columns),
                                2 => tile.compute::<2>(c.as_mut_ptr(), row, columns),
                                3 => tile.compute::<3>(c.as_mut_ptr(), row, columns),
                                _ => tile.compute::<ROWS>(c.as_mut_ptr(), row, columns),
                            }
                        }
                    }
                }
            }
        }
    });
}

/// Packing does not pay for a few rows: adds multiples of the rows of `b`.
fn few_rows(size: Size, a: Matrix<'_>, b: Matrix<'_>, c: &mut [f32], row: usize, accumulate: bool) {
    for index in 0..size.rows {
        let c = &mut c[index * row..index * row + size.columns];
        if !accumulate {
            c.fill(0.0);
        }
        for inner in 0..size.inner {
            let factor = a.values[index * a.row + inner * a.column];
            let b = &b.values[inner * b.row..inner * b.row + size.columns];
            c.iter_mut().zip(b).for_each(|(c, b)| *c += factor * b);
        }
    }
}

/// Strips of eight columns, missing ones zero.
fn pack(b: Matrix<'_>, from: usize, depth: usize, columns: usize, packed: &mut Vec<f32>) {
    packed.clear();
    packed.resize(columns.div_ceil(COLUMNS) * depth * COLUMNS, 0.0);
    for (strip, values) in packed.chunks_exact_mut(depth * COLUMNS).enumerate() {
        let first = strip * COLUMNS;
        let count = COLUMNS.min(columns - first);
        for (inner, row) in values.chunks_exact_mut(COLUMNS).enumerate() {
            let start = (from + inner) * b.row + first * b.column;
            if b.column == 1 && count == COLUMNS {
                row.copy_from_slice(&b.values[start..start + COLUMNS]);
            } else {
                for (column, value) in row[..count].iter_mut().enumerate() {
                    *value = b.values[start + column * b.column];
                }
            }
        }
    }
}

struct Tile<'a> {
    a: *const f32,
    a_row: usize,
    a_column: usize,
    strip: &'a [f32],
    add: bool,
}

impl Tile<'_> {
    /// One tile of `R` rows; only the first `columns` are written.
    ///
    /// # Safety
    ///
    /// `R` rows of `a` with as many elements as the strip has rows, and `R` rows of `c` with `columns` elements,
    /// must lie inside their slices.
    #[inline(always)]
    unsafe fn compute<const R: usize>(&self, c: *mut f32, row: usize, columns: usize) {
        let mut sums = [[f32x4_splat(0.0); 2]; R];
        let mut a = self.a;
        let mut b = self.strip.as_ptr();
        for _ in 0..self.strip.len() / COLUMNS {
            unsafe {
                let (first, second) = (v128_load(b.cast()), v128_load(b.add(4).cast()));
                for (index, sum) in sums.iter_mut().enumerate() {
                    let factor = v128_load32_splat(a.add(index * self.a_row).cast());
                    sum[0] = f32x4_add(sum[0], f32x4_mul(factor, first));
                    sum[1] = f32x4_add(sum[1], f32x4_mul(factor, second));
                }
                a = a.wrapping_add(self.a_column);
                b = b.add(COLUMNS);
            }
        }
        for (index, sum) in sums.iter().enumerate() {
            unsafe { self.store(*sum, c.add(index * row), columns) };
        }
    }

    #[inline(always)]
    unsafe fn store(&self, mut sum: [v128; 2], c: *mut f32, columns: usize) {
        if columns == COLUMNS {
            unsafe {
                if self.add {
                    sum[0] = f32x4_add(sum[0], v128_load(c.cast()));
                    sum[1] = f32x4_add(sum[1], v128_load(c.add(4).cast()));
                }
                v128_store(c.cast(), sum[0]);
                v128_store(c.add(4).cast(), sum[1]);
            }
            return;
        }
        let mut values = [0.0f32; COLUMNS];
        unsafe {
            v128_store(values.as_mut_ptr().cast(), sum[0]);
            v128_store(values.as_mut_ptr().add(4).cast(), sum[1]);
        }
        for (column, value) in values[..columns].iter().enumerate() {
            unsafe {
                let place = c.add(column);
                *place = if self.add { *place + value } else { *value };
            }
        }
    }
}
