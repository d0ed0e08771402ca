//! What is known of a tensor without its values: dtype and shape.

use crate::error::{EngineError, Result, axis_out_of_range};

/// Element types of the boundary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DType {
    /// Truth values, one byte each when read.
    Bool,
    /// 32-bit signed integers.
    Int32,
    /// 32-bit floats.
    Float32,
}

impl DType {
    /// Name as NumPy and Keras write it.
    pub fn name(self) -> &'static str {
        match self {
            DType::Bool => "bool",
            DType::Int32 => "int32",
            DType::Float32 => "float32",
        }
    }

    /// The dtype of this name.
    pub fn parse(name: &str) -> Result<Self> {
        match name {
            "bool" => Ok(DType::Bool),
            "int32" => Ok(DType::Int32),
            "float32" => Ok(DType::Float32),
            other => Err(EngineError::new("bad_attribute").with("attribute", "dtype").with("detail", other)),
        }
    }

    /// Bytes of one element on the boundary.
    pub fn size(self) -> usize {
        if self == DType::Bool { 1 } else { 4 }
    }
}

/// Dtype and shape of a tensor; rank 0 is an empty shape.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Spec {
    /// Element type.
    pub dtype: DType,
    /// Length of each axis.
    pub shape: Vec<usize>,
}

/// Highest rank the engine takes.
pub const MAX_RANK: usize = 8;

impl Spec {
    /// A spec of this dtype and shape.
    pub fn new(dtype: DType, shape: impl Into<Vec<usize>>) -> Self {
        Self { dtype, shape: shape.into() }
    }

    /// A float32 spec.
    pub fn float(shape: impl Into<Vec<usize>>) -> Self {
        Self::new(DType::Float32, shape)
    }

    /// Number of axes.
    pub fn rank(&self) -> usize {
        self.shape.len()
    }

    /// Number of elements (saturating, so that absurd shapes stay comparable).
    pub fn elements(&self) -> usize {
        self.shape.iter().fold(1usize, |product, &length| product.saturating_mul(length))
    }

    /// Bytes of the values as they cross the boundary.
    pub fn bytes(&self) -> usize {
        self.elements().saturating_mul(self.dtype.size())
    }

    /// Refuses what no backend can hold: no elements, 2^31 or more of them, too many axes.
    pub fn check(&self) -> Result<()> {
        let code = match () {
            _ if self.rank() > MAX_RANK => "rank_too_high",
            _ if self.elements() == 0 => "empty_tensor",
            _ if self.elements() >= 1 << 31 => "too_large",
            _ => return Ok(()),
        };
        Err(EngineError::new(code).with("shapes", serde_json::json!([self.shape])))
    }

    /// Turns an axis that may count from the end into an index.
    pub fn axis(&self, axis: i64) -> Result<usize> {
        resolve_axis(axis, self.rank())
    }

    /// Parses `"float32 2,3"`; `"float32 "` or `"float32"` is rank 0.
    pub fn parse(text: &str) -> Result<Self> {
        let (name, shape) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        Ok(Self { dtype: DType::parse(name)?, shape: parse_shape(shape)? })
    }

    /// Parses specs joined by `;`.
    pub fn parse_all(text: &str) -> Result<Vec<Self>> {
        if text.is_empty() { Ok(vec![]) } else { text.split(';').map(Self::parse).collect() }
    }
}

impl std::fmt::Display for Spec {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let lengths: Vec<String> = self.shape.iter().map(usize::to_string).collect();
        write!(formatter, "{} {}", self.dtype.name(), lengths.join(","))
    }
}

/// Parses `"2,3"`; an empty text is rank 0.
pub fn parse_shape(text: &str) -> Result<Vec<usize>> {
    if text.is_empty() {
        return Ok(vec![]);
    }
    text.split(',')
        .map(|length| {
            length.trim().parse().map_err(|_| {
                EngineError::new("bad_attribute").with("attribute", "shape").with("detail", text)
            })
        })
        .collect()
}

/// Turns an axis that may count from the end into an index below `rank`.
pub fn resolve_axis(axis: i64, rank: usize) -> Result<usize> {
    let signed = rank as i64;
    if axis < -signed || axis >= signed {
        return Err(axis_out_of_range(axis, rank));
    }
    Ok(if axis < 0 { (axis + signed) as usize } else { axis as usize })
}

/// The shape two shapes broadcast to, as NumPy does it.
pub fn broadcast_shapes(left: &[usize], right: &[usize]) -> Result<Vec<usize>> {
    let rank = left.len().max(right.len());
    let length = |shape: &[usize], axis: usize| {
        let missing = rank - shape.len();
        if axis < missing { 1 } else { shape[axis - missing] }
    };
    (0..rank)
        .map(|axis| match (length(left, axis), length(right, axis)) {
            (a, b) if a == b => Ok(a),
            (1, b) => Ok(b),
            (a, 1) => Ok(a),
            _ => Err(crate::error::shape_mismatch(&[left, right], "do not broadcast")),
        })
        .collect()
}
