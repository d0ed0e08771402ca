//! Rounds from the last to the first: gradients through time.
//!
//! Gradients of the matrices that all rounds share are one product over all rounds at the end.

use std::cell::Cell;

use super::backward::Sink;
use super::rounds::{Given, Links, Located, Memory, Place, Product, Rounds, Stage};
use crate::kernels::gemm::{Matrix, Size, gemm};

/// Which inputs want a gradient.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// States before the first round.
    pub states: Vec<bool>,
    /// Sequences.
    pub sequences: Vec<bool>,
    /// Constants.
    pub constants: Vec<bool>,
}

/// Gradients of all inputs; empty where none is wanted.
#[derive(Debug)]
pub struct Found {
    /// Of the states before the first round.
    pub states: Vec<Vec<f32>>,
    /// Of the sequences.
    pub sequences: Vec<Vec<f32>>,
    /// Of the constants.
    pub constants: Vec<Vec<f32>>,
}

struct Walk<'a> {
    rounds: &'a Rounds,
    given: &'a Given<'a>,
    values: &'a mut Memory,
    slopes: Memory,
    open_stored: Vec<bool>,
    open_states: Vec<bool>,
    wanted: &'a Wanted,
    found: Found,
}

impl Rounds {
    fn opened(&self, place: Place, stored: &[bool], states: &[bool], wanted: &Wanted) -> bool {
        match place {
            Place::State(index) => states[index],
            Place::Entry(index) => wanted.sequences[index],
            Place::Constant(index) => wanted.constants[index],
            Place::Stored(index) => stored[index],
        }
    }

    /// Which stored values and states gradients come back through.
    fn open(&self, wanted: &Wanted) -> (Vec<bool>, Vec<bool>) {
        let mut states = wanted.states.clone();
        loop {
            let mut stored = vec![false; self.stored.len()];
            for stage in &self.stages {
                match stage {
                    Stage::Product(product) => {
                        let inputs = [Some(&product.left), Some(&product.right), product.plus.as_ref()];
                        stored[product.to] = inputs
                            .into_iter()
                            .flatten()
                            .any(|input| self.opened(input.place, &stored, &states, wanted));
                    }
                    Stage::Links(links) => {
                        let inputs: Vec<bool> = links
                            .inputs
                            .iter()
                            .map(|&place| self.opened(place, &stored, &states, wanted))
                            .collect();
                        let open = links.chain.open(&inputs);
                        for (&slot, &to) in links.chain.results.iter().zip(&links.to) {
                            stored[to] = open[slot];
                        }
                    }
                }
            }
            let next: Vec<bool> =
                states.iter().zip(&self.states).map(|(&state, &(_, next))| state || stored[next]).collect();
            if next == states {
                return (stored, states);
            }
            states = next;
        }
    }

    /// Which results gradients come back through: the last states, then the outputs.
    pub fn open_results(&self, wanted: &Wanted) -> Vec<bool> {
        let (stored, _) = self.open(wanted);
        let results = self.states.iter().map(|&(_, next)| next).chain(self.outputs.iter().copied());
        results.map(|index| stored[index]).collect()
    }

    /// Whether the gradient of the right side is one product over all rounds.
    fn is_shared(&self, product: &Product, given_reverse: bool) -> bool {
        let Place::Constant(_) = product.right.place else { return false };
        let size = match product.left.place {
            Place::Constant(_) => return false,
            Place::Entry(_) if given_reverse => return false,
            Place::Entry(index) => self.entries[index],
            Place::State(index) => self.states[index].0,
            Place::Stored(index) => self.stored[index],
        };
        product.left.strides[0] * product.left.shape[0] == size
    }

