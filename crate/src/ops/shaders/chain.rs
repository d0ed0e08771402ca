//! A chain of elementwise functions as an op of the graphics backend, with its way back.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use burn::backend::wgpu::CubeTensor;
use burn::tensor::DType as BurnDType;

use super::chain_text::{Written, back, forward};
use super::kernel::{Kernel, empty, line_groups};
use super::lanes::{Fold, fold, repeated};
use super::node::{Way, attached, tracked};
use super::values::{Value, launched, plain};
use crate::device::Context;
use crate::fusion::chain::Chain;
use crate::spec::{DType, Spec};
use crate::tensor::{Tensor, physical_shape};

/// A shader and how to run it.
#[derive(Debug)]
struct Ready {
    kernel: Kernel,
    written: Written,
}

impl Ready {
    fn new(written: Written) -> Arc<Self> {
        Arc::new(Self { kernel: Kernel::new(written.text.clone()), written })
    }

    fn launch(&self, count: usize, inputs: &[&CubeTensor], outputs: &[&CubeTensor]) {
        let invocations = count / self.written.width;
        let mut numbers = vec![invocations as u32, f32::INFINITY.to_bits(), f32::NAN.to_bits()];
        numbers.extend(&self.written.numbers);
        self.kernel.launch(line_groups(invocations), inputs, outputs, &numbers);
    }
}

/// The shaders of a chain, made when first needed.
#[derive(Debug, Default)]
pub struct Shaders {
    forward: Mutex<Option<Arc<Ready>>>,
    back: Mutex<HashMap<Vec<bool>, Arc<Ready>>>,
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// What a chain works on.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// The functions.
    pub chain: &'a Chain,
    /// Its shaders.
    pub shaders: &'a Shaders,
    /// What its results are.
    pub specs: &'a [Spec],
}

fn made(job: Job<'_>, inputs: &[Tensor], values: &[Value], context: &Context) -> Vec<Value> {
    let dtypes: Vec<DType> = inputs.iter().map(Tensor::dtype).collect();
    let ready =
        locked(&job.shaders.forward).get_or_insert_with(|| Ready::new(forward(job.chain, &dtypes))).clone();
    let shapes: Vec<_> = job.specs.iter().map(|spec| physical_shape(&spec.shape)).collect();
    let taken = ready.written.inputs.len();
    let mut given: Vec<Value> = ready.written.inputs.iter().map(|&slot| values[slot].clone()).collect();
    if given.is_empty() {
        // Numbers alone still need a place in the queue of the device.
        given.push(plain(Tensor::from_floats(vec![0.0], &[], context).primitive()));
    }
    let count = job.chain.count;
    let work = move |inputs: &[CubeTensor]| {
        let results: Vec<CubeTensor> =
            shapes.iter().map(|shape| empty(&inputs[0], shape.clone(), BurnDType::F32)).collect();
        let bound: Vec<&CubeTensor> = inputs.iter().take(taken).collect();
        ready.launch(count, &bound, &results.iter().collect::<Vec<_>>());
        results
    };
    launched(given, work)
}

/// How the gradient of an input comes from one as large as the result.
#[derive(Debug, Clone)]
struct Sink {
    /// The input's shape.
    shape: Vec<usize>,
    /// Sums over the axes along which it was repeated, one after the other: (before, along, after).
    sums: Vec<[usize; 3]>,
}

impl Sink {
    /// For an input of shape `from` that was repeated to `to`.
    fn new(from: &[usize], to: &[usize]) -> Self {
        let missing = to.len() - from.len();
        let mut lengths = to.to_vec();
        let mut sums: Vec<[usize; 3]> = vec![];
        let mut axis = 0;
        while axis < to.len() {
            let repeats = |axis: usize| (axis < missing || from[axis - missing] == 1) && to[axis] != 1;
            let end = (axis..to.len()).find(|&axis| !repeats(axis)).unwrap_or(to.len());
            if end > axis {
                let product = |lengths: &[usize]| lengths.iter().product();
                sums.push([
                    product(&lengths[..axis]),
                    product(&lengths[axis..end]),
                    product(&lengths[end..]),
                ]);
                lengths[axis..end].fill(1);
            }
            axis = end.max(axis + 1);
        }
        Self { shape: from.to_vec(), sums }
    }

