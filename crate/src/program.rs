//! Programs: ops recorded once from Python, checked here, run many times.
//!
//! The JSON holds inputs, constants, variables, nodes in order, and outputs; every value is defined
//! once and before its use. Loading applies every shape rule, so running needs none.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use crate::attrs::Attrs;
use crate::engine::Handle;
use crate::error::{EngineError, Result};
use crate::ops::fused::Fused;
use crate::ops::{self, Op};
use crate::run::check_assignment;
use crate::spec::{DType, Spec};
use crate::tape::check_loss;
use crate::tensor::Tensor;

/// Number of a value within a program.
pub type ValueId = usize;

/// What a node does.
#[derive(Debug)]
pub enum Action {
    /// An op of the table; its shape rule has been applied.
    Op { op: &'static Op, attrs: Attrs, specs: Vec<Spec> },
    /// Takes the values of a variable.
    Read { variable: usize },
    /// Gives a variable new values.
    Assign { variable: usize },
    /// Makes a leaf that gradients can be asked for.
    Watch,
    /// Gradients of the first input for the others.
    Gradients,
    /// Several elementwise ops in one pass.
    Fused(Arc<Fused>),
}

/// One step of a program.
#[derive(Debug)]
pub struct Node {
    /// What it does.
    pub action: Action,
    /// Values it takes.
    pub inputs: Vec<ValueId>,
    /// Values it defines.
    pub outputs: Vec<ValueId>,
    /// Values nobody needs afterwards.
    pub last_uses: Vec<ValueId>,
}

/// A checked program with its constants and variables bound.
#[derive(Debug)]
pub struct Program {
    /// Specs of the arguments.
    pub inputs: Vec<Spec>,
    /// Values that are the same in every run; their ids follow the inputs'.
    pub constants: Vec<Tensor>,
    /// Variables by their number in the program.
    pub variables: Vec<Handle>,
    /// Steps in order.
    pub nodes: Vec<Node>,
    /// Values it gives back.
    pub outputs: Vec<ValueId>,
    /// Their specs.
    pub output_specs: Vec<Spec>,
    /// One more than the highest value id.
    pub values: usize,
    /// Arguments that no node takes.
    pub unused: Vec<ValueId>,
    /// What every value is.
    pub specs: HashMap<ValueId, Spec>,
}

#[derive(Deserialize)]
struct SpecText {
    dtype: String,
    shape: Vec<usize>,
}

impl SpecText {
    fn spec(&self) -> Result<Spec> {
        let spec = Spec::new(DType::parse(&self.dtype)?, self.shape.clone());
        spec.check()?;
        Ok(spec)
    }
}

#[derive(Deserialize)]
struct ProgramText {
    inputs: Vec<SpecText>,
    #[serde(default)]
    constants: Vec<SpecText>,
    #[serde(default)]
    variables: Vec<SpecText>,
    nodes: Vec<(String, Vec<ValueId>, Value, Vec<ValueId>)>,
    outputs: Vec<ValueId>,
}

/// An error in a program.
fn bad_program(detail: impl Into<String>) -> EngineError {
    EngineError::new("bad_program").with("detail", detail.into())
}

fn specs(texts: &[SpecText]) -> Result<Vec<Spec>> {
    texts.iter().map(SpecText::spec).collect()
}

/// Checks that what was bound has the specs the program was recorded with.
fn check_bound(kind: &str, expected: &[Spec], bound: &[Spec]) -> Result<()> {
    if expected.len() != bound.len() {
        return Err(bad_program(format!("{} {kind} expected, {} given", expected.len(), bound.len())));
    }
    match expected.iter().zip(bound).position(|(expected, bound)| expected != bound) {
        None => Ok(()),
        Some(index) => Err(bad_program(format!(
            "{kind} {index} was recorded as {} and is {}",
            expected[index], bound[index]
        ))),
    }
}

impl Program {
    /// Reads and checks a program and binds its constants and variables.
    pub fn load(
        json: &str,
        constants: Vec<Tensor>,
        variables: Vec<Handle>,
        variable_spec: impl Fn(Handle) -> Result<Spec>,
    ) -> Result<Self> {
        let text: ProgramText = serde_json::from_str(json).map_err(|error| bad_program(error.to_string()))?;
        let inputs = specs(&text.inputs)?;
        let constant_specs: Vec<Spec> = constants.iter().map(|tensor| tensor.spec.clone()).collect();
        check_bound("constants", &specs(&text.constants)?, &constant_specs)?;
        let variable_specs = variables.iter().map(|&id| variable_spec(id)).collect::<Result<Vec<_>>>()?;
        check_bound("variables", &specs(&text.variables)?, &variable_specs)?;

        let mut checker =
            Checker::new(inputs.iter().chain(&constant_specs).cloned().collect(), variable_specs);
        let nodes = text
            .nodes
            .into_iter()
            .enumerate()
            .map(|(index, (name, inputs, attrs, outputs))| {
                checker.node(&name, inputs, attrs, outputs).map_err(|error| error.with("node", index))
            })
            .collect::<Result<Vec<_>>>()?;
        let output_specs = text.outputs.iter().map(|&output| checker.spec(output).cloned());
        let output_specs = output_specs.collect::<Result<Vec<_>>>()?;
        let values = checker.specs.keys().max().map_or(0, |highest| highest + 1);
        let mut program = Self {
            inputs,
            constants,
            variables,
            nodes,
            outputs: text.outputs,
            output_specs,
            values,
            unused: vec![],
            specs: checker.specs,
        };
        program.find_last_uses();
        Ok(program)
    }

