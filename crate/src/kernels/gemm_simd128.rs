//! Matrix product for WebAssembly: columns of `b` are packed into strips of eight, `a` is read where it lies.

use std::arch::wasm32::{f32x4_add, f32x4_mul, v128};
use std::cell::{Cell, RefCell};

use super::gemm::{Matrix, Size};
use super::tile::{Block, COLUMNS, Multiply, ROWS, multiply};
use crate::threads::{self, Place};

/// Inner elements in one pass, so that a strip stays in the first cache.
const DEPTH: usize = 384;
/// Rows in one pass, so that they stay in the second cache while all strips meet them.
const BLOCK: usize = 128;
/// Products in a part of a job: fewer are sooner done than handed over.
const PRODUCTS: usize = 1 << 19;

/// The loops of `tile.rs`, compiled in one way or another.
pub type Loops = unsafe extern "C" fn(&Block);

thread_local! {
    static PACKED: RefCell<Vec<f32>> = const { RefCell::new(Vec::new()) };
    static LOOPS: Cell<Loops> = const { Cell::new(in_two_steps) };
}

struct InTwoSteps;

impl Multiply for InTwoSteps {
    #[inline(always)]
    fn add(a: v128, b: v128, sum: v128) -> v128 {
        f32x4_add(sum, f32x4_mul(a, b))
    }
}

unsafe extern "C" fn in_two_steps(block: &Block) {
    // Safety: the caller's.
    unsafe { multiply::<InTwoSteps>(block) }
}

/// From now on products are computed by these loops.
pub fn compute_by(loops: Loops) {
    LOOPS.set(loops);
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
            let strips: &[f32] = packed;
            let least = (PRODUCTS / (depth * size.columns)).next_multiple_of(ROWS);
            let rows = threads::part(size.rows, least).next_multiple_of(ROWS).min(BLOCK);
            let (length, place) = (c.len(), Place::of(c));
            threads::each(size.rows.div_ceil(rows), &|part| {
                let start = part * rows;
                let block = Block {
                    a: a.values[start * a.row + from * a.column..].as_ptr(),
                    a_row: a.row,
                    a_column: a.column,
                    rows: rows.min(size.rows - start),
                    strips: strips.as_ptr(),
                    depth,
                    columns: size.columns,
                    // Safety: parts have rows of their own.
                    c: unsafe { place.slice(start * row, length - start * row) }.as_mut_ptr(),
                    c_row: row,
                    add: accumulate || from > 0,
                };
                // Safety: the caller has checked the sizes, and a block is cut to them.
                unsafe { LOOPS.get()(&block) };
            });
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
