//! The texts of what is computed along one axis of a tensor seen as (before, along, after).
//!
//! One invocation for each lane. `p`: 0 lanes, 1 length, 2 after (each in units of four numbers where `V` is four),
//! 3 infinity, 4 not a number, 5 a factor, as bits.

use super::kernel::{bindings, line_head};

/// Whether a number is none.
pub const BROKEN: &str =
    "fn broken(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }\n";

fn head(input: &[&str], output: &str) -> String {
    bindings(input, &[output])
        + BROKEN
        + &line_head()
        + "let length = p[1];\nlet after = p[2];\nlet start = e / after * length * after + e % after;\n"
}

/// The sum times the factor.
pub fn sum(four: bool) -> String {
    let element = if four { "vec4<f32>" } else { "f32" };
    head(&[element], element)
        + &format!(
            "var s = {element}();\nvar at = start;\nfor (var i = 0u; i < length; i++) {{ s += in0[at]; at += after; }}\n\
             out0[e] = s * bitcast<f32>(p[5]);\n}}\n"
        )
}

/// How a new value beats the best one; what is no number beats all.
fn beats(greatest: bool) -> &'static str {
    if greatest {
        "(x > best || broken(x)) && !broken(best)"
    } else {
        "(x < best || broken(x)) && !broken(best)"
    }
}

/// The greatest or smallest value.
pub fn extreme(greatest: bool) -> String {
    let beats = beats(greatest);
    head(&["f32"], "f32")
        + &format!(
            "var best = in0[start];\nvar at = start;\nfor (var i = 1u; i < length; i++) {{\nat += after;\n\
             let x = in0[at];\nif ({beats}) {{ best = x; }}\n}}\n\
             out0[e] = best * bitcast<f32>(p[5]);\n}}\n"
        )
}

/// Where the first of the greatest or smallest values is.
pub fn place(greatest: bool) -> String {
    let beats = beats(greatest);
    head(&["f32"], "i32")
        + &format!(
            "var best = in0[start];\nvar found = 0u;\nvar at = start;\nfor (var i = 1u; i < length; i++) {{\n\
             at += after;\nlet x = in0[at];\nif ({beats}) {{ best = x; found = i; }}\n}}\nout0[e] = i32(found);\n}}\n"
        )
}

/// Every value of a lane gets the lane's number times the factor.
pub fn repeat() -> String {
    bindings(&["f32"], &["f32"])
        + &line_head()
        + "let after = p[2];\nout0[e] = in0[e / (p[1] * after) * after + e % after] * bitcast<f32>(p[5]);\n}\n"
}

/// Softmax, or its logarithm.
pub fn softmax(log: bool) -> String {
    let value = if log { "x - ln" } else { "exp(x) / s" };
    head(&["f32"], "f32")
        + &format!(
            "var best = in0[start];\nvar at = start;\nfor (var i = 1u; i < length; i++) {{\nat += after;\n\
             let x = in0[at];\nif ({}) {{ best = x; }}\n}}\n\
             var s = 0.0;\nat = start;\nfor (var i = 0u; i < length; i++) {{ s += exp(in0[at] - best); at += after; }}\n\
             let ln = log(s);\nat = start;\nfor (var i = 0u; i < length; i++) {{\nlet x = in0[at] - best;\n\
             out0[at] = {value};\nat += after;\n}}\n}}\n",
            beats(true)
        )
}

/// The way back: `y (g - sum g y)`, of the logarithm `g - e^y sum g`.
pub fn softmax_back(log: bool) -> String {
    let (term, value) = if log {
        ("in1[at]", "in1[at] - exp(in0[at]) * s")
    } else {
        ("in0[at] * in1[at]", "in0[at] * (in1[at] - s)")
    };
    head(&["f32", "f32"], "f32")
        + &format!(
            "var s = 0.0;\nvar at = start;\nfor (var i = 0u; i < length; i++) {{ s += {term}; at += after; }}\n\
             at = start;\nfor (var i = 0u; i < length; i++) {{ out0[at] = {value}; at += after; }}\n}}\n"
        )
}

/// The way back of an extreme value from tensor, result and gradient: equal ones share it.
pub fn extreme_back() -> String {
    head(&["f32", "f32", "f32"], "f32")
        + "var count = 0.0;\nvar at = start;\nfor (var i = 0u; i < length; i++) {\n\
           if (in0[at] == in1[e]) { count += 1.0; }\nat += after;\n}\n\
           at = start;\nfor (var i = 0u; i < length; i++) {\n\
           out0[at] = select(0.0, in2[e] / count, in0[at] == in1[e]);\nat += after;\n}\n}\n"
}
