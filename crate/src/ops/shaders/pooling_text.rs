//! Pooling and its way back, one invocation for each place or element and, where channels allow, four of them.
//!
//! `p`: the numbers of a grid, with the number of invocations in `p[0]` and batch in `p[21]`; `p[22]` and `p[23]`
//! are minus infinity and not a number, as bits.

use super::grid_text::{AXES, joined, split, taps};
use super::kernel::{bindings, line_head};

/// What is made of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pooling {
    /// Its largest value.
    Largest,
    /// Its mean.
    Mean,
}

fn element(four: bool) -> (&'static str, &'static str) {
    if four { ("vec4<f32>", "vec4<u32>") } else { ("f32", "u32") }
}

/// Not-a-number by its bits: comparisons may be taken apart.
fn broken(bits: &str) -> String {
    format!("(bitcast<{bits}>(v) & {bits}(0x7fffffffu)) > {bits}(0x7f800000u)")
}

/// Coordinates under part `t` of the window at `q`, and whether they lie in the tensor.
fn under() -> String {
    let mut text = String::new();
    let mut inside = vec![];
    for (axis, letter) in AXES.iter().enumerate() {
        let (stride, dilation, low) = (10 + axis, 13 + axis, 16 + axis);
        text += &format!(
            "let u{letter} = q{letter} * i32(p[{stride}]) + t{letter} * i32(p[{dilation}]) - i32(p[{low}]);\n"
        );
        inside.push(format!("(u32(u{letter}) < p[{}])", 1 + axis));
    }
    text + &format!("let inside = {};\n", inside.join(" & "))
}

fn names(letters: &str) -> [String; 3] {
    AXES.map(|axis| format!("{letters}{axis}"))
}

/// The result.
pub fn forward(pooling: Pooling, four: bool) -> String {
    let (v, bits) = element(four);
    let mut text = format!("alias V = {v};\n") + &bindings(&["V"], &["V"]) + &line_head();
    text += "let width = p[19];\nlet channel = e % width;\n";
    text += &split("e / width", "o", 4);
    for letter in AXES {
        text += &format!("let q{letter} = {letter}o;\n");
    }
    text += match pooling {
        Pooling::Largest => "var s = V(bitcast<f32>(p[22]));\n",
        Pooling::Mean => "var s = V();\nvar count = 0.0;\n",
    };
    let [z, y, x] = names("u");
    let place = joined("resto", [&z, &y, &x], 1);
    let take = match pooling {
        Pooling::Largest => format!("s = select(s, v, (v > s) | ({}));", broken(bits)),
        Pooling::Mean => "s += v;\ncount += 1.0;".into(),
    };
    let body = under() + &format!("if (inside) {{\nlet v = in0[({place}) * width + channel];\n{take}\n}}\n");
    text += &taps(&body);
    text += match pooling {
        Pooling::Largest => "out0[e] = s;\n}\n",
        Pooling::Mean => "out0[e] = s / max(count, 1.0);\n}\n",
    };
    text
}

/// The window at `q` that has the element `e` as its part `t`, if there is one.
fn over() -> String {
    let mut text = String::new();
    let mut inside = vec![];
    for (axis, letter) in AXES.iter().enumerate() {
        let (stride, dilation, low) = (10 + axis, 13 + axis, 16 + axis);
        text += &format!(
            "let w{letter} = u32({letter}o + i32(p[{low}]) - t{letter} * i32(p[{dilation}]));\n\
             let q{letter} = i32(w{letter} / p[{stride}]);\n"
        );
        inside.push(format!(
            "(u32(q{letter}) * p[{stride}] == w{letter}) & (u32(q{letter}) < p[{}])",
            4 + axis
        ));
    }
    text + &format!("let covered = {};\n", inside.join(" & "))
}

/// The gradient of the tensor: inputs are tensor, result and its gradient for the largest, the gradient for means.
pub fn back(pooling: Pooling, four: bool) -> String {
    let (v, _) = element(four);
    let inputs: &[&str] = if pooling == Pooling::Largest { &["V", "V", "V"] } else { &["V"] };
    let mut text = format!("alias V = {v};\n") + &bindings(inputs, &["V"]) + &line_head();
    text += "let width = p[19];\nlet channel = e % width;\n";
    text += &split("e / width", "o", 1);
    text += "var s = V();\n";
    if pooling == Pooling::Largest {
        text += "let value = in0[e];\n";
    }
    let [z, y, x] = names("q");
    let window = format!("let at = ({}) * width + channel;\n", joined("resto", [&z, &y, &x], 4));
    let take = match pooling {
        Pooling::Largest => first_of_window(),
        Pooling::Mean => {
            let mut text = String::from("var count = 1;\n");
            for (axis, letter) in AXES.iter().enumerate() {
                text += &format!(
                    "var c{letter} = 0;\nfor (var i = 0; i < i32(p[{}]); i++) {{\n\
                     let u = q{letter} * i32(p[{}]) + i * i32(p[{}]) - i32(p[{}]);\n\
                     if (u32(u) < p[{}]) {{ c{letter}++; }}\n}}\ncount *= c{letter};\n",
                    7 + axis,
                    10 + axis,
                    13 + axis,
                    16 + axis,
                    1 + axis
                );
            }
            text + "s += in0[at] / f32(max(count, 1));\n"
        }
    };
    text += &taps(&(over() + "if (covered) {\n" + &window + &take + "}\n"));
    text + "out0[e] = s;\n}\n"
}

