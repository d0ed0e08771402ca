//! Chains of elementwise functions computed block by block, so that what lies between them never leaves the
//! nearest cache; and the gradient of such a chain, in one pass as well.

#[cfg(feature = "cpu")]
pub mod backward;
#[cfg(feature = "cpu")]
mod block;
pub mod chain;
#[cfg(feature = "cpu")]
mod forward;
pub mod function;
pub mod group;
mod order;
pub mod recognise;
#[cfg(feature = "cpu")]
pub mod rounds;
#[cfg(feature = "cpu")]
pub mod rounds_backward;
#[cfg(feature = "cpu")]
pub mod rounds_compile;
#[cfg(feature = "cpu")]
mod rounds_forward;
#[cfg(feature = "cpu")]
mod slopes;
pub mod view;
