//! Batches: rows of the caller's arrays, picked by index.

use serde::Deserialize;

use crate::error::{EngineError, Result, bad_attribute};
use crate::upload::SourceDType;

/// One array of the caller, row by row.
#[derive(Debug, Deserialize)]
pub struct Column {
    /// Where it lies in the caller's memory.
    pub address: usize,
    /// NumPy name of its element type.
    pub dtype: String,
    /// Shape of one row.
    pub row_shape: Vec<usize>,
    /// How many rows it has.
    pub rows: usize,
}

/// What `run_steps` feeds a program with.
#[derive(Debug, Deserialize)]
pub struct Plan {
    /// One array for each input of the program.
    pub columns: Vec<Column>,
    /// Where the int32 row numbers lie.
    pub indices_address: usize,
    /// How many row numbers there are.
    pub indices_count: usize,
    /// Rows of one step.
    pub batch: usize,
}

impl Column {
    /// Element type.
    pub fn source(&self) -> Result<SourceDType> {
        SourceDType::parse(&self.dtype)
    }

    fn row_bytes(&self) -> Result<usize> {
        let elements = self.row_shape.iter().try_fold(1usize, |product, &length| product.checked_mul(length));
        let bytes = elements.and_then(|elements| elements.checked_mul(self.source().ok()?.size()));
        bytes.ok_or_else(|| bad_attribute("row_shape", "a row is too large"))
    }

    /// Bytes of the whole array.
    pub fn bytes(&self) -> usize {
        self.row_bytes().map_or(0, |row| row.saturating_mul(self.rows))
    }

    /// The picked rows, one after the other.
    pub fn gather(&self, array: &[u8], rows: &[usize]) -> Result<Vec<u8>> {
        let row_bytes = self.row_bytes()?;
        let mut bytes = Vec::with_capacity(row_bytes.saturating_mul(rows.len()));
        for &row in rows {
            let found = row.checked_mul(row_bytes).and_then(|start| array.get(start..start + row_bytes));
            bytes.extend_from_slice(found.ok_or_else(|| {
                EngineError::new("index_out_of_range").with("index", row).with("size", self.rows)
            })?);
        }
        Ok(bytes)
    }
}

impl Plan {
    /// Reads a plan.
    pub fn parse(json: &str) -> Result<Self> {
        serde_json::from_str(json).map_err(|error| bad_attribute("plan", error.to_string()))
    }

    /// The rows of one step; `indices` are the bytes of the int32 row numbers.
    pub fn rows_of_step(&self, step: usize, indices: &[u8]) -> Result<Vec<usize>> {
        let start = step.checked_mul(self.batch).and_then(|first| first.checked_mul(4));
        let bytes = start.and_then(|start| indices.get(start..start + self.batch * 4));
        let bytes =
            bytes.ok_or_else(|| bad_attribute("plan", format!("step {step} goes past the row numbers")))?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|&chunk| i32::from_le_bytes(chunk) as usize).collect())
    }
}
