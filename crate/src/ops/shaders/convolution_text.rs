//! Convolution and its gradient for the tensor as products of matrices that are read where they lie: rows are
//! places, columns filters, and the inner axis runs over the parts of a window and the channels.
//!
//! `y[r, f] = sum_tap,c x[r s + tap d - low, c] k[tap, c, f]`; the gradient has rows for elements, columns for
//! channels, and takes the places whose windows cover an element.

use super::grid_text::{AXES, joined, split, taps};
use super::kernel::bindings;
use super::product_text::{GROUP, store};

/// What is computed, and how it may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Variant {
    /// The gradient for the tensor, not the result.
    pub back: bool,
    /// Four numbers of the inner axis at once.
    pub inner: bool,
    /// Four columns at once.
    pub columns: bool,
    /// Some parts of windows lie outside.
    pub outside: bool,
    /// Windows lie further apart than one element.
    pub strided: bool,
}

/// Rows and columns of a tile.
pub const TILE: [usize; 2] = [8, 8];

/// Coordinates of row `r + row` and, for the result, where its window begins.
fn row_start(row: usize, variant: Variant) -> String {
    let back = variant.back;
    let number = format!("min(r + {row}u, m - 1u)");
    let (lengths, id) = (if back { 1 } else { 4 }, format!("r{row}"));
    let mut text = split(&number, &id, lengths);
    for (axis, letter) in AXES.iter().enumerate() {
        let low = 16 + axis;
        text += &if back {
            format!("let o{letter}{row} = {letter}{id} + i32(p[{low}]);\n")
        } else {
            let stride = 10 + axis;
            format!("let o{letter}{row} = {letter}{id} * i32(p[{stride}]) - i32(p[{low}]);\n")
        };
    }
    if !variant.strided {
        let lengths = if variant.back { 4 } else { 1 };
        text += &format!(
            "let base{row} = ((i32(restr{row}) * i32(p[{lengths}]) + oz{row}) * i32(p[{}]) + oy{row}) * i32(p[{}]) + ox{row};\n",
            lengths + 1,
            lengths + 2
        );
    }
    text
}

/// How far a part of the window is from its first, in elements: the same for all rows.
fn shift(variant: Variant) -> String {
    let lengths = if variant.back { 4 } else { 1 };
    if variant.strided {
        return String::new();
    }
    format!(
        "let shift = (tz * i32(p[13]) * i32(p[{}]) + ty * i32(p[14])) * i32(p[{}]) + tx * i32(p[15]);\n",
        lengths + 1,
        lengths + 2
    )
}

/// Whether row `row` has an element under the current part of the window, and where.
fn row_place(row: usize, variant: Variant) -> String {
    let mut text = String::new();
    let mut inside = vec![];
    let names = AXES.map(|letter| format!("q{letter}{row}"));
    let axes = if variant.back || variant.outside { 3 } else { 0 };
    for (axis, (letter, name)) in AXES.iter().zip(&names).enumerate().take(axes) {
        let (dilation, stride) = (13 + axis, 10 + axis);
        // What is negative becomes large: one comparison tells both ends.
        let end = if variant.back { 4 + axis } else { 1 + axis };
        if !variant.back {
            text += &format!("let {name} = u32(o{letter}{row} + t{letter} * i32(p[{dilation}]));\n");
        } else if variant.strided {
            text += &format!(
                "let w{name} = u32(o{letter}{row} - t{letter} * i32(p[{dilation}]));\n\
                 let {name} = w{name} / p[{stride}];\n"
            );
            inside.push(format!("({name} * p[{stride}] == w{name})"));
        } else {
            text += &format!("let {name} = u32(o{letter}{row} - t{letter} * i32(p[{dilation}]));\n");
        }
        inside.push(format!("({name} < p[{end}])"));
    }
    let place = if variant.strided {
        joined(&format!("restr{row}"), [&names[0], &names[1], &names[2]], 4)
    } else {
        format!("u32(base{row} {} shift)", if variant.back { "-" } else { "+" })
    };
    let width = if variant.inner { "i4" } else { "inner" };
    if variant.back || variant.outside {
        // Not `&&`, which is a branch.
        let inside = inside.join(" & ");
        text += &format!("let h{row} = {inside};\nvar pa{row} = select(0u, ({place}) * {width}, h{row});\n");
    } else {
        text += &format!("var pa{row} = ({place}) * {width};\n");
    }
    text
}

