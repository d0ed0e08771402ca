//! Errors of the engine: a stable code and fields. Python owns the wording.

use serde_json::{Map, Value, json};

/// What went wrong, as a code that never changes and fields that say with what.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{code}: {fields:?}")]
pub struct EngineError {
    /// Stable name of the kind of error, for example `shape_mismatch`.
    pub code: &'static str,
    /// Facts about it: `op`, `shapes`, `axis`, `detail`, ...
    pub fields: Map<String, Value>,
}

/// Result of everything the engine does.
pub type Result<T> = std::result::Result<T, EngineError>;

impl EngineError {
    /// An error with this code and no fields yet.
    pub fn new(code: &'static str) -> Self {
        Self { code, fields: Map::new() }
    }

    /// Adds one field.
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(field.to_string(), value.into());
        self
    }

    /// Adds the name of the op unless an inner call has named one already.
    pub fn in_op(mut self, op: &str) -> Self {
        self.fields.entry("op").or_insert_with(|| json!(op));
        self
    }

    /// Fields as JSON text, the form in which they cross the boundary.
    pub fn fields_json(&self) -> String {
        Value::Object(self.fields.clone()).to_string()
    }
}

/// Shapes that do not fit together.
pub fn shape_mismatch(shapes: &[&[usize]], detail: impl Into<String>) -> EngineError {
    EngineError::new("shape_mismatch").with("shapes", json!(shapes)).with("detail", detail.into())
}

/// Dtypes that an op does not take.
pub fn dtype_mismatch(dtypes: &[crate::spec::DType], detail: impl Into<String>) -> EngineError {
    let names: Vec<&str> = dtypes.iter().map(|dtype| dtype.name()).collect();
    EngineError::new("dtype_mismatch").with("dtypes", json!(names)).with("detail", detail.into())
}

/// An attribute that is missing or has a value that makes no sense.
pub fn bad_attribute(attribute: &str, detail: impl Into<String>) -> EngineError {
    EngineError::new("bad_attribute").with("attribute", attribute).with("detail", detail.into())
}

/// An axis outside `-rank..rank`.
pub fn axis_out_of_range(axis: i64, rank: usize) -> EngineError {
    EngineError::new("axis_out_of_range").with("axis", axis).with("rank", rank)
}
