//! From tensors of the engine to those of the graphics card and back.

use burn::backend::DispatchDevice;
use burn::backend::tensor::FloatTensor;
use burn::backend::wgpu::CubeTensor;
use burn::backend::{
    BackendTensor, Cube, DispatchAutodiffContext, DispatchTensor, DispatchTensorKind as Kind,
};
use burn::cubecl::Device as CubeDevice;
use burn::tensor::DType;

use super::layout::in_order;
use crate::device::Context;

/// A tensor of the graphics backend, whichever its elements are.
pub type Value = FloatTensor<Cube>;

/// The results of `work`, which gets the inputs in order in memory.
pub fn launched(inputs: Vec<Value>, work: impl FnOnce(&[CubeTensor]) -> Vec<CubeTensor>) -> Vec<Value> {
    work(&inputs.into_iter().map(in_order).collect::<Vec<_>>())
}

/// Where tensors of the graphics backend are made.
pub fn card(context: &Context) -> &CubeDevice {
    match &context.device {
        DispatchDevice::Cube(device) => device,
        _ => unreachable!("shaders run on the graphics backend"),
    }
}

/// The value of a tensor without its way back.
pub fn plain(value: DispatchTensor) -> Value {
    match value.kind {
        Kind::Cube(BackendTensor::Float(value) | BackendTensor::Int(value) | BackendTensor::Bool(value)) => {
            value
        }
        Kind::Autodiff(value) => match *value {
            Kind::Cube(BackendTensor::Autodiff(value)) => value.into_parts().0,
            Kind::Cube(
                BackendTensor::Float(value) | BackendTensor::Int(value) | BackendTensor::Bool(value),
            ) => value,
            _ => unreachable!("shaders take tensors of the graphics backend"),
        },
        _ => unreachable!("shaders take tensors of the graphics backend"),
    }
}

/// A tensor without a way back.
pub fn wrapped(value: Value) -> DispatchTensor {
    let value = match value.dtype {
        DType::F32 => BackendTensor::Float(value),
        DType::I32 => BackendTensor::Int(value),
        _ => BackendTensor::Bool(value),
    };
    DispatchTensor { kind: Kind::Cube(value), autodiff: DispatchAutodiffContext::Disabled }
}
