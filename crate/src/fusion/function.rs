//! The functions of a chain, on slices of the same length.

use std::sync::Arc;

use crate::ops::formula::{Curve, Surface};

/// How two numbers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `a == b`
    Equal,
    /// `a != b`
    NotEqual,
    /// `a < b`
    Less,
    /// `a <= b`
    LessEqual,
    /// `a > b`
    Greater,
    /// `a >= b`
    GreaterEqual,
}

/// One function; truth values are 1 and 0.
#[derive(Debug, Clone)]
pub enum Function {
    /// `a`
    Same,
    /// `a`, where the way back ends.
    Stop,
    /// `a + b`
    Add,
    /// `a - b`
    Subtract,
    /// `a b`
    Multiply,
    /// `a / b`
    Divide,
    /// `-a`
    Negative,
    /// `a^2`
    Square,
    /// `sqrt a`
    Sqrt,
    /// `max(a, 0)`
    Relu,
    /// `1 / (1 + e^-a)`
    Sigmoid,
    /// Hyperbolic tangent.
    Tanh,
    /// `b` where `a` holds, else `c`.
    Select,
    /// 1 where it holds, else 0.
    Compare(Comparison),
    /// Any other function of one number; the flag says whether it has a slope.
    Curve(Arc<dyn Curve>, bool),
    /// Any other function of two numbers.
    Surface(&'static dyn Surface, bool),
}

impl Function {
    /// Whether gradients go through it.
    pub fn has_slope(&self) -> bool {
        match self {
            Self::Stop | Self::Compare(_) => false,
            Self::Curve(_, slope) | Self::Surface(_, slope) => *slope,
            _ => true,
        }
    }

    fn operands(&self) -> usize {
        match self {
            Self::Select => 3,
            Self::Add
            | Self::Subtract
            | Self::Multiply
            | Self::Divide
            | Self::Compare(_)
            | Self::Surface(..) => 2,
            _ => 1,
        }
    }
}

/// A function and where its operands come from.
#[derive(Debug, Clone)]
pub struct Link {
    /// The function.
    pub function: Function,
    slots: [usize; 3],
}

impl Link {
    /// A function of these slots.
    pub fn new(function: Function, slots: Vec<usize>) -> Self {
        assert_eq!(slots.len(), function.operands(), "as many operands as {function:?} takes");
        let slot = |index: usize| *slots.get(index).unwrap_or(&slots[0]);
        Self { slots: [slot(0), slot(1), slot(2)], function }
    }

    /// The slots of all three operands; what a function does not take is its first one again.
    pub fn slots(&self) -> [usize; 3] {
        self.slots
    }

    /// The slots that the function takes.
    pub fn operands(&self) -> impl Iterator<Item = usize> + '_ {
        self.slots.iter().copied().take(self.function.operands())
    }
}
