//! A formula as WGSL: each step becomes a line `let`, so that nothing is nested.
//!
//! `V` is the type of values (one float or four), `B` of truth, `U` of bits; `p[1]` and `p[2]` hold infinity and
//! not-a-number, which a text may not contain.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::{Add, Div, Mul, Neg, Sub};
use std::rc::Rc;

use crate::ops::real::Real;

/// Lines and the functions that they call.
#[derive(Debug, Default)]
pub struct Sheet {
    lines: RefCell<(String, usize)>,
    functions: RefCell<BTreeSet<&'static str>>,
}

impl Sheet {
    /// A new line; gives the name of its value.
    pub fn line(&self, value: &str) -> String {
        let mut lines = self.lines.borrow_mut();
        lines.1 += 1;
        let name = format!("v{}", lines.1);
        writeln!(lines.0, "let {name} = {value};").expect("texts grow");
        name
    }

    /// A call of one of the functions below.
    pub fn call(&self, function: &'static str, arguments: &[&str]) -> String {
        let mut functions = self.functions.borrow_mut();
        functions.insert("broken");
        functions.insert(function);
        format!("{function}({})", arguments.join(", "))
    }

    /// All lines.
    pub fn lines(&self) -> String {
        self.lines.borrow().0.clone()
    }

    /// The functions that are called.
    pub fn functions(&self) -> String {
        let called = self.functions.borrow();
        FUNCTIONS.iter().filter(|(name, _)| called.contains(name)).map(|(_, text)| *text).collect()
    }
}

/// Exact where the plain ones lose digits or, on some adapters, what is not a number.
const FUNCTIONS: &[(&str, &str)] = &[
    ("broken", "fn broken(x: V) -> B { return (bitcast<U>(x) & U(0x7fffffffu)) > U(0x7f800000u); }\n"),
    ("greater", "fn greater(a: V, b: V) -> V { return select(a, b, (a < b) | broken(b)); }\n"),
    ("smaller", "fn smaller(a: V, b: V) -> V { return select(a, b, (b < a) | broken(b)); }\n"),
    (
        "tangent",
        "fn tangent(x: V) -> V {\nlet s = x * x;\nlet near = x * (V(1.0) + s * (s * 0.13333334 - V(0.33333334)));\n\
         let far = tanh(clamp(x, V(-15.0), V(15.0)));\n\
         return select(select(far, near, abs(x) < V(0.1)), x, broken(x));\n}\n",
    ),
    (
        "growth",
        "fn growth(x: V) -> V {\nvar s = V(2.4801587e-5);\ns = s * x + V(1.9841270e-4);\ns = s * x + V(1.3888889e-3);\n\
         s = s * x + V(8.3333333e-3);\ns = s * x + V(4.1666667e-2);\ns = s * x + V(0.16666667);\n\
         s = s * x + V(0.5);\ns = s * x + V(1.0);\nreturn select(exp(x) - V(1.0), s * x, abs(x) < V(0.5));\n}\n",
    ),
    (
        "shrink",
        "fn shrink(x: V) -> V {\nlet z = x / (x + V(2.0));\nlet q = z * z;\nvar s = V(0.11111111);\n\
         s = s * q + V(0.14285714);\ns = s * q + V(0.2);\ns = s * q + V(0.33333334);\ns = s * q + V(1.0);\n\
         return select(log(x + V(1.0)), s * z * 2.0, abs(x) < V(0.25));\n}\n",
    ),
    (
        "power",
        "fn power(a: V, b: V) -> V {\nlet size = pow(abs(a), b);\nlet odd = floor(b * 0.5) * 2.0 != b;\n\
         let whole = floor(b) == b;\nlet signed = select(size, -size, (a < V()) & odd);\n\
         let found = select(signed, V(bitcast<f32>(p[2])), (a < V()) & !whole);\n\
         return select(select(found, a + b, broken(a) | broken(b)), V(1.0), b == V());\n}\n",
    ),
    (
        "error",
        "fn error(x: V) -> V {\nlet t = V(1.0) / (V(1.0) + abs(x) * 0.5);\nvar s = V(0.17087277);\n\
         s = s * t - V(0.82215223);\ns = s * t + V(1.48851587);\ns = s * t - V(1.13520398);\n\
         s = s * t + V(0.27886807);\ns = s * t - V(0.18628806);\ns = s * t + V(0.09678418);\n\
         s = s * t + V(0.37409196);\ns = s * t + V(1.00002368);\ns = s * t - V(1.26551223);\n\
         let far = V(1.0) - t * exp(s - x * x);\nlet q = x * x;\n\
         let near = abs(x) * (V(1.1283792) + q * (V(-0.37612638) + q * (V(0.11283792) - q * 0.026866170)));\n\
         return sign(x) * select(far, near, abs(x) < V(0.3)) + (x - x);\n}\n",
    ),
];

