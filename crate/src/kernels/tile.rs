//! The innermost loops of a matrix product for WebAssembly: tiles of 4 rows and 8 columns, which fit its sixteen
//! fast registers.
//!
//! This file is compiled twice (see `relaxed_module.rs`). It names nothing of the crate, and everything stays in
//! registers: the second copy has no stack, and no memory for constants.

use core::arch::wasm32::{
    f32x4_add, f32x4_extract_lane, f32x4_splat, v128, v128_load, v128_load32_splat, v128_store,
};

/// Rows of a tile.
pub const ROWS: usize = 4;
/// Columns of a tile, and of a strip.
pub const COLUMNS: usize = 8;

/// How a product joins a sum.
pub trait Multiply {
    /// `sum + a b`
    fn add(a: v128, b: v128, sum: v128) -> v128;
}

/// Rows of `a` times strips of `b`.
#[repr(C)]
pub struct Block {
    /// First element of `a`.
    pub a: *const f32,
    /// Distance between rows of `a`.
    pub a_row: usize,
    /// Distance between columns of `a`.
    pub a_column: usize,
    /// Rows of `a` and `c`.
    pub rows: usize,
    /// Strips of eight columns of `b`, one after the other, missing columns zero.
    pub strips: *const f32,
    /// Columns of `a`, rows of a strip.
    pub depth: usize,
    /// Columns of `b` and `c`.
    pub columns: usize,
    /// First element of the result.
    pub c: *mut f32,
    /// Distance between rows of the result.
    pub c_row: usize,
    /// Whether the result is added to what is there.
    pub add: bool,
}

/// Computes a block.
///
/// # Safety
///
/// All elements that the block names must be there, and those of `c` nobody else's.
#[inline(always)]
pub unsafe fn multiply<M: Multiply>(block: &Block) {
    let mut strip = block.strips;
    for column in (0..block.columns).step_by(COLUMNS) {
        let columns = COLUMNS.min(block.columns - column);
        for row in (0..block.rows).step_by(ROWS) {
            // Safety: tiles are cut to the rows and columns of the block.
            unsafe {
                let a = block.a.add(row * block.a_row);
                let c = block.c.add(row * block.c_row + column);
                match block.rows - row {
                    1 => tile::<M, 1>(block, a, strip, c, columns),
                    2 => tile::<M, 2>(block, a, strip, c, columns),
                    3 => tile::<M, 3>(block, a, strip, c, columns),
                    _ => tile::<M, ROWS>(block, a, strip, c, columns),
                }
            }
        }
        strip = strip.wrapping_add(block.depth * COLUMNS);
    }
}

#[inline(always)]
unsafe fn tile<M: Multiply, const R: usize>(
    block: &Block,
    mut a: *const f32,
    mut strip: *const f32,
    c: *mut f32,
    columns: usize,
) {
    let mut sums = [[f32x4_splat(0.0); 2]; R];
    // Safety: the caller's.
    unsafe {
        for _ in 0..block.depth {
            let (first, second) = (v128_load(strip.cast()), v128_load(strip.add(4).cast()));
            for (index, sum) in sums.iter_mut().enumerate() {
                let factor = v128_load32_splat(a.add(index * block.a_row).cast());
                sum[0] = M::add(factor, first, sum[0]);
                sum[1] = M::add(factor, second, sum[1]);
            }
            a = a.wrapping_add(block.a_column);
            strip = strip.wrapping_add(COLUMNS);
        }
        for (index, sum) in sums.into_iter().enumerate() {
            store(sum, c.add(index * block.c_row), columns, block.add);
        }
    }
}

#[inline(always)]
unsafe fn store(sum: [v128; 2], c: *mut f32, columns: usize, add: bool) {
    // Safety: the caller's.
    unsafe {
        if columns < 4 {
            store_some(sum[0], c, columns, add);
            return;
        }
        store_four(sum[0], c, add);
        if columns == COLUMNS {
            store_four(sum[1], c.add(4), add);
        } else {
            store_some(sum[1], c.add(4), columns - 4, add);
        }
    }
}

#[inline(always)]
unsafe fn store_four(sum: v128, c: *mut f32, add: bool) {
    // Safety: the caller's.
    unsafe {
        let sum = if add { f32x4_add(sum, v128_load(c.cast())) } else { sum };
        v128_store(c.cast(), sum);
    }
}

/// The first numbers, at most three.
#[inline(always)]
unsafe fn store_some(sum: v128, c: *mut f32, columns: usize, add: bool) {
    let values = [f32x4_extract_lane::<0>(sum), f32x4_extract_lane::<1>(sum), f32x4_extract_lane::<2>(sum)];
    for (column, value) in values.into_iter().enumerate() {
        if column < columns {
            // Safety: the caller's.
            unsafe {
                let place = c.add(column);
                *place = if add { *place + value } else { value };
            }
        }
    }
}
