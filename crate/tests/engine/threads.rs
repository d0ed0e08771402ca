//! Jobs in parts: each part once, whoever computes it, and panics come back to who asked.

use std::sync::atomic::{AtomicUsize, Ordering};

use p_vision::threads;

#[test]
fn every_part_is_computed_once() {
    for parts in [0, 1, 2, 3, 31, 1000] {
        let counts: Vec<AtomicUsize> = (0..parts).map(|_| AtomicUsize::new(0)).collect();
        threads::each(parts, &|part| {
            counts[part].fetch_add(1, Ordering::Relaxed);
        });
        assert!(counts.iter().all(|count| count.load(Ordering::Relaxed) == 1), "{parts} parts");
    }
}

#[test]
fn stretches_cover_a_slice() {
    for (length, size) in [(0, 4), (1, 4), (8, 4), (9, 4), (1000, 1), (5, 0)] {
        let mut values = vec![0; length];
        threads::stretches(&mut values, size, |number, values| values.fill(number + 1));
        let expected: Vec<usize> = (0..length).map(|index| index / size.max(1) + 1).collect();
        assert_eq!(values, expected);
        let made = threads::made(length, size, 7, |number, values: &mut [usize]| {
            assert!(values.iter().all(|&value| value == 7));
            values.fill(number + 1);
        });
        assert_eq!(made, expected);
    }
}

#[test]
fn jobs_inside_of_jobs_and_beside_each_other_end() {
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..200 {
                    let total = AtomicUsize::new(0);
                    threads::each(16, &|outer| {
                        threads::each(4, &|inner| {
                            total.fetch_add(outer * inner, Ordering::Relaxed);
                        });
                    });
                    assert_eq!(total.load(Ordering::Relaxed), 120 * 6);
                }
            });
        }
    });
}

#[test]
fn a_panic_comes_back_and_the_next_job_works() {
    for panicking in [0, 99] {
        let job = || {
            threads::each(100, &|part| assert_ne!(part, panicking));
        };
        assert!(std::panic::catch_unwind(job).is_err());
        let done = AtomicUsize::new(0);
        threads::each(100, &|_| {
            done.fetch_add(1, Ordering::Relaxed);
        });
        assert_eq!(done.load(Ordering::Relaxed), 100);
    }
}
