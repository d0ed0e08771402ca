//! The text forms in which calls cross the boundary, the same for both shells.

use serde_json::json;

use crate::attrs::Attrs;
use crate::engine::Handle;
use crate::error::{EngineError, Result};
use crate::ops;
use crate::spec::Spec;

/// Number both sides of the boundary must agree on.
pub const ABI: u32 = 1;

/// The op table as JSON: `{name: {"gradient": "yes" | "zero" | "missing"}}`.
pub fn op_table() -> String {
    let table: serde_json::Map<_, _> = ops::all()
        .map(|op| {
            let gradient = match op.gradient {
                ops::Gradient::Yes => "yes",
                ops::Gradient::Zero => "zero",
                ops::Gradient::Missing => "missing",
            };
            (op.name.to_string(), json!({"gradient": gradient}))
        })
        .collect();
    serde_json::Value::Object(table).to_string()
}

/// `infer` in the text form of the boundary.
pub fn infer_text(name: &str, specs: &str, attrs: &str) -> Result<String> {
    let outputs = ops::infer(name, &Spec::parse_all(specs)?, &Attrs::parse(attrs)?)?;
    Ok(outputs.iter().map(Spec::to_string).collect::<Vec<_>>().join(";"))
}

/// Parses `"3,4,5"`.
pub fn parse_handles(text: &str) -> Result<Vec<Handle>> {
    if text.is_empty() {
        return Ok(vec![]);
    }
    let parse =
        |part: &str| part.trim().parse().map_err(|_| EngineError::new("bad_handle").with("detail", text));
    text.split(',').map(parse).collect()
}

/// Writes `"3,4,5"`.
pub fn handles_text(handles: &[Handle]) -> String {
    handles.iter().map(Handle::to_string).collect::<Vec<_>>().join(",")
}

/// Writes float32 numbers, given as their bytes, so that a reader of float64 finds each exactly.
pub fn numbers_text(bytes: &[u8]) -> String {
    let numbers = bytes.as_chunks::<4>().0.iter().map(|&bytes| f64::from(f32::from_le_bytes(bytes)));
    numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(",")
}

/// A permutation of `0..n`: Fisher-Yates driven by SplitMix64 (Steele, Lea and Flood 2014), the same everywhere.
pub fn permutation(n: usize, seed: u32) -> Vec<i32> {
    let mut order: Vec<i32> = (0..n as i32).collect();
    let mut state = u64::from(seed) ^ 0x9e37_79b9_7f4a_7c15;
    for last in (1..n).rev() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        let bound = last as u64 + 1;
        order.swap(last, ((u128::from(mixed) * u128::from(bound)) >> 64) as usize);
    }
    order
}
