//! A WebAssembly module of its own, compiled by `build.rs`: the loops of `tile.rs` with an instruction that not
//! every browser has. A browser refuses a module with an unknown instruction as a whole, so it cannot be part of
//! the engine; the engine carries it and starts it where it can (`web/relaxed.rs`).

#![no_std]

mod tile;

use core::arch::wasm32::{f32x4_relaxed_madd, v128};

struct AtOnce;

impl tile::Multiply for AtOnce {
    #[inline(always)]
    fn add(a: v128, b: v128, sum: v128) -> v128 {
        f32x4_relaxed_madd(a, b, sum)
    }
}

/// Computes a block in the memory of the engine.
///
/// # Safety
///
/// As `tile::multiply` asks for.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn multiply(block: &tile::Block) {
    // Safety: the caller's.
    unsafe { tile::multiply::<AtOnce>(block) }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
