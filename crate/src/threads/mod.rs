//! Work that several threads share: parts of one job, computed in any order, each by whoever is free.
//!
//! What a part holds depends on sizes alone, never on how many threads there are, and whoever sums over parts
//! does so in their order: so the numbers are the same with one thread and with eight.

#[cfg(threads)]
mod pool;
#[cfg(all(threads, not(target_arch = "wasm32")))]
mod spawn;

#[cfg(all(threads, target_arch = "wasm32"))]
pub use pool::{fail, help, wanted};

/// A job has at most so many parts: enough for threads of unlike speed, few enough to hand out.
const PARTS: usize = 32;
/// Bytes that processors fetch together: two lines, as many fetch the neighbour too.
const LINES: usize = 128;

/// How many threads compute, the caller's included.
pub fn count() -> usize {
    #[cfg(threads)]
    return pool::count();
    #[cfg(not(threads))]
    1
}

/// Whether this is a thread that helps others, and has no job of its own.
pub fn is_helper() -> bool {
    #[cfg(threads)]
    return pool::is_helper();
    #[cfg(not(threads))]
    false
}

/// Calls `work` with each number below `parts`; returns when all are done.
///
/// Inside of `work` a further job is computed by its caller alone.
pub fn each(parts: usize, work: &(dyn Fn(usize) + Sync)) {
    #[cfg(threads)]
    if parts > 1 && pool::share(parts, work) {
        return;
    }
    (0..parts).for_each(work);
}

/// How many of `count` things make a part, if one should have at least `least`.
pub fn part(count: usize, least: usize) -> usize {
    count.div_ceil(PARTS).max(least).max(1)
}

/// Calls `work` with each stretch of `size` values and its number; the last one may be shorter.
pub fn stretches<T: Send>(values: &mut [T], size: usize, work: impl Fn(usize, &mut [T]) + Sync) {
    let (length, start, size) = (values.len(), Place::of(values), size.max(1));
    each(length.div_ceil(size), &|number| {
        let from = number * size;
        // Safety: stretches lie inside and do not meet.
        work(number, unsafe { start.slice(from, size.min(length - from)) });
    });
}

/// A list of `count` values made in stretches: each is filled with `value`, then given to `work` with its number.
pub fn made<T: Copy + Send + Sync>(
    count: usize,
    size: usize,
    value: T,
    work: impl Fn(usize, &mut [T]) + Sync,
) -> Vec<T> {
    let mut values: Vec<T> = Vec::with_capacity(count);
    let start = Place::at(values.as_mut_ptr());
    let size = size.max(1);
    each(count.div_ceil(size), &|number| {
        let from = number * size;
        // Safety: stretches lie inside of what was taken and do not meet; one is filled before it is lent.
        work(number, unsafe {
            let length = size.min(count - from);
            let first = start.pointer(from);
            (0..length).for_each(|index| first.add(index).write(value));
            start.slice(from, length)
        });
    });
    // Safety: every stretch was filled.
    unsafe { values.set_len(count) };
    values
}

/// A list of zeros.
pub fn zeros(count: usize) -> Vec<f32> {
    made(count, part(count, 1 << 14), 0.0, |_, _| ())
}

/// An empty list for a part's own use, far enough from other threads' memory that their processors do not take
/// its lines from each other.
pub fn apart<T>(count: usize) -> Vec<T> {
    Vec::with_capacity(count + LINES / size_of::<T>().max(1))
}

/// Where values begin that several threads write, each its own.
#[derive(Debug)]
pub struct Place<T>(*mut T);

impl<T> Clone for Place<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Place<T> {}

// Safety: who takes a slice out of it promises that nobody else has it.
unsafe impl<T: Send> Send for Place<T> {}
// Safety: the same.
unsafe impl<T: Send> Sync for Place<T> {}

impl<T> Place<T> {
    /// The start of these values.
    pub fn of(values: &mut [T]) -> Self {
        Self(values.as_mut_ptr())
    }

    /// Room for values that are not there yet.
    pub fn at(start: *mut T) -> Self {
        Self(start)
    }

    /// Where the values from `first` on lie.
    ///
    /// # Safety
    ///
    /// That must be inside the room.
    pub unsafe fn pointer(self, first: usize) -> *mut T {
        // Safety: the caller's.
        unsafe { self.0.add(first) }
    }

    /// The values from `first` on.
    ///
    /// # Safety
    ///
    /// They must lie inside the slice that this was made of, which lives on, and nobody else may touch them.
    #[allow(clippy::mut_from_ref)]
    pub unsafe fn slice<'a>(self, first: usize, length: usize) -> &'a mut [T] {
        // Safety: the caller's.
        unsafe { std::slice::from_raw_parts_mut(self.0.add(first), length) }
    }
}
