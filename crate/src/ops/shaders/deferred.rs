//! Shaders as ops that Burn's fusion runs when their turn comes.

use burn::backend::DispatchDevice;
use burn::backend::fusion::custom::{
    CustomOpIr, HandleContainer, OperationFn, OperationIr, StreamId, TensorIr,
};
use burn::backend::fusion::{FusionBackend, FusionRuntime, get_client};
use burn::backend::tensor::FloatTensor;
use burn::backend::wgpu::{CubeBackend, CubeTensor};
use burn::backend::{
    BackendTensor, Cube, DispatchAutodiffContext, DispatchTensor, DispatchTensorKind as Kind,
};
use burn::cubecl::Device as CubeDevice;
use burn::tensor::{DType, Shape};

use super::layout::in_order;
use crate::device::Context;

/// A tensor of the graphics backend, whichever its elements are.
pub type Value = FloatTensor<Cube>;

type Handles =
    HandleContainer<<<CubeBackend as FusionBackend>::FusionRuntime as FusionRuntime>::FusionHandle>;

/// What comes out: shape and element type.
pub type Form = (Shape, DType);

/// Float32 of this shape.
pub fn float(shape: &[usize]) -> Form {
    (crate::tensor::physical_shape(shape), DType::F32)
}

/// The results of `work`, which gets the inputs in order in memory and gives what `outputs` says.
pub fn deferred(
    name: &'static str,
    inputs: Vec<Value>,
    outputs: Vec<Form>,
    work: impl Fn(&[CubeTensor]) -> Vec<CubeTensor> + Send + Sync + 'static,
) -> Vec<Value> {
    let client = inputs[0].client.clone();
    let inputs: Vec<TensorIr> = inputs.into_iter().map(Value::into_ir).collect();
    let made = outputs
        .into_iter()
        .map(|(shape, dtype)| TensorIr::uninit(client.create_empty_handle(), shape, dtype))
        .collect::<Vec<_>>();
    let (given, ids) = (inputs.clone(), made.iter().map(|tensor| tensor.id).collect::<Vec<_>>());
    let ir = CustomOpIr { id: name.into(), inputs, outputs: made, scalars: vec![] };
    let run = OperationFn(move |handles: &mut Handles| {
        let values: Vec<CubeTensor> =
            given.iter().map(|input| in_order(handles.get_float_tensor::<CubeBackend>(input))).collect();
        for (id, result) in ids.iter().zip(work(&values)) {
            handles.register_float_tensor::<CubeBackend>(id, result);
        }
        Ok(())
    });
    client.register(StreamId::current(), OperationIr::Custom(ir), run)
}

/// A result that takes nothing but numbers.
pub fn made(
    name: &'static str,
    context: &Context,
    (shape, dtype): Form,
    work: impl Fn(&CubeDevice) -> CubeTensor + Send + Sync + 'static,
) -> Value {
    let device = match &context.device {
        DispatchDevice::Cube(device) => device.clone(),
        _ => unreachable!("shaders run on the graphics backend"),
    };
    let client = get_client::<CubeBackend>(&device);
    let made = TensorIr::uninit(client.create_empty_handle(), shape, dtype);
    let id = made.id;
    let ir = CustomOpIr { id: name.into(), inputs: vec![], outputs: vec![made], scalars: vec![] };
    let run = OperationFn(move |handles: &mut Handles| {
        handles.register_float_tensor::<CubeBackend>(&id, work(&device));
        Ok(())
    });
    client.register(StreamId::current(), OperationIr::Custom(ir), run).remove(0)
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
