//! From the caller's bytes to a tensor, with NumPy's conversions on the way.

use half::f16;

use crate::device::Context;
use crate::error::{EngineError, Result};
use crate::spec::{DType, Spec};
use crate::tensor::Tensor;

/// Element types a caller's array may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceDType {
    /// One byte each, 0 or 1.
    Bool,
    /// 8-bit signed.
    Int8,
    /// 8-bit unsigned.
    UInt8,
    /// 16-bit signed.
    Int16,
    /// 16-bit unsigned.
    UInt16,
    /// 32-bit signed.
    Int32,
    /// 32-bit unsigned.
    UInt32,
    /// 64-bit signed.
    Int64,
    /// 64-bit unsigned.
    UInt64,
    /// 16-bit float.
    Float16,
    /// 32-bit float.
    Float32,
    /// 64-bit float.
    Float64,
}

impl SourceDType {
    /// The dtype of this NumPy name.
    pub fn parse(name: &str) -> Result<Self> {
        Ok(match name {
            "bool" => Self::Bool,
            "int8" => Self::Int8,
            "uint8" => Self::UInt8,
            "int16" => Self::Int16,
            "uint16" => Self::UInt16,
            "int32" => Self::Int32,
            "uint32" => Self::UInt32,
            "int64" => Self::Int64,
            "uint64" => Self::UInt64,
            "float16" => Self::Float16,
            "float32" => Self::Float32,
            "float64" => Self::Float64,
            other => {
                return Err(EngineError::new("dtype_mismatch").with("dtypes", serde_json::json!([other])));
            }
        })
    }

    /// Bytes of one element.
    pub fn size(self) -> usize {
        match self {
            Self::Bool | Self::Int8 | Self::UInt8 => 1,
            Self::Int16 | Self::UInt16 | Self::Float16 => 2,
            Self::Int32 | Self::UInt32 | Self::Float32 => 4,
            Self::Int64 | Self::UInt64 | Self::Float64 => 8,
        }
    }
}

macro_rules! convert {
    ($source:expr, $bytes:expr, $target:ty, $from_bool:expr) => {
        match $source {
            SourceDType::Bool => $bytes.iter().map(|&byte| $from_bool(byte != 0)).collect(),
            SourceDType::Int8 => $bytes.iter().map(|&byte| byte as i8 as $target).collect(),
            SourceDType::UInt8 => $bytes.iter().map(|&byte| byte as $target).collect(),
            SourceDType::Int16 => chunks($bytes, |chunk| i16::from_le_bytes(chunk) as $target),
            SourceDType::UInt16 => chunks($bytes, |chunk| u16::from_le_bytes(chunk) as $target),
            SourceDType::Int32 => chunks($bytes, |chunk| i32::from_le_bytes(chunk) as $target),
            SourceDType::UInt32 => chunks($bytes, |chunk| u32::from_le_bytes(chunk) as $target),
            SourceDType::Int64 => chunks($bytes, |chunk| i64::from_le_bytes(chunk) as $target),
            SourceDType::UInt64 => chunks($bytes, |chunk| u64::from_le_bytes(chunk) as $target),
            SourceDType::Float16 => chunks($bytes, |chunk| f16::from_le_bytes(chunk).to_f32() as $target),
            SourceDType::Float32 => chunks($bytes, |chunk| f32::from_le_bytes(chunk) as $target),
            SourceDType::Float64 => chunks($bytes, |chunk| f64::from_le_bytes(chunk) as $target),
        }
    };
}

fn chunks<const N: usize, T>(bytes: &[u8], convert: impl Fn([u8; N]) -> T) -> Vec<T> {
    bytes.as_chunks::<N>().0.iter().map(|&chunk| convert(chunk)).collect()
}

/// Makes a tensor of `spec` from bytes of elements of `source`.
///
/// Errors: `shape_mismatch` when the bytes do not fill the shape exactly, and what `Spec::check` refuses.
pub fn tensor_from_bytes(
    bytes: &[u8],
    source: SourceDType,
    spec: &Spec,
    context: &Context,
) -> Result<Tensor> {
    spec.check()?;
    if bytes.len() != spec.elements().saturating_mul(source.size()) {
        return Err(EngineError::new("shape_mismatch")
            .with("shapes", serde_json::json!([spec.shape]))
            .with("detail", format!("{} bytes do not fill the shape", bytes.len())));
    }
    Ok(match spec.dtype {
        DType::Float32 => {
            let values: Vec<f32> = convert!(source, bytes, f32, |truth| f32::from(u8::from(truth)));
            Tensor::from_floats(values, &spec.shape, context)
        }
        DType::Int32 => {
            let values: Vec<i32> = convert!(source, bytes, i32, i32::from);
            Tensor::from_ints(values, &spec.shape, context)
        }
        DType::Bool => {
            let values: Vec<f64> = convert!(source, bytes, f64, |truth| f64::from(u8::from(truth)));
            Tensor::from_bools(values.into_iter().map(|value| value != 0.0).collect(), &spec.shape, context)
        }
    })
}
