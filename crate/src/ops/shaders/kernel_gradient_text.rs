//! The gradient of a convolution's kernel: `dk[tap, c, f] = sum_place x[place s + tap d - low, c] dy[place, f]`.
//!
//! Rows are (tap, channel), columns filters, and the inner axis runs over all places. It is cut into parts that
//! are added up afterwards: few rows and columns would leave most of the adapter idle, and one long sum would
//! lose digits. `p[21]`: rows of places in one part.

use super::grid_text::AXES;
use super::kernel::bindings;
use super::product_text::store;

/// How it may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Variant {
    /// Four channels at once.
    pub rows: bool,
    /// Four filters at once.
    pub columns: bool,
    /// Some parts of windows lie outside.
    pub outside: bool,
}

/// Rows and columns of a tile.
pub const TILE: [usize; 2] = [8, 8];
/// Invocations of a workgroup along columns and rows.
pub const GROUP: [usize; 2] = [8, 4];

/// Which part of the window the rows from `r + row` on belong to, and which channel.
fn row_start(index: usize, row: usize) -> String {
    let mut text = format!("let k{index} = min(r + {row}u, m - 1u);\nvar t{index} = k{index} / p[19];\n");
    for (axis, letter) in AXES.iter().enumerate().rev() {
        text += &format!(
            "let d{letter}{index} = i32(t{index} % p[{}] * p[{}]) - i32(p[{}]);\nt{index} /= p[{}];\n",
            7 + axis,
            13 + axis,
            16 + axis,
            7 + axis
        );
    }
    text
}

/// Where row `index` reads in the current row of places, and whether it lies inside along depth and height.
fn line_start(index: usize, width: usize) -> String {
    format!(
        "let z{index} = base_z + dz{index};\nlet y{index} = base_y + dy{index};\n\
         let l{index} = (u32(z{index}) < p[1]) & (u32(y{index}) < p[2]);\n\
         let w{index} = (((image * i32(p[1]) + z{index}) * i32(p[2]) + y{index}) * i32(p[3]) + dx{index}) * \
         i32(p[19] / {width}u) + i32(k{index} % p[19] / {width}u);\n"
    )
}

/// `x` of row `index` at the current place.
fn row_value(index: usize, variant: Variant, width: usize) -> String {
    let at = format!("w{index} + x * i32(p[19] / {width}u)");
    if !variant.outside {
        return format!("let a{index} = in0[{at}];\n");
    }
    format!(
        "let h{index} = l{index} & (u32(x + dx{index}) < p[3]);\n\
         let a{index} = select(A(), in0[select(0, {at}, h{index})], h{index});\n"
    )
}

/// The whole shader; inputs are the tensor and the gradient of the result.
pub fn text(variant: Variant) -> String {
    let [rows, columns] = TILE;
    let element = |four: bool| if four { "vec4<f32>" } else { "f32" };
    let (tall, wide) = (if variant.rows { 4 } else { 1 }, if variant.columns { 4 } else { 1 });
    let mut text = format!("alias A = {};\nalias Y = {};\n", element(variant.rows), element(variant.columns));
    text += &bindings(&["A", "Y"], &["Y"]);
    text += &format!(
        "@compute @workgroup_size({}, {})\nfn main(@builtin(global_invocation_id) id: vec3<u32>) {{\n\
         let m = p[7] * p[8] * p[9] * p[19];\nlet n = p[20];\nlet n4 = n / {wide}u;\n\
         let r = id.y * {rows}u;\nlet c = id.x * {columns}u;\n\
         if (r >= m || c >= n) {{ return; }}\nlet first = id.z * m * n4;\n\
         let lines = p[0] * p[4] * p[5];\n",
        GROUP[0], GROUP[1]
    );
    for index in 0..rows / tall {
        text += &row_start(index, index * tall);
    }
    for row in 0..rows {
        for place in 0..columns / wide {
            text += &format!("var s{row}_{place} = Y();\n");
        }
    }
    text += "for (var line = id.z * p[21]; line < min(lines, id.z * p[21] + p[21]); line++) {\n\
             let base_y = i32(line % p[5] * p[11]);\nlet base_z = i32(line / p[5] % p[4] * p[10]);\n\
             let image = i32(line / (p[5] * p[4]));\n";
    for index in 0..rows / tall {
        text += &line_start(index, tall);
    }
    for place in 0..columns / wide {
        text += &format!("var pb{place} = line * p[6] * n4 + min(c / {wide}u + {place}u, n4 - 1u);\n");
    }
    text += "for (var place = 0; place < i32(p[6]); place++) {\nlet x = place * i32(p[12]);\n";
    for index in 0..rows / tall {
        text += &row_value(index, variant, tall);
    }
    for place in 0..columns / wide {
        text += &format!("let b{place} = in1[pb{place}]; pb{place} += n4;\n");
    }
    for row in 0..rows {
        let a = if variant.rows { format!("a{}[{}]", row / 4, row % 4) } else { format!("a{row}") };
        for place in 0..columns / wide {
            text += &format!("s{row}_{place} += {a} * b{place};\n");
        }
    }
    text + "}\n}\n" + &store(rows, columns / wide, wide) + "}\n"
}
