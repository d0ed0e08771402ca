//! Elements one after the other, which is how all shaders read them: `y[i] = x[sum index_k stride_k]`.

use burn::backend::wgpu::CubeTensor;

use super::kernel::{Kernel, bindings, empty, line_groups, line_head};

/// The text for so many axes; `p` holds the number of elements, then length and stride of each axis.
fn text(axes: usize) -> String {
    let mut text = bindings(&["u32"], &["u32"]) + &line_head() + "var rest = e;\nvar at = 0u;\n";
    for axis in (0..axes).rev() {
        let (length, stride) = (1 + 2 * axis, 2 + 2 * axis);
        text += &format!("at += rest % p[{length}] * p[{stride}];\nrest /= p[{length}];\n");
    }
    text + "out0[e] = in0[at];\n}\n"
}

/// The same tensor in order.
pub fn in_order(x: CubeTensor) -> CubeTensor {
    if x.is_contiguous() {
        return x;
    }
    let shape = x.meta.shape().clone();
    let count = shape.num_elements();
    let y = empty(&x, shape.clone(), x.dtype);
    let mut numbers = vec![count as u32];
    for (axis, &length) in shape.iter().enumerate() {
        numbers.extend([length as u32, x.meta.strides()[axis] as u32]);
    }
    let rank = shape.num_dims();
    Kernel::named(&format!("layout {rank}"), || text(rank)).launch(
        line_groups(count),
        &[&x],
        &[&y],
        &numbers,
    );
    y
}