    fn run(&self, whole: &CubeTensor) -> CubeTensor {
        let Some((last, first)) = self.sums.split_last() else { return whole.clone() };
        let mut value = whole.clone();
        for &lanes in first {
            value = fold(Fold::Sum, &value, lanes, 1.0, &[lanes[0], lanes[2]]);
        }
        fold(Fold::Sum, &value, *last, 1.0, &self.shape)
    }
}

#[derive(Debug)]
struct Back {
    ready: Arc<Ready>,
    values: Vec<Value>,
    sinks: Vec<Sink>,
    shape: Vec<usize>,
}

impl Way for Back {
    fn back(self: Box<Self>, gradient: Value) -> Vec<Value> {
        let Self { ready, values, sinks, shape } = *self;
        let zeros: Vec<Option<Value>> = ready
            .written
            .outputs
            .iter()
            .zip(&sinks)
            .map(|(output, sink)| {
                let count: usize = sink.shape.iter().product();
                let whole: usize = shape.iter().product();
                output.is_none().then(|| {
                    let nothing = super::lanes::folded(Fold::Sum, gradient.clone(), [1, whole, 1], 0.0, &[]);
                    repeated(nothing, [1, count, 1], 0.0, &sink.shape)
                })
            })
            .collect();
        let (wanted, places): (Vec<Sink>, Vec<usize>) = sinks
            .into_iter()
            .zip(&ready.written.outputs)
            .filter_map(|(sink, place)| Some((sink, (*place)?)))
            .unzip();
        let mut given = vec![gradient];
        given.extend(ready.written.inputs.iter().map(|&slot| values[slot].clone()));
        let outputs = places.iter().max().map_or(0, |last| last + 1);
        let work = move |inputs: &[CubeTensor]| {
            let form = physical_shape(&shape);
            let whole: Vec<CubeTensor> =
                (0..outputs).map(|_| empty(&inputs[0], form.clone(), BurnDType::F32)).collect();
            let count = shape.iter().product();
            ready.launch(count, &inputs.iter().collect::<Vec<_>>(), &whole.iter().collect::<Vec<_>>());
            let sink = |(sink, &place): (&Sink, &usize)| {
                let mut found = sink.run(&whole[place]);
                found.meta = Box::new(
                    CubeTensor::new_contiguous(
                        found.client.clone(),
                        found.device.clone(),
                        physical_shape(&sink.shape),
                        found.handle.clone(),
                        found.dtype,
                    )
                    .meta
                    .as_ref()
                    .clone(),
                );
                found
            };
            wanted.iter().zip(&places).map(sink).collect()
        };
        let mut found = if outputs > 0 { launched(given, work) } else { vec![] }.into_iter();
        let next = |zero: Option<Value>| zero.or_else(|| found.next()).expect("a gradient for each");
        zeros.into_iter().map(next).collect()
    }
}

/// The results of inputs that fit.
pub fn run(job: Job<'_>, inputs: &[Tensor], context: &Context) -> Vec<Tensor> {
    let primitives: Vec<_> = inputs.iter().map(|input| &input.primitive).collect();
    let tracked = tracked(&primitives);
    let values: Vec<Value> = inputs.iter().map(|input| plain(input.primitive())).collect();
    let results = made(job, inputs, &values, context);
    let open = job.chain.open(&tracked)[job.chain.results[0]];
    if job.specs.len() > 1 || !open {
        let pairs = results.into_iter().zip(job.specs);
        return pairs.map(|(value, spec)| Tensor::new(super::values::wrapped(value), spec.clone())).collect();
    }
    let dtypes: Vec<DType> = inputs.iter().map(Tensor::dtype).collect();
    let ready = locked(&job.shaders.back)
        .entry(tracked.clone())
        .or_insert_with(|| Ready::new(back(job.chain, &dtypes, &tracked)))
        .clone();
    let spec = &job.specs[0];
    let wanted = inputs.iter().zip(&tracked).filter(|(_, tracked)| **tracked);
    let sinks = wanted.map(|(input, _)| Sink::new(input.shape(), &spec.shape)).collect();
    let shape = spec.shape.clone();
    let parents = inputs.iter().map(Tensor::primitive).collect();
    let result = results.into_iter().next().expect("one result");
    let way = || Box::new(Back { ready, values, sinks, shape }) as Box<dyn Way>;
    vec![Tensor::new(attached(parents, result, way), spec.clone())]
}
