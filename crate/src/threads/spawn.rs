//! Threads of the operating system: started with the first job that could use them.

use std::sync::Once;

/// More of them do not help: they wait for memory.
const MOST: usize = 8;

static STARTED: Once = Once::new();

/// How many threads are wanted: `P_VISION_THREADS`, else as many as the computer has processors, at most eight.
fn wanted() -> usize {
    let named = std::env::var("P_VISION_THREADS").ok().and_then(|text| text.trim().parse::<usize>().ok());
    let here = || std::thread::available_parallelism().map_or(1, usize::from);
    named.unwrap_or_else(here).clamp(1, MOST)
}

/// Starts them if that has not been done.
pub(super) fn once() {
    STARTED.call_once(|| {
        for number in 1..wanted() {
            // A computer that allows no more computes with those that there are.
            let _ =
                std::thread::Builder::new().name(format!("p_vision {number}")).spawn(|| super::pool::help());
        }
    });
}