    /// Joins ops that are computed in one pass; `most` inputs and results of one.
    pub fn fuse(&mut self, limits: crate::fusion::group::Limits) {
        crate::fusion::group::fuse(self, limits);
    }

    /// Notes after which node each value is let go of.
    pub fn find_last_uses(&mut self) {
        self.nodes.iter_mut().for_each(|node| node.last_uses.clear());
        let mut later: HashSet<ValueId> = self.outputs.iter().copied().collect();
        for node in self.nodes.iter_mut().rev() {
            for &value in node.inputs.iter().chain(&node.outputs) {
                if later.insert(value) {
                    node.last_uses.push(value);
                }
            }
        }
        self.unused = (0..self.inputs.len()).filter(|value| !later.contains(value)).collect();
    }
}

/// Follows the values of a program from node to node.
struct Checker {
    specs: HashMap<ValueId, Spec>,
    watched: HashSet<ValueId>,
    variables: Vec<Spec>,
}

impl Checker {
    fn new(defined: Vec<Spec>, variables: Vec<Spec>) -> Self {
        Self { specs: defined.into_iter().enumerate().collect(), watched: HashSet::new(), variables }
    }

    fn spec(&self, value: ValueId) -> Result<&Spec> {
        self.specs
            .get(&value)
            .ok_or_else(|| bad_program(format!("value {value} is used before it is defined")))
    }

    fn define(&mut self, values: &[ValueId], specs: &[Spec]) -> Result<()> {
        if values.len() != specs.len() {
            return Err(bad_program(format!("{} outputs named, {} made", values.len(), specs.len())));
        }
        for (&value, spec) in values.iter().zip(specs) {
            if value > 1 << 24 || self.specs.insert(value, spec.clone()).is_some() {
                return Err(bad_program(format!("value {value} is defined twice or its number is absurd")));
            }
        }
        Ok(())
    }

    fn node(
        &mut self,
        name: &str,
        inputs: Vec<ValueId>,
        attrs: Value,
        outputs: Vec<ValueId>,
    ) -> Result<Node> {
        let attrs = Attrs::try_from(attrs)?;
        let specs = inputs.iter().map(|&value| self.spec(value).cloned()).collect::<Result<Vec<_>>>()?;
        let (action, made) = match name {
            "read_variable" => {
                let variable = self.variable(&attrs)?;
                (Action::Read { variable }, vec![self.variables[variable].clone()])
            }
            "assign_variable" => {
                let variable = self.variable(&attrs)?;
                let [value] = specs.as_slice() else {
                    return Err(bad_program("assign_variable takes one value"));
                };
                check_assignment(&self.variables[variable], value)?;
                (Action::Assign { variable }, vec![])
            }
            "watch" => match specs.as_slice() {
                [spec] if spec.dtype == DType::Float32 => {
                    self.watched.extend(&outputs);
                    (Action::Watch, vec![spec.clone()])
                }
                _ => return Err(bad_program("watch takes one float32 value")),
            },
            "gradients" => (Action::Gradients, self.gradients(&inputs, &specs)?),
            _ => {
                let made = ops::infer(name, &specs, &attrs)?;
                (Action::Op { op: ops::find(name)?, attrs, specs: made.clone() }, made)
            }
        };
        self.define(&outputs, &made)?;
        Ok(Node { action, inputs, outputs, last_uses: vec![] })
    }

    fn gradients(&self, inputs: &[ValueId], specs: &[Spec]) -> Result<Vec<Spec>> {
        let (Some(loss), Some(sources)) = (specs.first(), specs.get(1..)) else {
            return Err(bad_program("gradients takes a loss and sources"));
        };
        check_loss(loss)?;
        match inputs[1..].iter().find(|value| !self.watched.contains(value)) {
            Some(value) => {
                Err(bad_program(format!("value {value} has a gradient asked for but is not watched")))
            }
            None => Ok(sources.to_vec()),
        }
    }

    fn variable(&self, attrs: &Attrs) -> Result<usize> {
        let variable = attrs.size("variable")?;
        if variable < self.variables.len() {
            return Ok(variable);
        }
        Err(bad_program(format!("variable {variable} of {}", self.variables.len())))
    }
}
