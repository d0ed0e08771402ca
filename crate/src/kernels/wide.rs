//! Loops compiled twice natively: for every processor, and for those with registers of eight floats.

/// A function whose loops use the widest registers that the processor has.
macro_rules! wide {
    ($(#[$doc:meta])* $visibility:vis unsafe fn $name:ident $(<$generic:ident: $bound:path>)?(
        $($argument:ident: $kind:ty),* $(,)?
    ) $body:block) => {
        $(#[$doc])*
        #[inline(never)]
        $visibility unsafe fn $name $(<$generic: $bound>)?($($argument: $kind),*) {
            #[inline(always)]
            unsafe fn plain $(<$generic: $bound>)?($($argument: $kind),*) $body
            #[cfg(target_arch = "x86_64")]
            if std::arch::is_x86_feature_detected!("avx2") {
                #[target_feature(enable = "avx2")]
                unsafe fn eight $(<$generic: $bound>)?($($argument: $kind),*) {
                    // Safety: what the caller promised.
                    unsafe { plain($($argument),*) }
                }
                // Safety: the processor has them, and what the caller promised.
                return unsafe { eight($($argument),*) };
            }
            // Safety: what the caller promised.
            unsafe { plain($($argument),*) }
        }
    };
    ($(#[$doc:meta])* $visibility:vis fn $name:ident $(<$generic:ident: $bound:path>)?(
        $($argument:ident: $kind:ty),* $(,)?
    ) $body:block) => {
        $(#[$doc])*
        #[inline(never)]
        $visibility fn $name $(<$generic: $bound>)?($($argument: $kind),*) {
            #[inline(always)]
            fn plain $(<$generic: $bound>)?($($argument: $kind),*) $body
            #[cfg(target_arch = "x86_64")]
            if std::arch::is_x86_feature_detected!("avx2") {
                #[target_feature(enable = "avx2")]
                fn eight $(<$generic: $bound>)?($($argument: $kind),*) {
                    plain($($argument),*);
                }
                // Safety: the processor has them.
                return unsafe { eight($($argument),*) };
            }
            plain($($argument),*);
        }
    };
}
pub(crate) use wide;