/// `a` of row `row`: zero where nothing is under the window.
fn row_value(row: usize, variant: Variant) -> String {
    let value = if variant.back || variant.outside {
        format!("select(A(), in0[pa{row}], h{row})")
    } else {
        format!("in0[pa{row}]")
    };
    format!("let a{row} = {value}; pa{row}++;\n")
}

/// The sums over the inner axis for one part of the window.
fn products(variant: Variant) -> String {
    let [rows, columns] = TILE;
    let Variant { back, inner, columns: quads, .. } = variant;
    let mut text = String::new();
    // Kernels lie as (tap, channel, filter): by rows for the result, by columns for the gradient.
    let kernel = |column: usize| format!("min(c + {column}u, n - 1u)");
    if back {
        for column in 0..columns {
            let width = if inner { "i4" } else { "inner" };
            text += &format!("var pb{column} = (tap * n + {}) * {width};\n", kernel(column));
        }
    } else if quads {
        for quad in 0..columns / 4 {
            text += &format!("var pb{quad} = tap * inner * n4 + min(c / 4u + {quad}u, n4 - 1u);\n");
        }
    } else {
        for column in 0..columns {
            text += &format!("var pb{column} = tap * inner * n + {};\n", kernel(column));
        }
    }
    text += if inner { "for (var i = 0u; i < i4; i++) {\n" } else { "for (var i = 0u; i < inner; i++) {\n" };
    for row in 0..rows {
        text += &row_value(row, variant);
    }
    if back {
        for column in 0..columns {
            text += &format!("let b{column} = in1[pb{column}]; pb{column}++;\n");
        }
    }
    let parts = if inner && !back { 4 } else { 1 };
    for part in 0..parts {
        let of = |row: usize| if parts == 4 { format!("a{row}[{part}]") } else { format!("a{row}") };
        if !back {
            let count = if quads { columns / 4 } else { columns };
            let step = if quads { "n4" } else { "n" };
            for place in 0..count {
                text += &format!("let b{part}_{place} = in1[pb{place}]; pb{place} += {step};\n");
            }
        }
        for row in 0..rows {
            for place in 0..(if quads { columns / 4 } else { columns }) {
                let single = |column: usize| {
                    if inner { format!("dot(a{row}, b{column})") } else { format!("a{row} * b{column}") }
                };
                let term = if !back {
                    format!("{} * b{part}_{place}", of(row))
                } else if quads {
                    let four: Vec<String> = (0..4).map(|part| single(place * 4 + part)).collect();
                    format!("Y({})", four.join(", "))
                } else {
                    single(place)
                };
                text += &format!("s{row}_{place} += {term};\n");
            }
        }
    }
    text + "}\n"
}

/// The whole shader; inputs are the tensor (or the gradient of the result) and the kernel.
pub fn text(variant: Variant) -> String {
    let [rows, columns] = TILE;
    let Variant { back, inner, columns: quads, .. } = variant;
    let element = |four: bool| if four { "vec4<f32>" } else { "f32" };
    let b = if back { inner } else { quads };
    let mut text =
        format!("alias A = {};\nalias B = {};\nalias Y = {};\n", element(inner), element(b), element(quads))
            + &bindings(&["A", "B"], &["Y"]);
    let (lengths, n, depth) = if back { (1, 19, 20) } else { (4, 20, 19) };
    text += &format!(
        "@compute @workgroup_size({}, {})\nfn main(@builtin(global_invocation_id) id: vec3<u32>, \
         @builtin(num_workgroups) groups: vec3<u32>) {{\n\
         let m = p[0] * p[{lengths}] * p[{}] * p[{}];\nlet n = p[{n}];\n\
         let inner = p[{depth}];\nlet i4 = inner / 4u;\nlet n4 = n / 4u;\nlet first = 0u;\n\
         let r = (id.y + id.z * groups.y * {}u) * {rows}u;\nlet c = id.x * {columns}u;\n\
         if (r >= m || c >= n) {{ return; }}\n",
        GROUP[0],
        GROUP[1],
        lengths + 1,
        lengths + 2,
        GROUP[1]
    );
    let (places, width) = if quads { (columns / 4, 4) } else { (columns, 1) };
    for row in 0..rows {
        text += &row_start(row, variant);
        for place in 0..places {
            text += &format!("var s{row}_{place} = Y();\n");
        }
    }
    let body: String = (0..rows).map(|row| row_place(row, variant)).collect();
    text += &taps(&(shift(variant) + &body + &products(variant)));
    text + &store(rows, places, width) + "}\n"
}
