//! Chains of elementwise functions computed block by block, so that what lies between them never leaves the
//! nearest cache; and the gradient of such a chain, in one pass as well.

pub mod backward;
mod block;
pub mod chain;
mod forward;
pub mod function;
pub mod group;
pub mod recognise;
pub mod rounds;
pub mod rounds_backward;
pub mod rounds_compile;
mod rounds_forward;
mod slopes;
pub mod view;
