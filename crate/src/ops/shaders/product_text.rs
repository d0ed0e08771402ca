//! The text of a matrix product: each invocation keeps a tile of `y` in registers and adds `a_ik b_kj` to it.
//!
//! `p`: rows, columns, inner length, then the distance between matrices of `a` and of `b`; a product of any
//! strides has four more: those of `a` along rows and along the inner axis, those of `b` along columns and inner.

use super::kernel::bindings;

/// How both matrices lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lie {
    /// Any strides, number by number.
    Any,
    /// `a` by rows, `b` by rows: `a b`.
    Rows,
    /// `a` by rows, `b` by columns: `a b^T` of what is stored.
    Inner,
    /// `a` by columns, `b` by rows: `a^T b` of what is stored.
    Outer,
}

impl Lie {
    /// Rows and columns of a tile.
    pub fn tile(self) -> [usize; 2] {
        if self == Self::Any { [4, 4] } else { [8, 8] }
    }
}

/// Invocations of a workgroup along columns and rows.
pub const GROUP: [usize; 2] = [4, 4];

/// Numbers inside (rows - 1), so that no invocation reads past a matrix.
fn starts(name: &str, count: usize, place: impl Fn(usize) -> String) -> String {
    (0..count).map(|index| format!("var {name}{index} = {};\n", place(index))).collect()
}

/// The next element of each pointer.
fn loads(name: &str, count: usize, input: usize, step: &str) -> String {
    (0..count)
        .map(|index| format!("let {name}{index} = in{input}[p{name}{index}]; p{name}{index} += {step};\n"))
        .collect()
}

/// The loop over the inner axis where four numbers are read at once.
fn quads(lie: Lie, rows: usize, columns: usize) -> String {
    let quads = columns / 4;
    let mut text = String::new();
    let each = |term: &dyn Fn(usize, usize) -> String| {
        let place = |index| (index / quads, index % quads);
        (0..rows * quads)
            .map(place)
            .map(|(row, quad)| format!("s{row}_{quad} += {};\n", term(row, quad)))
            .collect::<String>()
    };
    let matrix = "id.z * p[3] / 4u";
    let other = "id.z * p[4] / 4u";
    let by_row = |row: usize| format!("{matrix} + min(r + {row}u, m - 1u) * k4");
    let quad_of = |quad: usize| format!("{other} + min(c / 4u + {quad}u, n4 - 1u)");
    match lie {
        Lie::Rows => {
            text += &starts("pa", rows, by_row);
            text += &starts("pb", quads, quad_of);
            text += "for (var k = 0u; k < k4; k++) {\n";
            text += &loads("a", rows, 0, "1u");
            for part in 0..4 {
                for quad in 0..quads {
                    text += &format!("let b{part}_{quad} = in1[pb{quad}]; pb{quad} += n4;\n");
                }
                text += &each(&|row, quad| format!("a{row}[{part}] * b{part}_{quad}"));
            }
        }
        Lie::Inner => {
            text += &starts("pa", rows, by_row);
            text += &starts("pb", columns, |column| format!("{other} + min(c + {column}u, n - 1u) * k4"));
            text += "for (var k = 0u; k < k4; k++) {\n";
            text += &loads("a", rows, 0, "1u");
            text += &loads("b", columns, 1, "1u");
            text += &each(&|row, quad| {
                let dot = |part| format!("dot(a{row}, b{})", quad * 4 + part);
                format!("V({}, {}, {}, {})", dot(0), dot(1), dot(2), dot(3))
            });
        }
        _ => {
            text += &starts("pa", rows / 4, |quad| format!("{matrix} + min(r / 4u + {quad}u, m4 - 1u)"));
            text += &starts("pb", quads, quad_of);
            text += "for (var k = 0u; k < p[2]; k++) {\n";
            text += &loads("a", rows / 4, 0, "m4");
            text += &loads("b", quads, 1, "n4");
            text += &each(&|row, quad| format!("a{}[{}] * b{quad}", row / 4, row % 4));
        }
    }
    text + "}\n"
}

/// The loop over the inner axis, number by number.
fn singles(rows: usize, columns: usize) -> String {
    let mut text = starts("pa", rows, |row| format!("id.z * p[3] + min(r + {row}u, m - 1u) * p[5]"));
    text += &starts("pb", columns, |column| format!("id.z * p[4] + min(c + {column}u, n - 1u) * p[7]"));
    text += "for (var k = 0u; k < p[2]; k++) {\n";
    text += &loads("a", rows, 0, "p[6]");
    text += &loads("b", columns, 1, "p[8]");
    for row in 0..rows {
        for column in 0..columns {
            text += &format!("s{row}_{column} += a{row} * b{column};\n");
        }
    }
    text + "}\n"
}

/// Writes the tile as far as it lies in the matrix; `width` numbers at once.
pub fn store(rows: usize, places: usize, width: usize) -> String {
    let mut text = String::new();
    for row in 0..rows {
        text += &format!(
            "if (r + {row}u < m) {{\nlet o = first + (r + {row}u) * (n / {width}u) + c / {width}u;\n"
        );
        for place in 0..places {
            let inside = if place == 0 { String::new() } else { format!("if (c + {}u < n) ", place * width) };
            text += &format!("{inside}{{ out0[o + {place}u] = s{row}_{place}; }}\n");
        }
        text += "}\n";
    }
    text
}

/// The whole shader.
pub fn text(lie: Lie) -> String {
    let [rows, columns] = lie.tile();
    let (element, width) = if lie == Lie::Any { ("f32", 1) } else { ("vec4<f32>", 4) };
    let places = columns / width;
    let mut text = format!("alias V = {element};\n") + &bindings(&["V", "V"], &["V"]);
    text += &format!(
        "@compute @workgroup_size({}, {})\nfn main(@builtin(global_invocation_id) id: vec3<u32>) {{\n\
         let m = p[0];\nlet n = p[1];\nlet r = id.y * {rows}u;\nlet c = id.x * {columns}u;\n\
         if (r >= m || c >= n) {{ return; }}\nlet k4 = p[2] / 4u;\nlet m4 = m / 4u;\nlet n4 = n / 4u;\n\
         let first = id.z * m * (n / {width}u);\n",
        GROUP[0], GROUP[1]
    );
    for row in 0..rows {
        for place in 0..places {
            text += &format!("var s{row}_{place} = V();\n");
        }
    }
    text += &if lie == Lie::Any { singles(rows, columns) } else { quads(lie, rows, columns) };
    text + &store(rows, places, width) + "}\n"
}
