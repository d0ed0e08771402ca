//! Which results of a sub-program a gradient can come back through, and which op is in its way.

use crate::ops::Gradient;
use crate::ops::scan_plan::Plan;
use crate::program::{Action, Program};
use crate::spec::DType;

/// How a value depends on tracked inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Not at all.
    None,
    /// A gradient comes back.
    Open,
    /// It does depend, but this op has no gradient.
    Blocked(&'static str),
}

impl Way {
    fn or(self, other: Way) -> Way {
        match (self, other) {
            (Way::Blocked(op), _) | (_, Way::Blocked(op)) => Way::Blocked(op),
            (Way::Open, _) | (_, Way::Open) => Way::Open,
            _ => Way::None,
        }
    }
}

fn through(program: &Program, inputs: &[Way]) -> Vec<Way> {
    let mut ways = vec![Way::None; program.values];
    ways[..inputs.len()].copy_from_slice(inputs);
    for node in &program.nodes {
        let Action::Op { op, attrs, specs } = &node.action else { continue };
        let given: Vec<Way> = node.inputs.iter().map(|&id| ways[id]).collect();
        let together = given.iter().copied().fold(Way::None, Way::or);
        let nested = if op.name == "scan" { Plan::read(attrs).ok() } else { None };
        let found = match (nested, op.gradient) {
            (Some(plan), _) => ways_of(&plan, &given).1,
            (None, Gradient::Yes) => vec![together; specs.len()],
            (None, Gradient::Missing) if together != Way::None => vec![Way::Blocked(op.name); specs.len()],
            (None, _) => vec![Way::None; specs.len()],
        };
        for ((&id, spec), way) in node.outputs.iter().zip(specs).zip(found) {
            ways[id] = if spec.dtype == DType::Float32 { way } else { Way::None };
        }
    }
    program.outputs.iter().map(|&id| ways[id]).collect()
}

/// Ways of the inputs of any round, and of the results: the last states, then the stacked outputs.
pub fn ways_of(plan: &Plan, inputs: &[Way]) -> (Vec<Way>, Vec<Way>) {
    let mut inputs = inputs.to_vec();
    loop {
        let results = through(&plan.body, &inputs);
        let mut settled = true;
        for (state, &next) in inputs.iter_mut().zip(&results[..plan.states]) {
            let joined = state.or(next);
            settled &= joined == *state;
            *state = joined;
        }
        if settled {
            return (inputs, results);
        }
    }
}