    /// Gradients of the inputs from those of the last states and of the outputs of all rounds.
    pub fn run_back(
        &self,
        given: &Given<'_>,
        values: &mut Memory,
        wanted: &Wanted,
        states: &[Option<&[f32]>],
        outputs: &[Option<&[f32]>],
    ) -> Found {
        let (open_stored, open_states) = self.open(wanted);
        let shared = |index: usize| {
            self.stages.iter().any(|stage| match stage {
                Stage::Product(product) => {
                    product.to == index
                        && self.is_shared(product, given.reverse)
                        && self.opened(product.right.place, &open_stored, &open_states, wanted)
                }
                Stage::Links(_) => false,
            })
        };
        let slopes = Memory::new(self, given.length, shared);
        let zeros = |wanted: &[bool], inputs: &[&[f32]]| -> Vec<Vec<f32>> {
            wanted
                .iter()
                .zip(inputs)
                .map(|(&wanted, input)| vec![0.0; if wanted { input.len() } else { 0 }])
                .collect()
        };
        let found = Found {
            states: vec![],
            sequences: zeros(&wanted.sequences, given.sequences),
            constants: zeros(&wanted.constants, given.constants),
        };
        let mut walk = Walk { rounds: self, given, values, slopes, open_stored, open_states, wanted, found };
        for (&(size, next), state) in self.states.iter().zip(states) {
            if let Some(state) = state {
                // Safety: nobody else looks at this memory.
                unsafe { walk.slope_of(next, given.length - 1) }.copy_from_slice(&state[..size]);
            }
        }
        for round in (0..given.length).rev() {
            // Safety: rounds and places are those of this memory.
            unsafe { walk.round(round, outputs) };
        }
        walk.finish()
    }
}

fn cells(values: &mut [f32]) -> &[Cell<f32>] {
    Cell::from_mut(values).as_slice_of_cells()
}

impl<'a> Walk<'a> {
    fn is_open(&self, place: Place) -> bool {
        self.rounds.opened(place, &self.open_stored, &self.open_states, self.wanted)
    }

    /// The gradient of what a round computed.
    unsafe fn slope_of<'b>(&mut self, index: usize, round: usize) -> &'b mut [f32] {
        let to = self.slopes.computed(index, round, self.rounds.state_of(index).is_some());
        // Safety: memory has room for each value, and outlives the walk.
        unsafe { std::slice::from_raw_parts_mut(to, self.rounds.stored[index]) }
    }

    /// The gradient of what lies in a place during a round.
    unsafe fn slope<'b>(&mut self, place: Place, round: usize) -> &'b mut [f32] {
        let (to, size) = match place {
            // Safety: as above.
            Place::Stored(index) => return unsafe { self.slope_of(index, round) },
            Place::State(index) => {
                let (size, next) = self.rounds.states[index];
                (self.slopes.before(next, round), size)
            }
            Place::Entry(index) => {
                let size = self.rounds.entries[index];
                (self.found.sequences[index][self.given.entry(round) * size..].as_mut_ptr(), size)
            }
            Place::Constant(index) => {
                let found = &mut self.found.constants[index];
                (found.as_mut_ptr(), found.len())
            }
        };
        // Safety: as above.
        unsafe { std::slice::from_raw_parts_mut(to, size) }
    }

    unsafe fn round(&mut self, round: usize, outputs: &[Option<&[f32]>]) {
        let rounds = self.rounds;
        // Safety: as the caller promised.
        unsafe {
            for index in 0..rounds.stored.len() {
                match rounds.state_of(index) {
                    Some(state) => self.slope(Place::State(state), round).fill(0.0),
                    None if self.open_stored[index] => self.slope_of(index, round).fill(0.0),
                    None => {}
                }
            }
            for (&index, output) in rounds.outputs.iter().zip(outputs) {
                if let Some(output) = output.filter(|_| self.open_stored[index]) {
                    let size = rounds.stored[index];
                    let output = &output[self.given.entry(round) * size..][..size];
                    let to = self.slope_of(index, round);
                    to.iter_mut().zip(output).for_each(|(to, output)| *to += output);
                }
            }
            for stage in rounds.stages.iter().rev() {
                match stage {
                    Stage::Product(product) => self.product(product, round),
                    Stage::Links(links) => self.links(links, round),
                }
            }
        }
    }

