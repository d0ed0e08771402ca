//! A chain of elementwise functions as a node of a program, with its way back.

use std::sync::Arc;

#[cfg(feature = "cpu")]
use burn::backend::DispatchTensor;
#[cfg(feature = "cpu")]
use burn::backend::flex::FlexTensor;

use crate::device::{Backend, Context};
#[cfg(feature = "cpu")]
use crate::fusion::backward::Sink;
use crate::fusion::chain::Chain;
#[cfg(feature = "cpu")]
use crate::ops::joint::{Joint, joint, plain, wrapped};
#[cfg(feature = "cpu")]
use crate::ops::passes::{slice, tensor};
use crate::spec::Spec;
use crate::tensor::Tensor;
#[cfg(feature = "cpu")]
use crate::threads::zeros;

/// A chain and the specs of its results.
#[derive(Debug)]
pub struct Fused {
    /// The chain.
    pub chain: Chain,
    /// What its results are.
    pub specs: Vec<Spec>,
    #[cfg(feature = "gpu")]
    shaders: crate::ops::shaders::chain::Shaders,
}

#[cfg(feature = "cpu")]
#[derive(Debug)]
struct Back {
    fused: Arc<Fused>,
    values: Vec<FlexTensor>,
    tracked: Vec<bool>,
}

#[cfg(feature = "cpu")]
impl Joint for Back {
    fn back(self: Box<Self>, gradient: FlexTensor) -> Vec<FlexTensor> {
        let chain = &self.fused.chain;
        let values: Vec<&[f32]> = self.values.iter().map(slice).collect();
        let mut found: Vec<Option<Vec<f32>>> = values
            .iter()
            .zip(&self.tracked)
            .map(|(values, &tracked)| tracked.then(|| zeros(values.len())))
            .collect();
        let sinks: Vec<Option<Sink<'_>>> =
            found.iter_mut().map(|found| found.as_mut().map(|found| Sink::new(found, false))).collect();
        chain.run_back(&values, &[Some(slice(&gradient))], &sinks);
        let shape = |value: &FlexTensor| value.layout().shape().clone();
        let pairs = found.into_iter().zip(&self.values);
        pairs.filter_map(|(found, value)| found.map(|found| tensor(found, shape(value)))).collect()
    }
}

impl Fused {
    /// A chain that gives this.
    pub fn new(chain: Chain, specs: Vec<Spec>) -> Self {
        Self {
            chain,
            specs,
            #[cfg(feature = "gpu")]
            shaders: Default::default(),
        }
    }

    /// The results of inputs that fit.
    pub fn run(self: &Arc<Self>, inputs: &[Tensor], context: &Context) -> Vec<Tensor> {
        match context.backend() {
            #[cfg(feature = "cpu")]
            Backend::Cpu => self.on_processor(inputs, context),
            #[cfg(feature = "gpu")]
            Backend::Wgpu => {
                use crate::ops::shaders::chain::{Job, run};
                let job = Job { chain: &self.chain, shaders: &self.shaders, specs: &self.specs };
                let blocked = self.blocked(inputs);
                let pairs = run(job, inputs, context).into_iter().zip(&self.chain.results);
                let tensor = |(found, &slot): (Tensor, &usize)| Tensor {
                    blocked: blocked.as_ref().and_then(|(op, open)| open[slot].then_some(*op)),
                    ..found
                };
                pairs.map(tensor).collect()
            }
            #[cfg(not(all(feature = "cpu", feature = "gpu")))]
            _ => unreachable!("this backend is not part of the build"),
        }
    }

    #[cfg(feature = "cpu")]
    fn on_processor(self: &Arc<Self>, inputs: &[Tensor], context: &Context) -> Vec<Tensor> {
        use crate::spec::DType;
        use crate::tensor::physical_shape;
        let cast: Vec<Tensor>;
        let inputs = if inputs.iter().all(|input| input.dtype() == DType::Float32) {
            inputs
        } else {
            cast = inputs.iter().map(|input| input.cast(DType::Float32, context)).collect();
            &cast
        };
        let tracked: Vec<bool> = inputs.iter().map(Tensor::is_tracked).collect();
        let values: Vec<FlexTensor> = inputs.iter().map(|input| plain(input.primitive())).collect();
        let results = self.chain.run(&values.iter().map(slice).collect::<Vec<_>>());
        let slot = self.chain.results[0];
        let tracks = self.specs.len() == 1 && tracked.contains(&true) && self.chain.open(&tracked)[slot];
        let made = results.into_iter().zip(&self.specs);
        let mut made = made.map(|(result, spec)| tensor(result, physical_shape(&spec.shape)));
        let primitives: Vec<DispatchTensor> = if tracks {
            let parents = inputs.iter().filter(|input| input.is_tracked()).map(Tensor::primitive).collect();
            let way = Box::new(Back { fused: self.clone(), values, tracked });
            let result = made.next_back().expect("there is one");
            vec![joint(way, parents, result)]
        } else {
            made.map(wrapped).collect()
        };
        let pairs = primitives.into_iter().zip(&self.specs).zip(&self.chain.results);
        let blocked = self.blocked(inputs);
        let tensor = |((primitive, spec), &slot): ((_, &Spec), &usize)| Tensor {
            blocked: blocked.as_ref().and_then(|(op, open)| open[slot].then_some(*op)),
            ..Tensor::new(primitive, spec.clone())
        };
        pairs.map(tensor).collect()
    }

    /// An op without gradient before an input, and which values depend on such inputs.
    fn blocked(&self, inputs: &[Tensor]) -> Option<(&'static str, Vec<bool>)> {
        let op = inputs.iter().find_map(|input| input.blocked)?;
        let blocked: Vec<bool> = inputs.iter().map(|input| input.blocked.is_some()).collect();
        Some((op, self.chain.open(&blocked)))
    }
}
