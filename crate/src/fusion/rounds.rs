//! The rounds of a `scan` without tensors between them: matrix products and chains on memory of their own.

use super::chain::Chain;
use crate::kernels::gemm::{Matrix, Size};

/// What a value of a round is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A state as it was before the round.
    State(usize),
    /// The entry of a sequence.
    Entry(usize),
    /// A constant.
    Constant(usize),
    /// What a stage of the round computed.
    Stored(usize),
}

/// A value: where its elements lie in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The place.
    pub place: Place,
    /// Its first element there.
    pub start: usize,
    /// Lengths of its axes.
    pub shape: Vec<usize>,
    /// Their strides.
    pub strides: Vec<usize>,
}

impl Located {
    /// Whether it is elements in order from the first one on.
    pub fn is_whole(&self) -> bool {
        self.start == 0 && self.is_dense()
    }

    /// Whether its elements lie in order.
    pub fn is_dense(&self) -> bool {
        let mut step = 1;
        self.shape.iter().zip(&self.strides).rev().all(|(&length, &stride)| {
            let fits = length == 1 || stride == step;
            step *= length;
            fits
        })
    }

    /// Elements of its place that it needs to have.
    pub fn reach(&self) -> usize {
        let last = self.shape.iter().zip(&self.strides).map(|(length, stride)| (length - 1) * stride);
        self.start + last.sum::<usize>() + 1
    }

    /// As a matrix in the elements of its place.
    pub fn matrix<'a>(&self, values: &'a [f32]) -> Matrix<'a> {
        Matrix { values: &values[self.start..], row: self.strides[0], column: self.strides[1] }
    }
}

/// `to = left right`, or `to = plus + left right`.
#[derive(Debug, Clone)]
pub struct Product {
    /// A matrix.
    pub left: Located,
    /// A matrix.
    pub right: Located,
    /// What is added, in order.
    pub plus: Option<Located>,
    /// Where it goes.
    pub to: usize,
    /// Rows, inner elements and columns.
    pub size: Size,
}

/// A chain of elementwise functions.
#[derive(Debug, Clone)]
pub struct Links {
    /// The chain.
    pub chain: Chain,
    /// Where its inputs come from.
    pub inputs: Vec<Place>,
    /// Where its results go.
    pub to: Vec<usize>,
}

/// One thing that is done in each round.
#[derive(Debug, Clone)]
pub enum Stage {
    /// A matrix product.
    Product(Product),
    /// Elementwise functions.
    Links(Links),
}

/// What is done in each round, and how large everything is.
#[derive(Debug, Clone)]
pub struct Rounds {
    /// In order.
    pub stages: Vec<Stage>,
    /// Elements of each stored value.
    pub stored: Vec<usize>,
    /// Elements of each state, and the stored value that is its next one; each has one of its own.
    pub states: Vec<(usize, usize)>,
    /// Elements of an entry of each sequence.
    pub entries: Vec<usize>,
    /// Elements of each constant.
    pub constants: Vec<usize>,
    /// The stored values that are outputs.
    pub outputs: Vec<usize>,
}

impl Rounds {
    /// The state whose next value this is.
    pub fn state_of(&self, stored: usize) -> Option<usize> {
        self.states.iter().position(|&(_, next)| next == stored)
    }

    /// Floats that one round leaves behind.
    pub fn floats_of_round(&self) -> usize {
        self.stored.iter().sum()
    }

    /// How often each place is read.
    pub fn readers(&self, place: Place) -> usize {
        let count = |located: &Located| usize::from(located.place == place);
        let of_stage = |stage: &Stage| match stage {
            Stage::Product(product) => {
                count(&product.left) + count(&product.right) + product.plus.as_ref().map_or(0, count)
            }
            Stage::Links(links) => links.inputs.iter().filter(|&&input| input == place).count(),
        };
        self.stages.iter().map(of_stage).sum()
    }
}

/// The values of a scan's inputs, each in order.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// States before the first round.
    pub states: &'a [&'a [f32]],
    /// All entries of each sequence.
    pub sequences: &'a [&'a [f32]],
    /// Constants.
    pub constants: &'a [&'a [f32]],
    /// How many rounds.
    pub length: usize,
    /// Whether they go from the end.
    pub reverse: bool,
}

impl Given<'_> {
    /// The entry of a round.
    pub fn entry(&self, round: usize) -> usize {
        if self.reverse { self.length - 1 - round } else { round }
    }
}

/// Memory of stored values: for some of them of all rounds, with room for the state before the first.
#[derive(Debug, Clone)]
pub struct Memory {
    values: Vec<f32>,
    /// First float, floats of a round, and whether each round has its own.
    slots: Vec<(usize, usize, bool)>,
}

impl Memory {
    /// Room for values; `every` says whose rounds are all kept. Values that are states have one round more.
    pub fn new(rounds: &Rounds, length: usize, every: impl Fn(usize) -> bool) -> Self {
        let mut start = 0;
        let slot = |(index, &size): (usize, &usize)| {
            let (first, every) = (start, every(index));
            let count = if every { length } else { 1 } + usize::from(rounds.state_of(index).is_some());
            start += size * count;
            (first, size, every)
        };
        let slots = rounds.stored.iter().enumerate().map(slot).collect();
        Self { values: vec![0.0; start], slots }
    }

    /// Where a value of a round starts; `late` is the place after the first for values that are states.
    fn start(&self, index: usize, round: usize, late: bool) -> usize {
        let (first, size, every) = self.slots[index];
        let place = match (every, late) {
            (true, _) => round + usize::from(late),
            // Two places take turns.
            (false, true) => (round + 1) % 2,
            (false, false) => 0,
        };
        first + place * size
    }

    /// The value that a round computes; `is_state` where it is the next value of a state.
    pub fn computed(&mut self, index: usize, round: usize, is_state: bool) -> *mut f32 {
        let start = self.start(index, round, is_state);
        self.values[start..].as_mut_ptr()
    }

    /// The value of a state before a round.
    pub fn before(&mut self, index: usize, round: usize) -> *mut f32 {
        let (first, size, every) = self.slots[index];
        let place = if every { round } else { round % 2 };
        self.values[first + place * size..].as_mut_ptr()
    }

    /// The values of all rounds, in the order of the rounds.
    pub fn all(&self, index: usize, length: usize, is_state: bool) -> &[f32] {
        let (first, size, every) = self.slots[index];
        assert!(every, "all rounds were kept");
        &self.values[first + usize::from(is_state) * size..][..length * size]
    }

    /// The value of a state after the last round.
    pub fn last(&mut self, index: usize, length: usize) -> &[f32] {
        let size = self.slots[index].1;
        // Safety: there is room for the state after the last round.
        unsafe { std::slice::from_raw_parts(self.before(index, length), size) }
    }

    /// The values of a state before each round.
    pub fn all_before(&self, index: usize, length: usize) -> &[f32] {
        self.all(index, length, false)
    }
}
