//! Adding a number to each channel and cutting off what is negative give the same before and after the largest
//! of each window is taken: afterwards there is a quarter to compute, forward and back.

use crate::program::{Action, Program, ValueId};
use crate::spec::{DType, Spec};

/// The tensor that a node changes channel by channel without changing an order, by its place among the inputs.
fn kept_order(program: &Program, index: usize) -> Option<usize> {
    let node = &program.nodes[index];
    let Action::Op { op, attrs, specs } = &node.action else { return None };
    let spec = |id: &ValueId| &program.specs[id];
    let whole = |id: &ValueId| spec(id) == &specs[0] && specs[0].dtype == DType::Float32;
    match (op.name, node.inputs.as_slice()) {
        ("relu", [x]) => whole(x).then_some(0),
        ("add", [a, b]) if attrs.0.is_empty() => {
            if whole(a) && by_channel(spec(b), &specs[0]) {
                Some(0)
            } else {
                (whole(b) && by_channel(spec(a), &specs[0])).then_some(1)
            }
        }
        _ => None,
    }
}

/// Whether a tensor has one number for each channel of another one, at most.
fn by_channel(bias: &Spec, whole: &Spec) -> bool {
    let before = bias.shape.len().saturating_sub(1);
    bias.dtype == DType::Float32
        && bias.shape.len() <= whole.shape.len()
        && bias.shape[..before].iter().all(|&length| length == 1)
        && bias.shape.last().is_none_or(|length| [1, *whole.shape.last().unwrap_or(&1)].contains(length))
}

/// Puts the largest of each window before what keeps the order of values.
pub fn pool_first(program: &mut Program) {
    let mut takers = vec![0; program.values];
    let mut maker: Vec<Option<usize>> = vec![None; program.values];
    for (index, node) in program.nodes.iter().enumerate() {
        node.inputs.iter().for_each(|&id| takers[id] += 1);
        node.outputs.iter().for_each(|&id| maker[id] = Some(index));
    }
    program.outputs.iter().for_each(|&id| takers[id] += 1);
    for index in 0..program.nodes.len() {
        let mut pool = index;
        while let Action::Op { op, .. } = &program.nodes[pool].action
            && op.name == "max_pool"
            && let between = program.nodes[pool].inputs[0]
            && takers[between] == 1
            && let Some(before) = maker[between]
            && let Some(place) = kept_order(program, before)
        {
            swap(program, before, pool, place);
            maker[between] = Some(before);
            pool = before;
        }
    }
}

/// `pool(f(x))` becomes `f(pool(x))`: both nodes stay where they are and change what they do.
fn swap(program: &mut Program, before: usize, pool: usize, place: usize) {
    let between = program.nodes[pool].inputs[0];
    let pooled = program.specs[&program.nodes[pool].outputs[0]].clone();
    let x = std::mem::replace(&mut program.nodes[before].inputs[place], between);
    program.nodes[pool].inputs[0] = x;
    let [first, second] = program.nodes.get_disjoint_mut([before, pool]).expect("two nodes");
    std::mem::swap(&mut first.action, &mut second.action);
    std::mem::swap(&mut first.inputs, &mut second.inputs);
    if let Action::Op { specs, .. } = &mut second.action {
        *specs = vec![pooled.clone()];
    }
    program.specs.insert(between, pooled);
}
