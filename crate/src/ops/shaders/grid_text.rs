//! What the shaders of windows share: the numbers of a grid, and where rows of a product lie in it.
//!
//! `p`: 0 batch; 1..4 lengths, 4..7 places, 7..10 sizes, 10..13 strides, 13..16 dilations, 16..19 padding in
//! front, each for depth, height and width; 19 channels; 20 filters.

use crate::kernels::grid::{Grid, Slide};

/// The letters of the three axes in shaders.
pub const AXES: [&str; 3] = ["z", "y", "x"];

/// The numbers of a grid.
pub fn numbers(grid: &Grid, channels: usize, filters: usize) -> Vec<u32> {
    let of = |part: fn(&Slide) -> usize| grid.axes.each_ref().map(|axis| part(axis) as u32);
    let mut numbers = vec![grid.batch as u32];
    numbers.extend(of(|axis| axis.length));
    numbers.extend(of(|axis| axis.places));
    numbers.extend(of(|axis| axis.size));
    numbers.extend(of(|axis| axis.stride));
    numbers.extend(of(|axis| axis.dilation));
    numbers.extend(of(|axis| axis.low));
    numbers.extend([channels as u32, filters as u32]);
    numbers
}

/// Whether some part of some window may lie outside.
pub fn reaches_out(grid: &Grid) -> bool {
    grid.axes
        .iter()
        .any(|axis| axis.low > 0 || (axis.places - 1) * axis.stride + axis.span() > axis.low + axis.length)
}

/// Splits `number` into image and three coordinates with the lengths at `p[lengths..]`.
pub fn split(number: &str, into: &str, lengths: usize) -> String {
    let mut text = format!("var rest{into} = {number};\n");
    for axis in (0..3).rev() {
        let length = lengths + axis;
        text += &format!(
            "let {}{into} = i32(rest{into} % p[{length}]);\nrest{into} /= p[{length}];\n",
            AXES[axis]
        );
    }
    text
}

/// The place in memory, without channels, of image `rest` and coordinates, with the lengths at `p[lengths..]`.
pub fn joined(image: &str, coordinates: [&str; 3], lengths: usize) -> String {
    let [z, y, x] = coordinates;
    format!(
        "(({image} * p[{lengths}] + u32({z})) * p[{}] + u32({y})) * p[{}] + u32({x})",
        lengths + 1,
        lengths + 2
    )
}

/// Loops over all parts of a window: `tz`, `ty`, `tx`, and `tap`, the number of each.
pub fn taps(body: &str) -> String {
    format!(
        "var tap = 0u;\nfor (var tz = 0; tz < i32(p[7]); tz++) {{\nfor (var ty = 0; ty < i32(p[8]); ty++) {{\n\
         for (var tx = 0; tx < i32(p[9]); tx++) {{\n{body}tap++;\n}}\n}}\n}}\n"
    )
}
