//! Gradients: watched leaves, and the way back from a loss to them by Burn's autodiff.
//!
//! `gradients(L, w_1..w_n) = dL/dw_1 .. dL/dw_n`, first order only: the way back is used up.

use burn::backend::{AutodiffBackend, Dispatch};

use crate::error::{EngineError, Result};
use crate::spec::{DType, Spec};
use crate::tensor::Tensor;

/// Refuses a loss that has no gradient by its form: it must be one float.
pub fn check_loss(loss: &Spec) -> Result<()> {
    if loss.dtype == DType::Float32 && loss.elements() == 1 {
        return Ok(());
    }
    Err(EngineError::new("not_scalar")
        .with("shapes", serde_json::json!([loss.shape]))
        .with("dtypes", serde_json::json!([loss.dtype.name()])))
}

/// The gradient of `loss` for each watched source; `None` where no path leads there.
pub fn gradients(loss: &Tensor, sources: &[Tensor]) -> Result<Vec<Option<Tensor>>> {
    check_loss(&loss.spec)?;
    if let Some(op) = loss.blocked {
        return Err(EngineError::new("no_gradient").with("op", op));
    }
    if !loss.is_tracked() {
        return Ok(vec![None; sources.len()]);
    }
    let gradients = Dispatch::backward(loss.primitive());
    Ok(sources
        .iter()
        .map(|source| {
            let found = source.is_tracked().then(|| Dispatch::grad(&source.primitive, &gradients)).flatten();
            found.map(|primitive| Tensor::new(primitive, source.spec.clone()))
        })
        .collect())
}
