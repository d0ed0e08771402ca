//! A tensor of any rank on one backend: Burn's rank-free primitive and our spec.
//!
//! Rank 0 is held as one axis of length 1, because not every backend takes an empty shape;
//! only this file and the ops know.

use burn::backend::ops::{BoolTensorOps, FloatTensorOps, IntTensorOps};
use burn::backend::{AutodiffBackend, Backend as _, Dispatch, DispatchTensor, TensorMetadata};
use burn::tensor::{BoolDType, BoolStore, DType as BurnDType, FloatDType, IntDType, Shape, TensorData};

use crate::device::{Backend, Context};
use crate::error::Result;
use crate::spec::{DType, Spec};

/// Float dtype of every float tensor.
pub const FLOAT: FloatDType = FloatDType::F32;
/// Integer dtype of every integer tensor.
pub const INT: IntDType = IntDType::I32;

/// How a backend stores truth values.
pub fn bool_dtype(backend: Backend) -> BoolDType {
    match backend {
        Backend::Cpu => BoolDType::Native,
        Backend::Wgpu => BoolDType::U32,
    }
}

/// The shape Burn sees: one axis of length 1 for rank 0.
pub fn physical_shape(shape: &[usize]) -> Shape {
    if shape.is_empty() { Shape::from(vec![1]) } else { Shape::from(shape.to_vec()) }
}

/// Values on a backend, with what is known of them.
#[derive(Debug, Clone)]
pub struct Tensor {
    /// Burn's value; cloning it clones a reference.
    pub primitive: DispatchTensor,
    /// Dtype and logical shape.
    pub spec: Spec,
    /// Name of an op without gradient on the way from a watched tensor to here.
    pub blocked: Option<&'static str>,
}

impl Tensor {
    /// Wraps a primitive whose elements have this spec; reshapes where only the form differs.
    pub fn new(primitive: DispatchTensor, spec: Spec) -> Self {
        let shape = physical_shape(&spec.shape);
        let primitive = if primitive.shape() == shape {
            primitive
        } else {
            debug_assert_eq!(primitive.shape().num_elements(), spec.elements());
            reshape_primitive(primitive, spec.dtype, shape)
        };
        Self { primitive, spec, blocked: None }
    }

    /// A float32 tensor.
    pub fn from_floats(values: Vec<f32>, shape: &[usize], context: &Context) -> Self {
        let data = TensorData::new(values, physical_shape(shape));
        Self::new(Dispatch::float_from_data(data, &context.device), Spec::float(shape))
    }

    /// An int32 tensor.
    pub fn from_ints(values: Vec<i32>, shape: &[usize], context: &Context) -> Self {
        let data = TensorData::new(values, physical_shape(shape));
        Self::new(Dispatch::int_from_data(data, &context.device), Spec::new(DType::Int32, shape))
    }

    /// A bool tensor.
    pub fn from_bools(values: Vec<bool>, shape: &[usize], context: &Context) -> Self {
        let data = match context.backend() {
            Backend::Cpu => TensorData::new(values, physical_shape(shape)),
            Backend::Wgpu => {
                let words: Vec<u32> = values.into_iter().map(u32::from).collect();
                let count = Shape::from(vec![words.len()]);
                let bytes = TensorData::new(words, count).into_bytes();
                TensorData::from_bytes(bytes, physical_shape(shape), BurnDType::Bool(BoolStore::U32))
            }
        };
        Self::new(Dispatch::bool_from_data(data, &context.device), Spec::new(DType::Bool, shape))
    }

    /// Element type.
    pub fn dtype(&self) -> DType {
        self.spec.dtype
    }

    /// Logical shape.
    pub fn shape(&self) -> &[usize] {
        &self.spec.shape
    }

    /// The primitive, for an op that consumes it.
    pub fn primitive(&self) -> DispatchTensor {
        self.primitive.clone()
    }

    /// The same elements in another logical shape.
    pub fn reshaped(&self, shape: &[usize]) -> Self {
        let spec = Spec::new(self.dtype(), shape);
        let primitive = reshape_primitive(self.primitive(), self.dtype(), physical_shape(shape));
        Self { primitive, spec, blocked: self.blocked }
    }

