//! Which ops of the table are links of a chain.

use std::sync::Arc;

use super::function::{Comparison, Function};
use crate::attrs::Attrs;
use crate::ops::formula::{Curve, Surface};
use crate::ops::operands::{Scalar, scalar};
use crate::ops::pairs::{Arctan2, Maximum, Minimum, Power};
use crate::ops::{activation, binary, elementwise, select};
use crate::spec::{DType, Spec};

/// An operand of an op.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Operand {
    /// An input of the op.
    Input(usize),
    /// A number.
    Number(f32),
}

/// An op as a function of its operands.
#[derive(Debug)]
pub struct Recognised {
    /// The function.
    pub function: Function,
    /// What it takes, in order.
    pub operands: Vec<Operand>,
}

fn curve(curve: impl Curve + 'static) -> Option<Function> {
    Some(Function::Curve(Arc::new(curve), true))
}

fn surface(surface: &'static dyn Surface) -> Option<Function> {
    Some(Function::Surface(surface, true))
}

fn pair(name: &str) -> Option<Function> {
    match name {
        "add" => Some(Function::Add),
        "subtract" => Some(Function::Subtract),
        "multiply" => Some(Function::Multiply),
        "divide" => Some(Function::Divide),
        "maximum" => surface(&Maximum),
        "minimum" => surface(&Minimum),
        "power" => surface(&Power),
        "arctan2" => surface(&Arctan2),
        "equal" => Some(Function::Compare(Comparison::Equal)),
        "not_equal" => Some(Function::Compare(Comparison::NotEqual)),
        "less" => Some(Function::Compare(Comparison::Less)),
        "less_equal" => Some(Function::Compare(Comparison::LessEqual)),
        "greater" => Some(Function::Compare(Comparison::Greater)),
        "greater_equal" => Some(Function::Compare(Comparison::GreaterEqual)),
        _ => None,
    }
}

fn single(name: &str, attrs: &Attrs) -> Option<Function> {
    match name {
        "cast" => Some(Function::Same),
        "stop_gradient" => Some(Function::Stop),
        "negative" => Some(Function::Negative),
        "square" => Some(Function::Square),
        "sqrt" => Some(Function::Sqrt),
        "relu" => Some(Function::Relu),
        "sigmoid" => Some(Function::Sigmoid),
        "tanh" => Some(Function::Tanh),
        "abs" => curve(elementwise::Abs),
        "exp" => curve(elementwise::Exp),
        "log" => curve(elementwise::Log),
        "log1p" => curve(elementwise::Log1p),
        "rsqrt" => curve(elementwise::Rsqrt),
        "reciprocal" => curve(elementwise::Reciprocal),
        "relu6" => curve(activation::Relu6),
        "softplus" => curve(activation::Softplus),
        "silu" => curve(activation::Silu),
        "hard_sigmoid" => curve(activation::HardSigmoid),
        "gelu" if attrs.flag_or("approximate", true).ok()? => curve(activation::GeluTanh),
        "gelu" => curve(activation::Gelu),
        "elu" => curve(activation::elu_of(attrs).ok()?),
        "leaky_relu" => curve(activation::leaky_relu_of(attrs).ok()?),
        "clip" => curve(select::clip_of(attrs).ok()?),
        _ => None,
    }
}

/// The op as a function, where its inputs and its result are floats or truth values.
pub fn recognise(name: &str, attrs: &Attrs, inputs: &[Spec], output: &Spec) -> Option<Recognised> {
    if inputs.is_empty()
        || inputs.iter().any(|input| input.dtype == DType::Int32)
        || output.dtype == DType::Int32
    {
        return None;
    }
    let all = || (0..inputs.len()).map(Operand::Input).collect();
    if name == "where" {
        // A truth value may be chosen too; then the branches are truth values.
        return Some(Recognised { function: Function::Select, operands: all() });
    }
    if let Some(function) = pair(name) {
        let floats = inputs.iter().any(|input| input.dtype == DType::Float32);
        let found = scalar(inputs.len(), attrs).ok()?;
        // Among truth values alone these ops mean something else, or count in integers.
        if !floats && matches!(found, Scalar::None) {
            return None;
        }
        let compares = matches!(function, Function::Compare(_));
        if output.dtype != (if compares { DType::Bool } else { DType::Float32 }) {
            return None;
        }
        return Some(match found {
            Scalar::None => Recognised { function, operands: all() },
            Scalar::Left(number) => Recognised {
                function,
                operands: vec![Operand::Number(number.as_f64() as f32), Operand::Input(0)],
            },
            Scalar::Right(number) => with_number(name, function, number.as_f64() as f32),
        });
    }
    if output.dtype != DType::Float32 || (inputs[0].dtype != DType::Float32 && name != "cast") {
        return None;
    }
    Some(Recognised { function: single(name, attrs)?, operands: vec![Operand::Input(0)] })
}

/// The same for a shader, which reads integers too.
pub fn shader_function(name: &str, attrs: &Attrs, inputs: &[Spec], output: &Spec) -> Option<Recognised> {
    if name == "cast" && output.dtype == DType::Float32 {
        return Some(Recognised { function: Function::Same, operands: vec![Operand::Input(0)] });
    }
    let compared = matches!(inputs, [a, b] if a.dtype == DType::Int32 && b.dtype == DType::Int32);
    if compared
        && output.dtype == DType::Bool
        && let Some(function @ Function::Compare(_)) = pair(name)
    {
        return Some(Recognised { function, operands: (0..2).map(Operand::Input).collect() });
    }
    recognise(name, attrs, inputs, output)
}

/// `input op number`.
fn with_number(name: &str, function: Function, number: f32) -> Recognised {
    let operands = vec![Operand::Input(0), Operand::Number(number)];
    if name != "power" {
        return Recognised { function, operands };
    }
    let function = match number {
        0.5 => Function::Sqrt,
        2.0 => Function::Square,
        _ => Function::Curve(Arc::new(binary::ToPower(number)), true),
    };
    Recognised { function, operands: operands[..1].to_vec() }
}
