//! Matrix products on the processor.

use crate::kernels::gemm::{Matrix, Size, gemm};
use crate::ops::loops::{Product, apply_product};
use crate::spec::Spec;
use crate::tensor::Tensor;
use crate::threads::zeros;

/// A batch of products: `y = a b`, `da = dy b^T`, `db = a^T dy`.
#[derive(Debug, Clone)]
struct Matmul {
    batch: usize,
    size: Size,
    shapes: [Vec<usize>; 3],
}

impl Matmul {
    /// One product after the other: lengths of one matrix of each, and how to multiply them.
    fn each(&self, sizes: [usize; 3], mut multiply: impl FnMut([std::ops::Range<usize>; 3])) {
        for index in 0..self.batch {
            multiply(sizes.map(|size| index * size..(index + 1) * size));
        }
    }
}

impl Product for Matmul {
    fn shapes(&self) -> [Vec<usize>; 3] {
        self.shapes.clone()
    }

    fn forward(&self, a: &[f32], b: &[f32]) -> Vec<f32> {
        let Size { rows, inner, columns } = self.size;
        let mut y = zeros(self.batch * rows * columns);
        self.each([rows * inner, inner * columns, rows * columns], |[at_a, at_b, at_y]| {
            let (a, b) = (Matrix::rows(&a[at_a], inner), Matrix::rows(&b[at_b], columns));
            gemm(self.size, a, b, &mut y[at_y], columns, false);
        });
        y
    }

    fn first_gradient(&self, b: &[f32], dy: &[f32]) -> Vec<f32> {
        let Size { rows, inner, columns } = self.size;
        let mut da = zeros(self.batch * rows * inner);
        self.each([inner * columns, rows * columns, rows * inner], |[at_b, at_y, at_a]| {
            let (dy, b) = (Matrix::rows(&dy[at_y], columns), Matrix::rows(&b[at_b], columns));
            let size = Size { rows, inner: columns, columns: inner };
            gemm(size, dy, b.transposed(), &mut da[at_a], inner, false);
        });
        da
    }

    fn second_gradient(&self, a: &[f32], dy: &[f32]) -> Vec<f32> {
        let Size { rows, inner, columns } = self.size;
        let mut db = zeros(self.batch * inner * columns);
        self.each([rows * inner, rows * columns, inner * columns], |[at_a, at_y, at_b]| {
            let (a, dy) = (Matrix::rows(&a[at_a], inner), Matrix::rows(&dy[at_y], columns));
            let size = Size { rows: inner, inner: rows, columns };
            gemm(size, a.transposed(), dy, &mut db[at_b], columns, false);
        });
        db
    }
}

/// The product of two float matrices, or of two batches of as many matrices.
pub fn matmul(left: &Tensor, right: &Tensor, shape: Vec<usize>) -> Tensor {
    let (rank, inner) = (left.spec.rank(), left.shape()[left.spec.rank() - 1]);
    let size = Size { rows: left.shape()[rank - 2], inner, columns: right.shape()[rank - 1] };
    let batch = if rank == 3 { left.shape()[0] } else { 1 };
    let shapes = [left.shape().to_vec(), right.shape().to_vec(), shape.clone()];
    let op = Matmul { batch, size, shapes };
    Tensor::new(apply_product(op, left.primitive(), right.primitive()), Spec::float(shape))
}