    /// Converts elements: numbers to truth by `!= 0`, floats to integers towards zero.
    pub fn cast(&self, dtype: DType, context: &Context) -> Self {
        let value = self.primitive();
        let primitive = match (self.dtype(), dtype) {
            (from, to) if from == to => value,
            (DType::Float32, DType::Int32) => Dispatch::float_into_int(value, INT),
            (DType::Float32, _) => {
                Dispatch::float_not_equal_elem(value, 0.0.into(), bool_dtype(context.backend()))
            }
            (DType::Int32, DType::Float32) => Dispatch::int_into_float(value, FLOAT),
            (DType::Int32, _) => Dispatch::int_not_equal_elem(value, 0.into(), bool_dtype(context.backend())),
            (DType::Bool, DType::Float32) => Dispatch::bool_into_float(value, FLOAT),
            (DType::Bool, _) => Dispatch::bool_into_int(value, INT),
        };
        Self { primitive, spec: Spec::new(dtype, self.shape()), blocked: self.blocked }
    }

    /// Whether gradients can flow through this tensor to a watched one.
    pub fn is_tracked(&self) -> bool {
        Dispatch::is_tracked(&self.primitive)
    }

    /// The same values without a way back to watched tensors.
    pub fn detached(&self) -> Self {
        self.clone().into_detached()
    }

    /// The same, without a copy of what is known of them.
    pub fn into_detached(self) -> Self {
        let watched = Dispatch::ad_enabled(&self.primitive.device()) && self.dtype() == DType::Float32;
        let primitive = if watched { Dispatch::inner(self.primitive) } else { self.primitive };
        Self { primitive, spec: self.spec, blocked: None }
    }

    /// A leaf with the same values that gradients can be asked for.
    pub fn watched(&self) -> Result<Self> {
        if self.dtype() != DType::Float32 {
            return Err(crate::error::dtype_mismatch(&[self.dtype()], "only float32 tensors have gradients"));
        }
        let leaf = Dispatch::float_set_require_grad(Dispatch::from_inner(self.detached().primitive), true);
        Ok(Self { primitive: leaf, spec: self.spec.clone(), blocked: None })
    }

    /// Reads the values back: little-endian 4-byte numbers, or one byte for each truth value.
    pub async fn read(&self) -> Result<Vec<u8>> {
        crate::read::read_packed(vec![self.clone()]).await
    }

    /// Reads float values; ints and bools are converted.
    pub async fn read_floats(&self, context: &Context) -> Result<Vec<f32>> {
        Ok(bytemuck::pod_collect_to_vec(&self.cast(DType::Float32, context).read().await?))
    }

    /// Reads integer values; floats and bools are converted.
    pub async fn read_ints(&self, context: &Context) -> Result<Vec<i32>> {
        Ok(bytemuck::pod_collect_to_vec(&self.cast(DType::Int32, context).read().await?))
    }
}

/// Appends values in the form in which they cross the boundary.
pub fn packed_bytes(data: TensorData, dtype: DType, bytes: &mut Vec<u8>) {
    // No conversion of Burn's: it knows every pair of element types, which is a tenth of a small engine.
    match (dtype, data.dtype()) {
        (DType::Bool, BurnDType::Bool(BoolStore::U32)) => {
            bytes.extend(data.as_bytes().chunks_exact(4).map(|word| u8::from(word != [0; 4])));
        }
        (DType::Float32, BurnDType::F32)
        | (DType::Int32, BurnDType::I32)
        | (DType::Bool, BurnDType::Bool(_) | BurnDType::U8) => {
            // U8: Burn's selection of truth values calls their bytes so.
            bytes.extend_from_slice(data.as_bytes());
        }
        (_, other) => unreachable!("tensors of {dtype:?} do not hold {other:?}"),
    }
}

fn reshape_primitive(primitive: DispatchTensor, dtype: DType, shape: Shape) -> DispatchTensor {
    if primitive.shape() == shape {
        // Burn notes it for the way back all the same, which is a tenth of a small step.
        return primitive;
    }
    match dtype {
        DType::Float32 => Dispatch::float_reshape(primitive, shape),
        DType::Int32 => Dispatch::int_reshape(primitive, shape),
        DType::Bool => Dispatch::bool_reshape(primitive, shape),
    }
}

/// Waits for a future that is ready at once, as every read on the processor backend is.
pub fn ready_now<T>(future: impl Future<Output = T>) -> T {
    let mut pinned = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match pinned.as_mut().poll(&mut context) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => unreachable!("the processor backend answers at once"),
    }
}
