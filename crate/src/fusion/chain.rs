//! A chain: inputs, numbers and links, each link a function of what came before it.

use super::function::{Function, Link};
use super::view::View;
#[cfg(feature = "cpu")]
use crate::threads::Place;

/// Number of a value in a chain: inputs first, then numbers, then links.
pub type Slot = usize;

/// Elementwise functions of inputs that all have the same shape, or are repeated to it.
#[derive(Debug, Clone)]
pub struct Chain {
    /// Elements of every result.
    pub count: usize,
    /// How each input is read.
    pub views: Vec<View>,
    /// Constants.
    pub numbers: Vec<f32>,
    /// The functions.
    pub links: Vec<Link>,
    /// The values that somebody wants.
    pub results: Vec<Slot>,
}

impl Chain {
    /// How many values there are.
    pub fn slots(&self) -> usize {
        self.first_link() + self.links.len()
    }

    /// The slot of the first link.
    pub fn first_link(&self) -> Slot {
        self.views.len() + self.numbers.len()
    }

    /// Which values hand gradients on to a wanted input.
    pub fn open(&self, wanted: &[bool]) -> Vec<bool> {
        let mut open = wanted.to_vec();
        open.resize(self.first_link(), false);
        for link in &self.links {
            let found = link.function.has_slope() && link.operands().any(|slot| open[slot]);
            open.push(found);
        }
        open
    }

    /// The results of inputs, each a slice that its view fits.
    #[cfg(feature = "cpu")]
    pub fn run(&self, inputs: &[&[f32]]) -> Vec<Vec<f32>> {
        let mut results: Vec<Vec<f32>> =
            self.results.iter().map(|_| Vec::with_capacity(self.count)).collect();
        let places: Vec<Place<f32>> =
            results.iter_mut().map(|result| Place::at(result.as_mut_ptr())).collect();
        self.check(inputs);
        // Safety: there is room for all elements of each result, and all of them are written.
        unsafe {
            self.run_raw(inputs, &places);
            results.iter_mut().for_each(|result| result.set_len(self.count));
        }
        results
    }

    #[cfg(feature = "cpu")]
    pub(super) fn check(&self, inputs: &[&[f32]]) {
        assert_eq!(inputs.len(), self.views.len(), "a slice for each input");
        for (view, input) in self.views.iter().zip(inputs) {
            assert!(view.reach() <= input.len(), "views inside their slices");
        }
    }
}

/// Puts a chain together.
#[derive(Debug)]
pub struct Builder {
    views: Vec<View>,
    numbers: Vec<f32>,
    links: Vec<(Function, Vec<Value>)>,
}

/// A value of a chain that is being put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// An input.
    Input(usize),
    /// A constant.
    Number(usize),
    /// What a function gave.
    Link(usize),
}

impl Default for Builder {
    fn default() -> Self {
        Self::new()
    }
}

impl Builder {
    /// Nothing yet.
    pub fn new() -> Self {
        Self { views: vec![], numbers: vec![], links: vec![] }
    }

    /// An input, read so.
    pub fn input(&mut self, view: View) -> Value {
        self.views.push(view);
        Value::Input(self.views.len() - 1)
    }

    /// A constant.
    pub fn number(&mut self, number: f32) -> Value {
        self.numbers.push(number);
        Value::Number(self.numbers.len() - 1)
    }

    /// A function of values.
    pub fn link(&mut self, function: Function, operands: Vec<Value>) -> Value {
        self.links.push((function, operands));
        Value::Link(self.links.len() - 1)
    }

    /// How many functions there are.
    pub fn len(&self) -> usize {
        self.links.len()
    }

    /// Whether there is no function yet.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// The chain of what was put together.
    pub fn finish(self, count: usize, results: &[Value]) -> Chain {
        let (inputs, numbers) = (self.views.len(), self.numbers.len());
        let slot = |value: &Value| match *value {
            Value::Input(index) => index,
            Value::Number(index) => inputs + index,
            Value::Link(index) => inputs + numbers + index,
        };
        let links = self
            .links
            .into_iter()
            .map(|(function, operands)| Link::new(function, operands.iter().map(slot).collect::<Vec<_>>()));
        Chain {
            count,
            links: links.collect(),
            results: results.iter().map(slot).collect(),
            views: self.views,
            numbers: self.numbers,
        }
    }
}