/// Adds the window's gradient where no earlier part of it has the same value.
fn first_of_window() -> String {
    let mut inside = vec![];
    let mut text =
        String::from("let best = in1[at];\nvar g = select(V(), in2[at], value == best);\nvar before = 0u;\n");
    text += "for (var vz = 0; vz <= tz; vz++) {\nfor (var vy = 0; vy < i32(p[8]); vy++) {\n\
             for (var vx = 0; vx < i32(p[9]); vx++) {\nif (before < tap) {\n";
    for (axis, letter) in AXES.iter().enumerate() {
        let (stride, dilation, low) = (10 + axis, 13 + axis, 16 + axis);
        text += &format!(
            "let u{letter} = q{letter} * i32(p[{stride}]) + v{letter} * i32(p[{dilation}]) - i32(p[{low}]);\n"
        );
        inside.push(format!("(u32(u{letter}) < p[{}])", 1 + axis));
    }
    let [z, y, x] = names("u");
    let place = joined("resto", [&z, &y, &x], 1);
    text += &format!(
        "if ({}) {{ g = select(g, V(), in0[({place}) * width + channel] == best); }}\n",
        inside.join(" & ")
    );
    text + "}\nbefore++;\n}\n}\n}\ns += g;\n"
}

/// The parts of a window of `sizes`, one after the other.
fn parts(sizes: [usize; 3]) -> impl Iterator<Item = [usize; 3]> {
    (0..sizes.iter().product())
        .map(move |part: usize| [part / (sizes[1] * sizes[2]), part / sizes[2] % sizes[1], part % sizes[2]])
}

/// Windows of at most so many parts are written out part by part.
pub const FEW: usize = 16;

/// The way back of the largest where small windows touch but do not overlap: one invocation for each window, which
/// writes all elements under it; windows past the last place write zeros.
pub fn back_apart(four: bool, sizes: [usize; 3]) -> String {
    let (v, bits) = element(four);
    let mut text = format!("alias V = {v};\n") + &bindings(&["V", "V"], &["V"]) + &line_head();
    text += "let width = p[19];\nlet channel = e % width;\nvar rest = e / width;\n";
    for (axis, letter) in AXES.iter().enumerate().rev() {
        let high = format!("((p[{}] + p[{}] - 1u) / p[{}])", 1 + axis, 10 + axis, 10 + axis);
        text += &format!("let q{letter} = i32(rest % {high});\nrest /= {high};\n");
    }
    text += "let whole = (qz < i32(p[4])) & (qy < i32(p[5])) & (qx < i32(p[6]));\n";
    let [qz, qy, qx] = names("q");
    text +=
        &format!("let at = select(0u, ({}) * width + channel, whole);\n", joined("rest", [&qz, &qy, &qx], 4));
    text += "let g = select(V(), in1[at], whole);\nvar best = V(bitcast<f32>(p[22]));\n";
    let [z, y, x] = sizes;
    text += &format!("let oz = u32(qz) * {z}u;\nlet oy = u32(qy) * {y}u;\nlet ox = u32(qx) * {x}u;\n");
    let mut values = String::new();
    for (index, [tz, ty, tx]) in parts(sizes).enumerate() {
        values += &format!(
            "let a{index} = (((rest * p[1] + oz + {tz}u) * p[2] + oy + {ty}u) * p[3] + ox + {tx}u) * width + channel;\n\
             let h{index} = (oz + {tz}u < p[1]) & (oy + {ty}u < p[2]) & (ox + {tx}u < p[3]);\n\
             let x{index} = in0[select(0u, a{index}, h{index})];\n"
        );
        let better = broken(bits).replace("(v)", &format!("(x{index})"));
        values += &format!("best = select(best, x{index}, (x{index} > best) | ({better}));\n");
    }
    text += &values;
    text += "var left = g;\n";
    for index in 0..parts(sizes).count() {
        text += &format!(
            "if (h{index}) {{\nlet here = x{index} == best;\nout0[a{index}] = select(V(), left, here);\n\
             left = select(left, V(), here);\n}}\n"
        );
    }
    text + "}\n"
}
