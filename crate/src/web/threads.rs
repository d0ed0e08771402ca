//! Threads of the page: workers with an instance of this module each, all in the same memory.

use wasm_bindgen::prelude::*;

/// Makes this worker one that computes parts of jobs; it never comes back.
#[wasm_bindgen]
pub fn help() {
    // Each instance has a table of functions of its own.
    super::relaxed::start();
    crate::threads::help();
}

/// This worker has ended in the middle of a part: who waits for it must know.
#[wasm_bindgen]
pub fn help_failed() {
    crate::threads::fail();
}

/// Whether there was work that more threads could have shared.
#[wasm_bindgen]
pub fn threads_wanted() -> bool {
    crate::threads::wanted()
}

/// How many threads compute now.
#[wasm_bindgen]
pub fn thread_count() -> usize {
    crate::threads::count()
}
