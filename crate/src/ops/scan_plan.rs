//! What a `scan` does: its sub-program, and which of its inputs are states, sequences and constants.
//!
//! The sub-program takes the states, then one entry of each sequence, then the constants; it gives the next
//! states, then this round's outputs.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use crate::attrs::Attrs;
use crate::error::{EngineError, Result, bad_attribute, dtype_mismatch, shape_mismatch};
#[cfg(feature = "cpu")]
use crate::fusion::{rounds::Rounds, rounds_compile::compile};
use crate::program::{Action, Program};
use crate::spec::Spec;

/// Sub-programs that are kept compiled.
const KEPT: usize = 256;

thread_local! {
    static COMPILED: RefCell<HashMap<String, Arc<Program>>> = RefCell::new(HashMap::new());
    #[cfg(feature = "cpu")]
    static ROUNDS: RefCell<HashMap<Key, Option<Arc<Rounds>>>> = RefCell::new(HashMap::new());
}

/// Which sub-program (kept alive by `COMPILED`), and how many of its inputs are states and sequences.
#[cfg(feature = "cpu")]
type Key = (*const Program, usize, usize);

/// One `scan`.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What is done in each round.
    pub body: Arc<Program>,
    /// How many states there are.
    pub states: usize,
    /// How many sequences there are.
    pub sequences: usize,
    /// How many rounds there are.
    pub length: usize,
    /// Whether it goes from the end.
    pub reverse: bool,
}

fn compiled(text: &str) -> Result<Arc<Program>> {
    if let Some(found) = COMPILED.with_borrow(|kept| kept.get(text).cloned()) {
        return Ok(found);
    }
    let no_variables = |_| Err(EngineError::new("not_in_program").with("detail", "variables in a scan"));
    let program = Program::load(text, vec![], vec![], no_variables)?;
    if program.nodes.iter().any(|node| !matches!(node.action, Action::Op { .. })) {
        return Err(EngineError::new("not_in_program").with("detail", "only ops belong in a scan"));
    }
    let program = Arc::new(program);
    COMPILED.with_borrow_mut(|kept| {
        if kept.len() >= KEPT {
            kept.clear();
            #[cfg(feature = "cpu")]
            ROUNDS.with_borrow_mut(HashMap::clear);
        }
        kept.insert(text.to_string(), program.clone());
    });
    Ok(program)
}

impl Plan {
    /// Reads the attributes `body`, `states`, `sequences`, `length` and `reverse`.
    pub fn read(attrs: &Attrs) -> Result<Self> {
        let text = attrs.text("body")?.ok_or_else(|| bad_attribute("body", "missing"))?;
        let plan = Self {
            body: compiled(text)?,
            states: attrs.size("states")?,
            sequences: attrs.size("sequences")?,
            length: attrs.size("length")?,
            reverse: attrs.flag_or("reverse", false)?,
        };
        if plan.length == 0 {
            return Err(bad_attribute("length", "there must be at least one round"));
        }
        Ok(plan)
    }

    /// The rounds as stages, where every op of them is known to [`crate::fusion`].
    #[cfg(feature = "cpu")]
    pub fn rounds(&self) -> Option<Arc<Rounds>> {
        let key = (Arc::as_ptr(&self.body), self.states, self.sequences);
        ROUNDS.with_borrow_mut(|kept| {
            let made = || compile(&self.body, self.states, self.sequences).map(Arc::new);
            kept.entry(key).or_insert_with(made).clone()
        })
    }

    /// Index of the first constant among the inputs.
    pub fn constants(&self) -> usize {
        self.states + self.sequences
    }

    /// The entry of each round, in the order of the rounds.
    pub fn entry(&self, round: usize) -> usize {
        if self.reverse { self.length - 1 - round } else { round }
    }

    /// Specs of the results: the last states, then the outputs of all rounds.
    pub fn infer(&self, inputs: &[Spec]) -> Result<Vec<Spec>> {
        let expected = &self.body.inputs;
        let fits = self.states.checked_add(self.sequences).is_some_and(|count| count <= expected.len());
        if inputs.len() != expected.len() || !fits || self.body.output_specs.len() < self.states {
            return Err(EngineError::new("wrong_count")
                .with("expected", expected.len())
                .with("received", inputs.len()));
        }
        for (index, (input, expected)) in inputs.iter().zip(expected).enumerate() {
            if (self.states..self.constants()).contains(&index) {
                match input.shape.split_first() {
                    Some((&length, rest)) if length == self.length => {
                        same(&Spec::new(input.dtype, rest), expected, "an entry of a sequence")?;
                    }
                    _ => {
                        let detail = format!("a sequence needs {} entries", self.length);
                        return Err(shape_mismatch(&[&input.shape], detail));
                    }
                }
            } else {
                same(input, expected, "an input")?;
            }
        }
        let (states, outputs) = self.body.output_specs.split_at(self.states);
        for (state, next) in expected.iter().zip(states) {
            same(next, state, "a state")?;
        }
        let stacked = |spec: &Spec| Spec::new(spec.dtype, [&[self.length], spec.shape.as_slice()].concat());
        Ok(states.iter().cloned().chain(outputs.iter().map(stacked)).collect())
    }
}

fn same(found: &Spec, expected: &Spec, what: &str) -> Result<()> {
    let detail = || format!("{what} of a scan is recorded as {expected} and is {found}");
    if found.dtype != expected.dtype {
        return Err(dtype_mismatch(&[found.dtype, expected.dtype], detail()));
    }
    if found.shape != expected.shape {
        return Err(shape_mismatch(&[&found.shape, &expected.shape], detail()));
    }
    Ok(())
}
