//! Runs programs: node by node, values freed at their last use.

use burn::backend::Dispatch;
use burn::backend::ops::FloatTensorOps;

use crate::device::Context;
use crate::error::{EngineError, Result};
use crate::ops;
use crate::program::{Action, Node, Program, ValueId};
use crate::spec::Spec;
use crate::tape;
use crate::tensor::{FLOAT, Tensor, physical_shape};

/// Refuses values that a variable cannot take.
pub fn check_assignment(variable: &Spec, value: &Spec) -> Result<()> {
    if variable.dtype != value.dtype {
        return Err(crate::error::dtype_mismatch(
            &[variable.dtype, value.dtype],
            "a variable keeps its dtype",
        ));
    }
    if variable.shape != value.shape {
        return Err(crate::error::shape_mismatch(
            &[&variable.shape, &value.shape],
            "a variable keeps its shape",
        ));
    }
    Ok(())
}

/// The values that are alive between two nodes.
struct Values(Vec<Option<Tensor>>);

impl Values {
    fn get(&self, id: ValueId) -> Result<&Tensor> {
        let value = self.0.get(id).and_then(Option::as_ref);
        value.ok_or_else(|| EngineError::new("bad_program").with("detail", format!("value {id} is gone")))
    }

    fn set(&mut self, ids: &[ValueId], tensors: Vec<Tensor>) {
        for (&id, tensor) in ids.iter().zip(tensors) {
            self.0[id] = Some(tensor);
        }
    }

    fn detach_all(&mut self) {
        for value in self.0.iter_mut().flatten() {
            *value = value.detached();
        }
    }

    /// Inputs of a node; a value at its last use is moved out, so that Burn may write in place.
    fn take_inputs(&mut self, node: &Node) -> Result<Vec<Tensor>> {
        let mut inputs = Vec::with_capacity(node.inputs.len());
        for (position, &id) in node.inputs.iter().enumerate() {
            let needed_again = node.inputs[position + 1..].contains(&id) || !node.last_uses.contains(&id);
            let value = if needed_again {
                self.get(id)?.clone()
            } else {
                self.get(id)?;
                self.0[id].take().expect("checked")
            };
            inputs.push(value);
        }
        Ok(inputs)
    }
}

/// Runs a program once; `variables` are the engine's slots.
pub fn execute(
    program: &Program,
    inputs: Vec<Tensor>,
    variables: &mut [Option<Tensor>],
    context: &Context,
) -> Result<Vec<Tensor>> {
    check_arguments(program, &inputs)?;
    let values = evaluate(program, inputs, variables, context)?;
    program.outputs.iter().map(|&id| values.get(id).map(Tensor::detached)).collect()
}

/// Runs a program of ops only on inputs that fit; what is tracked stays tracked.
pub fn apply(program: &Program, inputs: Vec<Tensor>, context: &Context) -> Result<Vec<Tensor>> {
    let values = evaluate(program, inputs, &mut [], context)?;
    program.outputs.iter().map(|&id| values.get(id).cloned()).collect()
}

fn evaluate(
    program: &Program,
    inputs: Vec<Tensor>,
    variables: &mut [Option<Tensor>],
    context: &Context,
) -> Result<Values> {
    let mut values = Values(vec![None; program.values]);
    for (id, tensor) in inputs.into_iter().chain(program.constants.iter().cloned()).enumerate() {
        values.0[id] = Some(tensor);
    }
    for &id in &program.unused {
        values.0[id] = None;
    }
    for node in &program.nodes {
        step(program, node, &mut values, variables, context)?;
        for &id in &node.last_uses {
            values.0[id] = None;
        }
    }
    Ok(values)
}

fn check_arguments(program: &Program, inputs: &[Tensor]) -> Result<()> {
    if inputs.len() != program.inputs.len() {
        return Err(EngineError::new("wrong_count")
            .with("op", "program")
            .with("expected", program.inputs.len())
            .with("received", inputs.len()));
    }
    for (expected, input) in program.inputs.iter().zip(inputs) {
        check_assignment(expected, &input.spec)?;
    }
    Ok(())
}

fn slot<'a>(
    program: &Program,
    variable: usize,
    variables: &'a mut [Option<Tensor>],
) -> Result<&'a mut Option<Tensor>> {
    let id = program.variables[variable];
    let slot = variables.get_mut((id as usize).wrapping_sub(1)).filter(|slot| slot.is_some());
    slot.ok_or_else(|| EngineError::new("bad_variable").with("variable", id))
}

fn step(
    program: &Program,
    node: &Node,
    values: &mut Values,
    variables: &mut [Option<Tensor>],
    context: &Context,
) -> Result<()> {
    match &node.action {
        Action::Op { op, attrs, specs } => {
            let inputs = values.take_inputs(node)?;
            let outputs = ops::execute_inferred(op, &inputs, attrs, specs, context)?;
            values.set(&node.outputs, outputs);
        }
        Action::Fused(fused) => {
            let inputs = values.take_inputs(node)?;
            values.set(&node.outputs, fused.run(&inputs, context));
        }
        Action::Read { variable } => {
            let value = slot(program, *variable, variables)?.clone().expect("slot checks");
            values.set(&node.outputs, vec![value]);
        }
        Action::Assign { variable } => {
            let value = values.take_inputs(node)?.remove(0).into_detached();
            *slot(program, *variable, variables)? = Some(value);
        }
        Action::Watch => {
            let leaf = values.get(node.inputs[0])?.watched()?;
            values.set(&node.outputs, vec![leaf]);
        }
        Action::Gradients => {
            let inputs = values.take_inputs(node)?;
            let (loss, sources) = inputs.split_first().expect("checked when loaded");
            let found = tape::gradients(loss, sources)?;
            let zeros = |source: &Tensor| {
                let shape = physical_shape(source.shape());
                Tensor::new(Dispatch::float_zeros(shape, &context.device, FLOAT), source.spec.clone())
            };
            let gradients =
                found.into_iter().zip(sources).map(|(found, source)| found.unwrap_or_else(|| zeros(source)));
            let gradients = gradients.collect();
            values.detach_all();
            values.set(&node.outputs, gradients);
        }
    }
    Ok(())
}
