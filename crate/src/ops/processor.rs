//! Values of the processor backend as plain vectors; it answers at once.

use burn::backend::ops::{FloatTensorOps, IntTensorOps};
use burn::backend::{Dispatch, DispatchTensor};

use crate::error::{EngineError, Result};
use crate::tensor::ready_now;

fn unreadable(detail: impl std::fmt::Display) -> EngineError {
    EngineError::new("engine_panic").with("detail", detail.to_string())
}

/// Values of a float tensor without gradient, in order.
pub fn floats(value: DispatchTensor) -> Result<Vec<f32>> {
    let data = ready_now(Dispatch::float_into_data(value)).map_err(unreadable)?;
    data.try_into_vec().map_err(|error| unreadable(format!("{error:?}")))
}

/// Values of an integer tensor, in order.
pub fn ints(value: DispatchTensor) -> Result<Vec<i32>> {
    let data = ready_now(Dispatch::int_into_data(value)).map_err(unreadable)?;
    data.try_into_vec().map_err(|error| unreadable(format!("{error:?}")))
}
