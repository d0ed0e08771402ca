//! Matrix products of two tensors or of two batches of them: `y = a b`, `da = dy b^T`, `db = a^T dy`.

use burn::backend::wgpu::CubeTensor;

use super::kernel::{Kernel, empty};
use super::node::{Way, attached, tracked};
use super::product_text::{GROUP, Lie, text};
use super::values::{Value, launched, plain};
use crate::spec::Spec;
use crate::tensor::{Tensor, physical_shape};

/// Below so many multiplications the small tile is as fast, and its text compiles sooner.
const LARGE: usize = 1 << 19;

/// A batch of products of stored matrices, either of which may be meant transposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Product {
    /// How many.
    pub batch: usize,
    /// Rows of the result.
    pub rows: usize,
    /// Length of the sums.
    pub inner: usize,
    /// Columns of the result.
    pub columns: usize,
    /// Whether `a` is stored (inner, rows).
    pub flip_a: bool,
    /// Whether `b` is stored (columns, inner).
    pub flip_b: bool,
}

impl Product {
    fn lie(&self) -> Lie {
        let Self { batch, rows, inner, columns, .. } = *self;
        let fours = |lengths: [usize; 2]| lengths.iter().all(|length| length.is_multiple_of(4));
        if batch.saturating_mul(rows * columns).saturating_mul(inner) < LARGE {
            return Lie::Any;
        }
        match (self.flip_a, self.flip_b) {
            (false, false) if fours([inner, columns]) => Lie::Rows,
            (false, true) if fours([inner, columns]) => Lie::Inner,
            (true, false) if fours([rows, columns]) => Lie::Outer,
            _ => Lie::Any,
        }
    }

    /// The result of two tensors in order.
    pub fn run(&self, a: &CubeTensor, b: &CubeTensor, shape: &[usize]) -> CubeTensor {
        let Self { batch, rows, inner, columns, flip_a, flip_b } = *self;
        let y = empty(a, physical_shape(shape), a.dtype);
        let lie = self.lie();
        let mut numbers = vec![rows, columns, inner, rows * inner, inner * columns];
        if lie == Lie::Any {
            numbers.extend(if flip_a { [1, rows] } else { [inner, 1] });
            numbers.extend(if flip_b { [inner, 1] } else { [1, columns] });
        }
        let numbers: Vec<u32> = numbers.into_iter().map(|number| number as u32).collect();
        let [tall, wide] = lie.tile();
        let groups = [columns.div_ceil(wide * GROUP[0]), rows.div_ceil(tall * GROUP[1]), batch];
        let kernel = Kernel::named(&format!("product {lie:?}"), || text(lie));
        kernel.launch(groups.map(|count| count as u32), &[a, b], &[&y], &numbers);
        y
    }

    /// The gradient of `a`: `dy b^T`, as `a` is stored.
    fn first(&self) -> Self {
        Self { inner: self.columns, columns: self.inner, flip_b: true, ..*self }
    }

    /// The gradient of `b`: `a^T dy`, as `b` is stored.
    fn second(&self) -> Self {
        Self { rows: self.inner, inner: self.rows, flip_a: true, ..*self }
    }
}

#[derive(Debug)]
struct Back {
    product: Product,
    values: [Value; 2],
    shapes: [Vec<usize>; 2],
    tracked: Vec<bool>,
}

fn later(product: Product, inputs: [Value; 2], shape: &[usize]) -> Value {
    let given = shape.to_vec();
    let work = move |inputs: &[CubeTensor]| vec![product.run(&inputs[0], &inputs[1], &given)];
    launched(inputs.into(), work).remove(0)
}

impl Way for Back {
    fn back(self: Box<Self>, gradient: Value) -> Vec<Value> {
        let [a, b] = self.values;
        let mut found = vec![];
        if self.tracked[0] {
            found.push(later(self.product.first(), [gradient.clone(), b], &self.shapes[0]));
        }
        if self.tracked[1] {
            found.push(later(self.product.second(), [a, gradient], &self.shapes[1]));
        }
        found
    }
}

/// Whether a batch of so many fits into one dispatch.
pub fn takes(left: &Tensor) -> bool {
    left.spec.rank() < 3 || left.shape()[0] <= 65_535
}

/// The product of two float matrices, or of two batches of as many matrices.
pub fn matmul(left: &Tensor, right: &Tensor, shape: Vec<usize>) -> Tensor {
    let rank = left.spec.rank();
    let product = Product {
        batch: if rank == 3 { left.shape()[0] } else { 1 },
        rows: left.shape()[rank - 2],
        inner: left.shape()[rank - 1],
        columns: right.shape()[rank - 1],
        flip_a: false,
        flip_b: false,
    };
    let tracked = tracked(&[&left.primitive, &right.primitive]);
    let values = [plain(left.primitive()), plain(right.primitive())];
    let y = later(product, values.clone(), &shape);
    let shapes = [left.shape().to_vec(), right.shape().to_vec()];
    let way = || Box::new(Back { product, values, shapes, tracked }) as Box<dyn Way>;
    Tensor::new(attached(vec![left.primitive(), right.primitive()], y, way), Spec::float(shape))
}
