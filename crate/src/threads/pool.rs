//! Threads that wait for a job, take parts of it until none is left, and wait again.

use std::cell::Cell;
use std::hint::spin_loop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

type Work<'a> = dyn Fn(usize) + Sync + 'a;

/// Turns of a thread that waits for a job before it lies down, some tenths of a millisecond: getting up takes as
/// long as a small job.
const TURNS: u32 = if cfg!(target_arch = "wasm32") { 200_000 } else { 10_000 };
/// Turns of a caller that waits for the last parts. It lies down sooner: whoever computes them may need its place.
const CALLER_TURNS: u32 = TURNS / 10;
/// A caller looks so often whether a thread has ended that was to help it.
const LOOK: Duration = Duration::from_millis(20);

#[derive(Clone, Copy)]
struct Job {
    work: *const Work<'static>,
    parts: usize,
}

// Safety: the work is shared between threads by design, and its caller waits until nobody has it any more.
unsafe impl Send for Job {}

struct State {
    /// The job that may be joined.
    job: Option<Job>,
    /// Threads that lie down.
    asleep: usize,
}

static STATE: Mutex<State> = Mutex::new(State { job: None, asleep: 0 });
/// There is a job.
static BEGUN: Condvar = Condvar::new();
/// A thread has left the job.
static LEFT: Condvar = Condvar::new();
/// Changes with each job.
static NUMBER: AtomicU32 = AtomicU32::new(0);
/// The next part that nobody has taken.
static NEXT: AtomicUsize = AtomicUsize::new(0);
/// Threads that have joined and not left.
static HELPING: AtomicUsize = AtomicUsize::new(0);
/// Threads that wait for jobs or work on one, the callers' not counted.
static HELPERS: AtomicUsize = AtomicUsize::new(0);
/// There was a job and nobody to share it.
static WANTED: AtomicBool = AtomicBool::new(false);
/// A part has panicked on a thread that helped.
static FAILED: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// Whether this thread is inside a job.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
    /// Whether it helps others, for good.
    static HELPER: Cell<bool> = const { Cell::new(false) };
}

fn state() -> MutexGuard<'static, State> {
    // Nothing panics while it is held.
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn count() -> usize {
    #[cfg(not(target_arch = "wasm32"))]
    super::spawn::once();
    HELPERS.load(Ordering::Relaxed) + 1
}

pub(super) fn is_helper() -> bool {
    HELPER.get()
}

fn take_parts(job: Job) {
    loop {
        let part = NEXT.fetch_add(1, Ordering::Relaxed);
        if part >= job.parts {
            return;
        }
        // Safety: the caller of the job waits for everybody who has joined.
        unsafe { (*job.work)(part) };
    }
}

/// Waits on its way out until nobody has the job any more, even when a part has panicked.
struct Caller;

impl Drop for Caller {
    fn drop(&mut self) {
        INSIDE.set(false);
        state().job = None;
        for _ in 0..CALLER_TURNS {
            if HELPING.load(Ordering::Acquire) == 0 {
                return;
            }
            spin_loop();
        }
        let mut state = state();
        while HELPING.load(Ordering::Acquire) > 0 && !(cfg!(target_arch = "wasm32") && failed()) {
            state = LEFT.wait_timeout(state, LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

fn failed() -> bool {
    FAILED.load(Ordering::Acquire)
}

/// Computes a job together with the threads that are free; false where nobody could help.
pub(super) fn share(parts: usize, work: &Work<'_>) -> bool {
    if INSIDE.get() {
        return false;
    }
    if count() == 1 {
        WANTED.store(true, Ordering::Relaxed);
        return false;
    }
    // Safety: only the time that it lives is forgotten, and `Caller` waits.
    let work: &'static Work<'static> = unsafe { std::mem::transmute(work) };
    let job = Job { work, parts };
    let asleep = {
        let mut state = state();
        // Another caller's job, or threads that have not yet left that job.
        if state.job.is_some() || HELPING.load(Ordering::Acquire) > 0 {
            return false;
        }
        NEXT.store(0, Ordering::Relaxed);
        FAILED.store(false, Ordering::Relaxed);
        state.job = Some(job);
        NUMBER.fetch_add(1, Ordering::Release);
        state.asleep
    };
    if asleep > 0 {
        BEGUN.notify_all();
    }
    INSIDE.set(true);
    let caller = Caller;
    take_parts(job);
    drop(caller);
    if FAILED.swap(false, Ordering::AcqRel) {
        panic!("a thread that computed a part has ended");
    }
    true
}

/// The job after number `seen`, and its number.
fn next_job(seen: u32) -> (Option<Job>, u32) {
    for _ in 0..TURNS {
        if NUMBER.load(Ordering::Acquire) != seen {
            break;
        }
        spin_loop();
    }
    let mut state = state();
    while NUMBER.load(Ordering::Acquire) == seen {
        state.asleep += 1;
        state = BEGUN.wait(state).unwrap_or_else(PoisonError::into_inner);
        state.asleep -= 1;
    }
    if state.job.is_some() {
        HELPING.fetch_add(1, Ordering::AcqRel);
    }
    (state.job, NUMBER.load(Ordering::Acquire))
}

/// Makes this thread one that helps, for good.
pub fn help() -> ! {
    INSIDE.set(true);
    HELPER.set(true);
    let mut number = NUMBER.load(Ordering::Acquire);
    HELPERS.fetch_add(1, Ordering::AcqRel);
    loop {
        let (job, seen) = next_job(number);
        number = seen;
        let Some(job) = job else { continue };
        // In the page a panic ends the thread, and its script calls `fail`.
        if catch_unwind(AssertUnwindSafe(|| take_parts(job))).is_err() {
            FAILED.store(true, Ordering::Release);
        }
        HELPING.fetch_sub(1, Ordering::AcqRel);
        drop(state());
        LEFT.notify_all();
    }
}

/// Whether a job was computed by its caller alone because there is no other thread.
#[cfg(target_arch = "wasm32")]
pub fn wanted() -> bool {
    WANTED.load(Ordering::Relaxed)
}

/// A thread that helped has ended: whoever waits for it gives up.
#[cfg(target_arch = "wasm32")]
pub fn fail() {
    FAILED.store(true, Ordering::Release);
}