/// A number as WGSL writes it.
pub fn literal(number: f32) -> String {
    match number {
        number if number.is_nan() => "V(bitcast<f32>(p[2]))".into(),
        f32::INFINITY => "V(bitcast<f32>(p[1]))".into(),
        f32::NEG_INFINITY => "V(-bitcast<f32>(p[1]))".into(),
        0.0 => "V()".into(),
        number => format!("V({number:e}f)"),
    }
}

/// A value of a formula.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// Its name, or a number.
    pub name: String,
    /// Where its lines stand.
    pub sheet: Rc<Sheet>,
}

impl Phrase {
    fn further(&self, value: &str) -> Self {
        Self { name: self.sheet.line(value), sheet: self.sheet.clone() }
    }

    fn plain(self, function: &str) -> Self {
        self.further(&format!("{function}({})", self.name))
    }

    fn called(self, function: &'static str) -> Self {
        let call = self.sheet.call(function, &[&self.name]);
        self.further(&call)
    }

    fn called2(self, function: &'static str, other: &Self) -> Self {
        let call = self.sheet.call(function, &[&self.name, &other.name]);
        self.further(&call)
    }
}

macro_rules! operators {
    ($($trait:ident $method:ident $sign:literal),*) => {
        $(
            impl $trait for Phrase {
                type Output = Self;
                fn $method(self, other: Self) -> Self {
                    self.further(&format!("{} {} {}", self.name, $sign, other.name))
                }
            }
            impl $trait<f32> for Phrase {
                type Output = Self;
                fn $method(self, other: f32) -> Self {
                    let other = self.constant(other);
                    $trait::$method(self, other)
                }
            }
        )*
    };
}
operators!(Add add "+", Sub sub "-", Mul mul "*", Div div "/");

impl Neg for Phrase {
    type Output = Self;
    fn neg(self) -> Self {
        self.further(&format!("-{}", self.name))
    }
}

impl Real for Phrase {
    fn constant(&self, value: f32) -> Self {
        Self { name: literal(value), sheet: self.sheet.clone() }
    }
    fn if_positive(self, yes: Self, no: Self) -> Self {
        self.further(&format!("select({}, {}, {} > V())", no.name, yes.name, self.name))
    }
    fn if_less(self, other: Self, yes: Self, no: Self) -> Self {
        self.further(&format!("select({}, {}, {} < {})", no.name, yes.name, self.name, other.name))
    }
    fn maximum(self, other: Self) -> Self {
        self.called2("greater", &other)
    }
    fn minimum(self, other: Self) -> Self {
        self.called2("smaller", &other)
    }
    fn abs(self) -> Self {
        self.plain("abs")
    }
    fn exp(self) -> Self {
        self.plain("exp")
    }
    fn exp_m1(self) -> Self {
        self.called("growth")
    }
    fn ln(self) -> Self {
        self.plain("log")
    }
    fn ln_1p(self) -> Self {
        self.called("shrink")
    }
    fn sqrt(self) -> Self {
        self.plain("sqrt")
    }
    fn power(self, exponent: Self) -> Self {
        self.called2("power", &exponent)
    }
    fn modulo(self, divisor: Self) -> Self {
        let whole = (self.clone() / divisor.clone()).floor();
        self - whole * divisor
    }
    fn floor(self) -> Self {
        self.plain("floor")
    }
    fn round(self) -> Self {
        self.plain("round")
    }
    fn sin(self) -> Self {
        self.plain("sin")
    }
    fn cos(self) -> Self {
        self.plain("cos")
    }
    fn tan(self) -> Self {
        self.plain("tan")
    }
    fn sinh(self) -> Self {
        self.plain("sinh")
    }
    fn cosh(self) -> Self {
        self.plain("cosh")
    }
    fn tanh(self) -> Self {
        self.called("tangent")
    }
    fn asin(self) -> Self {
        self.plain("asin")
    }
    fn acos(self) -> Self {
        self.plain("acos")
    }
    fn atan(self) -> Self {
        self.plain("atan")
    }
    fn asinh(self) -> Self {
        self.plain("asinh")
    }
    fn acosh(self) -> Self {
        self.plain("acosh")
    }
    fn atanh(self) -> Self {
        self.plain("atanh")
    }
    fn atan2(self, x: Self) -> Self {
        self.further(&format!("atan2({}, {})", self.name, x.name))
    }
    fn erf(self) -> Self {
        self.called("error")
    }
}