    unsafe fn links(&mut self, links: &Links, round: usize) {
        if !links.to.iter().any(|&to| self.open_stored[to]) {
            return;
        }
        // Safety: as the caller promised; gradients lie apart from values.
        unsafe {
            let read = |place: &Place| self.rounds.read(*place, self.given, round, self.values);
            let inputs: Vec<&[f32]> = links.inputs.iter().map(read).collect();
            let mut given: Vec<Option<&[f32]>> = vec![];
            for &to in &links.to {
                let slope = self.slope_of(to, round);
                given.push(self.open_stored[to].then_some(&*slope));
            }
            let mut sinks = vec![];
            for &place in &links.inputs {
                let open = self.is_open(place);
                sinks.push(if open {
                    Some(Sink { to: cells(self.slope(place, round)), adds: true })
                } else {
                    None
                });
            }
            links.chain.run_back(&inputs, &given, &sinks);
        }
    }

    unsafe fn product(&mut self, product: &Product, round: usize) {
        if !self.open_stored[product.to] {
            return;
        }
        let Size { rows, inner, columns } = product.size;
        // Safety: as the caller promised; gradients lie apart from values.
        unsafe {
            let slope = &*self.slope_of(product.to, round);
            let dy = Matrix::rows(slope, columns);
            if self.is_open(product.left.place) {
                let right = self.rounds.read(product.right.place, self.given, round, self.values);
                let right = product.right.matrix(right).transposed();
                let to = &mut self.slope(product.left.place, round)[product.left.start..];
                let size = Size { rows, inner: columns, columns: inner };
                gemm(size, dy, right, to, product.left.strides[0], true);
            }
            if self.is_open(product.right.place) && !self.rounds.is_shared(product, self.given.reverse) {
                let left = self.rounds.read(product.left.place, self.given, round, self.values);
                let left = product.left.matrix(left).transposed();
                let to = &mut self.slope(product.right.place, round)[product.right.start..];
                let size = Size { rows: inner, inner: rows, columns };
                gemm(size, left, dy, to, product.right.strides[0], true);
            }
            if let Some(plus) = &product.plus
                && self.is_open(plus.place)
            {
                let to = &mut self.slope(plus.place, round)[plus.start..][..slope.len()];
                to.iter_mut().zip(slope).for_each(|(to, slope)| *to += slope);
            }
        }
    }

    /// The products over all rounds, then the gradients of the first states.
    fn finish(mut self) -> Found {
        let (rounds, length) = (self.rounds, self.given.length);
        for stage in &rounds.stages {
            let Stage::Product(product) = stage else { continue };
            let Place::Constant(constant) = product.right.place else { continue };
            if !self.open_stored[product.to]
                || !self.is_open(product.right.place)
                || !rounds.is_shared(product, self.given.reverse)
            {
                continue;
            }
            let left: &[f32] = match product.left.place {
                Place::State(index) => self.values.all_before(rounds.states[index].1, length),
                Place::Stored(index) => self.values.all(index, length, rounds.state_of(index).is_some()),
                Place::Entry(index) => self.given.sequences[index],
                Place::Constant(_) => unreachable!("shared products have a left side of each round"),
            };
            let is_state = rounds.state_of(product.to).is_some();
            let slope = self.slopes.all(product.to, length, is_state);
            let Located { start, strides, .. } = &product.right;
            let Size { rows, inner, columns } = product.size;
            let size = Size { rows: inner, inner: rows * length, columns };
            let left = product.left.matrix(left).transposed();
            let to = &mut self.found.constants[constant][*start..];
            gemm(size, left, Matrix::rows(slope, columns), to, strides[0], true);
        }
        for (index, &(size, next)) in rounds.states.iter().enumerate() {
            // Safety: nobody else looks at this memory.
            let first = unsafe { std::slice::from_raw_parts(self.slopes.before(next, 0), size) };
            self.found.states.push(if self.wanted.states[index] { first.to_vec() } else { vec![] });
        }
        self.found
    }
}
