//! Reading many tensors in one round trip to the device.

use burn::backend::Dispatch;
use burn::backend::ops::TransactionPrimitive;

use crate::error::{EngineError, Result};
use crate::spec::DType;
use crate::tensor::{Tensor, packed_bytes};

/// Reads all values back, packed in the order of the tensors.
pub async fn read_packed(tensors: Vec<Tensor>) -> Result<Vec<u8>> {
    let total = tensors.iter().map(|tensor| tensor.spec.bytes()).sum();
    let (mut floats, mut ints, mut bools) = (vec![], vec![], vec![]);
    let order: Vec<DType> = tensors.iter().map(Tensor::dtype).collect();
    for tensor in &tensors {
        let value = tensor.detached().primitive;
        match tensor.dtype() {
            DType::Float32 => floats.push(value),
            DType::Int32 => ints.push(value),
            DType::Bool => bools.push(value),
        }
    }
    drop(tensors);
    let transaction = TransactionPrimitive::<Dispatch>::new(floats, vec![], ints, bools);
    let data = <Dispatch as burn::backend::ops::TransactionOps<Dispatch>>::tr_execute(transaction)
        .await
        .map_err(|error| EngineError::new("engine_panic").with("detail", error.to_string()))?;
    crate::log_hook::take_device_error()?;

    let mut floats = data.read_floats.into_iter();
    let mut ints = data.read_ints.into_iter();
    let mut bools = data.read_bools.into_iter();
    let mut bytes = Vec::with_capacity(total);
    for dtype in order {
        let next = match dtype {
            DType::Float32 => floats.next(),
            DType::Int32 => ints.next(),
            DType::Bool => bools.next(),
        };
        let values =
            next.ok_or_else(|| EngineError::new("engine_panic").with("detail", "a read came back short"))?;
        packed_bytes(values, dtype, &mut bytes);
    }
    Ok(bytes)
}
