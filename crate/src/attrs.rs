//! Attributes of an op: a JSON object with typed getters that fail clearly.

use serde_json::{Map, Value};

use crate::error::{EngineError, Result, bad_attribute};
use crate::spec::{DType, resolve_axis};

/// A number that keeps whether it was written as an integer (`2`) or a float (`2.0`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// Written without fraction: takes the tensor's dtype.
    Int(i64),
    /// Written with fraction: makes integers float32.
    Float(f64),
}

impl Number {
    /// The value as a float.
    pub fn as_f64(self) -> f64 {
        match self {
            Number::Int(value) => value as f64,
            Number::Float(value) => value,
        }
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => {
                number.as_i64().map(Number::Int).or_else(|| number.as_f64().map(Number::Float))
            }
            Value::Bool(flag) => Some(Number::Int(i64::from(*flag))),
            Value::String(text) => match text.as_str() {
                "inf" => Some(Number::Float(f64::INFINITY)),
                "-inf" => Some(Number::Float(f64::NEG_INFINITY)),
                "nan" => Some(Number::Float(f64::NAN)),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Attributes of one call.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attrs(pub Map<String, Value>);

impl Attrs {
    /// Parses a JSON object; an empty text is no attributes.
    pub fn parse(text: &str) -> Result<Self> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        match serde_json::from_str(text) {
            Ok(Value::Object(map)) => Ok(Self(map)),
            Ok(other) => Err(bad_attribute("attributes", format!("not an object: {other}"))),
            Err(error) => Err(bad_attribute("attributes", error.to_string())),
        }
    }

    /// Only `right`, a float.
    pub fn right(number: f64) -> Self {
        Self(Map::from_iter([("right".to_string(), Value::from(number))]))
    }

    /// The raw value; `null` counts as absent.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    fn required<T>(&self, name: &str, read: impl Fn(&Value) -> Option<T>, kind: &str) -> Result<T> {
        let value = self.get(name).ok_or_else(|| bad_attribute(name, "missing"))?;
        read(value).ok_or_else(|| bad_attribute(name, format!("expected {kind}, got {value}")))
    }

    fn optional<T>(&self, name: &str, read: impl Fn(&Value) -> Option<T>, kind: &str) -> Result<Option<T>> {
        match self.get(name) {
            None => Ok(None),
            Some(_) => self.required(name, read, kind).map(Some),
        }
    }

    /// An integer that must be there.
    pub fn int(&self, name: &str) -> Result<i64> {
        self.required(name, Value::as_i64, "an integer")
    }

    /// An integer, or `default`.
    pub fn int_or(&self, name: &str, default: i64) -> Result<i64> {
        Ok(self.optional(name, Value::as_i64, "an integer")?.unwrap_or(default))
    }

    /// A size (an integer of at least 0) that must be there.
    pub fn size(&self, name: &str) -> Result<usize> {
        self.required(name, |value| value.as_u64().map(|size| size as usize), "a size")
    }

    /// A number that must be there.
    pub fn number(&self, name: &str) -> Result<Number> {
        self.required(name, Number::from_value, "a number")
    }

    /// A number, if there is one.
    pub fn optional_number(&self, name: &str) -> Result<Option<Number>> {
        self.optional(name, Number::from_value, "a number")
    }

    /// A float, or `default`.
    pub fn float_or(&self, name: &str, default: f64) -> Result<f64> {
        Ok(self.optional_number(name)?.map_or(default, Number::as_f64))
    }

    /// A flag, or `default`.
    pub fn flag_or(&self, name: &str, default: bool) -> Result<bool> {
        Ok(self.optional(name, Value::as_bool, "true or false")?.unwrap_or(default))
    }

    /// A text, if there is one.
    pub fn text(&self, name: &str) -> Result<Option<&str>> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(bad_attribute(name, format!("expected a text, got {other}"))),
        }
    }

    /// A dtype that must be there.
    pub fn dtype(&self, name: &str) -> Result<DType> {
        DType::parse(self.text(name)?.ok_or_else(|| bad_attribute(name, "missing"))?)
    }

    /// A list of integers that must be there.
    pub fn ints(&self, name: &str) -> Result<Vec<i64>> {
        self.required(name, int_list, "a list of integers")
    }

    /// A list of integers, if there is one.
    pub fn optional_ints(&self, name: &str) -> Result<Option<Vec<i64>>> {
        self.optional(name, int_list, "a list of integers")
    }

    /// A list of sizes that must be there.
    pub fn sizes(&self, name: &str) -> Result<Vec<usize>> {
        let read = |value: &Value| {
            value.as_array()?.iter().map(|item| item.as_u64().map(|size| size as usize)).collect()
        };
        self.required(name, read, "a list of sizes")
    }

    /// A list of (low, high) pairs that must be there.
    pub fn pairs(&self, name: &str) -> Result<Vec<(usize, usize)>> {
        let read = |value: &Value| {
            value
                .as_array()?
                .iter()
                .map(|pair| match pair.as_array()?.as_slice() {
                    [low, high] => Some((low.as_u64()? as usize, high.as_u64()? as usize)),
                    _ => None,
                })
                .collect()
        };
        self.required(name, read, "a list of pairs")
    }

    /// The axis of this name as an index below `rank`.
    pub fn axis(&self, name: &str, rank: usize) -> Result<usize> {
        resolve_axis(self.int(name)?, rank)
    }

    /// Sorted, distinct axes of this name; all axes when absent.
    pub fn axes(&self, name: &str, rank: usize) -> Result<Vec<usize>> {
        let Some(axes) = self.optional_ints(name)? else {
            return Ok((0..rank).collect());
        };
        let mut resolved = axes.iter().map(|&axis| resolve_axis(axis, rank)).collect::<Result<Vec<_>>>()?;
        resolved.sort_unstable();
        if resolved.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(bad_attribute(name, format!("an axis twice in {axes:?}")));
        }
        Ok(resolved)
    }
}

fn int_list(value: &Value) -> Option<Vec<i64>> {
    value.as_array()?.iter().map(Value::as_i64).collect()
}

impl TryFrom<Value> for Attrs {
    type Error = EngineError;

    fn try_from(value: Value) -> Result<Self> {
        match value {
            Value::Object(map) => Ok(Self(map)),
            Value::Null => Ok(Self::default()),
            other => Err(bad_attribute("attributes", format!("not an object: {other}"))),
        }
    }
}
