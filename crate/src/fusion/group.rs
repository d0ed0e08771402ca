//! Neighbouring elementwise ops of a program become one node.
//!
//! From the last op to the first, each joins the group that takes all of its result. What a variable is given
//! may come out of the middle of a group, so that an optimizer's step is one pass over each weight.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::chain::{Builder, Value};
use super::order::pool_first;
use super::recognise::{Operand, Recognised, recognise, shader_function};

use super::view::View;
use crate::device::{Backend, Context};
use crate::ops::fused::Fused;
use crate::program::{Action, Node, Program, ValueId};
use crate::spec::{DType, Spec};

/// Limits of one group: its values have to fit into the nearest cache.
const LINKS: usize = 40;
/// Buffers of one shader: every adapter has eight, and more than ten are not worth a longer text.
const BUFFERS: usize = 10;

/// What one pass may have.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Inputs.
    inputs: usize,
    /// Inputs and results together.
    both: usize,
    /// Whether it is a shader, which takes numbers that are the same everywhere, and integers.
    shader: bool,
}

impl Limits {
    /// Those of a backend; nothing where ops are not joined here.
    pub fn of(context: &Context) -> Option<Self> {
        match context.backend() {
            Backend::Cpu => Some(Self { inputs: 12, both: usize::MAX, shader: false }),
            // One holds the numbers.
            Backend::Wgpu => Some(Self { inputs: 8, both: context.buffers.min(BUFFERS) - 1, shader: true }),
        }
    }
}

/// Ops that are computed together, where the last of them stands.
struct Group {
    root: usize,
    members: Vec<usize>,
    inputs: Vec<ValueId>,
    results: usize,
    tracked: bool,
}

struct Grouping<'a> {
    program: &'a Program,
    limits: Limits,
    /// Nodes that take each value.
    takers: Vec<Vec<usize>>,
    tracked: Vec<bool>,
    /// How many gradients are before each node.
    zones: Vec<usize>,
    groups: Vec<Group>,
    group_of: Vec<Option<usize>>,
    /// Values that are one number everywhere.
    constants: HashMap<ValueId, f32>,
}

/// The op of a node as a function, if it is one.
fn recognised(program: &Program, node: &Node, limits: Limits) -> Option<Recognised> {
    let Action::Op { op, attrs, specs } = &node.action else { return None };
    let [spec] = specs.as_slice() else { return None };
    let inputs: Vec<Spec> = node.inputs.iter().map(|id| program.specs[id].clone()).collect();
    let find = if limits.shader { shader_function } else { recognise };
    find(op.name, attrs, &inputs, spec)
}

/// The float that is everywhere in what this node gives.
fn constant(node: &Node) -> Option<f32> {
    match &node.action {
        Action::Op { op, attrs, specs } if op.name == "full" && specs[0].dtype == DType::Float32 => {
            attrs.optional_number("value").ok()?.map(|number| number.as_f64() as f32)
        }
        _ => None,
    }
}

impl<'a> Grouping<'a> {
    fn new(program: &'a Program, limits: Limits) -> Self {
        let mut takers = vec![vec![]; program.values];
        let (mut tracked, mut now, mut zone) = (vec![false; program.values], vec![false; program.values], 0);
        let mut zones = vec![];
        for (index, node) in program.nodes.iter().enumerate() {
            zones.push(zone);
            for &id in &node.inputs {
                takers[id].push(index);
            }
            match &node.action {
                Action::Gradients => {
                    zone += 1;
                    now.fill(false);
                }
                action => {
                    if matches!(action, Action::Watch) || node.inputs.iter().any(|&id| now[id]) {
                        for &id in &node.outputs {
                            now[id] = true;
                            tracked[id] = true;
                        }
                    }
                }
            }
        }
        let group_of = vec![None; program.nodes.len()];
        let found = |node: &Node| Some((*node.outputs.first()?, constant(node).filter(|_| limits.shader)?));
        let constants = program.nodes.iter().filter_map(found).collect();
        Self { program, limits, takers, tracked, zones, groups: vec![], group_of, constants }
    }

    /// The group that an op may join.
    fn group_for(&self, index: usize) -> Option<usize> {
        let node = &self.program.nodes[index];
        let value = node.outputs[0];
        let takers = &self.takers[value];
        let number = takers.iter().find_map(|&taker| self.group_of[taker])?;
        let group = &self.groups[number];
        let root = &self.program.nodes[group.root];
        let (spec, shape) = (&self.program.specs[&value], &self.program.specs[&root.outputs[0]].shape);
        let wanted = self.program.outputs.contains(&value);
        let outside = takers.iter().any(|&taker| self.group_of[taker] != Some(number)) || wanted;
        let may_leave = spec.dtype == DType::Float32 && !group.tracked && !self.tracked[value];
        let waits = |&taker: &usize| {
            self.group_of[taker] == Some(number) || (may_leave && self.may_wait(taker, group.root))
        };
        let allowed = self.zones[index] == self.zones[group.root]
            && &spec.shape == shape
            && (!outside || may_leave)
            && takers.iter().all(waits)
            && group.members.len() < LINKS
            && self.room(group, node, outside);
        allowed.then_some(number)
    }

    /// Whether a group can take the inputs of a node, and its result if that is wanted outside.
    fn room(&self, group: &Group, node: &Node, outside: bool) -> bool {
        let inputs = group.inputs.len() + node.inputs.iter().filter(|id| !group.inputs.contains(id)).count();
        let tracked = |ids: &[ValueId]| ids.iter().filter(|&&id| self.tracked[id]).count();
        // The way back reads the gradient and all inputs, and writes one gradient for each tracked input.
        let back = 1 + inputs + tracked(&group.inputs) + tracked(&node.inputs);
        inputs <= self.limits.inputs
            && inputs + group.results + usize::from(outside) <= self.limits.both
            && (!group.tracked || !self.limits.shader || back <= self.limits.both)
    }

    /// Whether a value is wanted by others than a group.
    fn leaves(&self, value: ValueId, number: usize) -> bool {
        let inside = |&taker: &usize| self.group_of[taker] == Some(number);
        let takers = &self.takers[value];
        takers.is_empty() || !takers.iter().all(inside) || self.program.outputs.contains(&value)
    }

    /// Whether a node may be done after another one: only assignments that nobody reads in between.
    fn may_wait(&self, index: usize, after: usize) -> bool {
        let Action::Assign { variable } = self.program.nodes[index].action else { return false };
        index > after
            || !self.program.nodes[index + 1..=after].iter().any(|node| match node.action {
                Action::Assign { variable: other } | Action::Read { variable: other } => other == variable,
                _ => false,
            })
    }

    fn form(&mut self) {
        for index in (0..self.program.nodes.len()).rev() {
            let node = &self.program.nodes[index];
            if recognised(self.program, node, self.limits).is_none() {
                continue;
            }
            let number = self.group_for(index).or_else(|| {
                // A group gives numbers; a truth value alone stays an op.
                (self.program.specs[&node.outputs[0]].dtype == DType::Float32).then(|| {
                    let tracked = self.tracked[node.outputs[0]];
                    self.groups.push(Group {
                        root: index,
                        members: vec![],
                        inputs: vec![],
                        results: 0,
                        tracked,
                    });
                    self.groups.len() - 1
                })
            });
            if let Some(number) = number {
                let leaves = self.leaves(node.outputs[0], number);
                self.groups[number].results += usize::from(leaves);
                self.groups[number].members.push(index);
                for &id in &node.inputs {
                    if !self.groups[number].inputs.contains(&id) {
                        self.groups[number].inputs.push(id);
                    }
                }
                self.group_of[index] = Some(number);
            }
        }
    }

    /// The node of a group.
    fn node(&self, number: usize) -> Node {
        let group = &self.groups[number];
        let shape = &self.program.specs[&self.program.nodes[group.root].outputs[0]].shape;
        let mut builder = Builder::new();
        let (mut values, mut inputs): (Vec<(ValueId, Value)>, Vec<ValueId>) = (vec![], vec![]);
        let (mut results, mut ids) = (vec![], vec![]);
        for &index in group.members.iter().rev() {
            let node = &self.program.nodes[index];
            let found = recognised(self.program, node, self.limits).expect("only such ops are grouped");
            let operand = |operand: &Operand| match *operand {
                Operand::Number(number) => builder.number(number),
                Operand::Input(input) => {
                    let id = node.inputs[input];
                    let known = values.iter().find(|(other, _)| *other == id).map(|&(_, value)| value);
                    known.unwrap_or_else(|| {
                        if let Some(&number) = self.constants.get(&id) {
                            return builder.number(number);
                        }
                        inputs.push(id);
                        let value = builder.input(View::broadcast(&self.program.specs[&id].shape, shape));
                        values.push((id, value));
                        value
                    })
                }
            };
            let operands = found.operands.iter().map(operand).collect();
            let value = builder.link(found.function, operands);
            let id = node.outputs[0];
            values.push((id, value));
            if self.leaves(id, number) {
                results.push(value);
                ids.push(id);
            }
        }
        let chain = builder.finish(shape.iter().product(), &results);
        let specs = ids.iter().map(|id| self.program.specs[id].clone()).collect();
        let action = Action::Fused(Arc::new(Fused::new(chain, specs)));
        Node { action, inputs, outputs: ids, last_uses: vec![] }
    }
}

/// Joins what can be computed in one pass.
pub fn fuse(program: &mut Program, limits: Limits) {
    if !limits.shader {
        pool_first(program);
    }
    let mut grouping = Grouping::new(program, limits);
    grouping.form();
    let joins = |number: usize| grouping.groups[number].members.len() > 1;
    let mut made: Vec<Option<Node>> =
        (0..grouping.groups.len()).map(|number| joins(number).then(|| grouping.node(number))).collect();
    let group_of: Vec<Option<(usize, usize)>> = grouping
        .group_of
        .iter()
        .map(|group| {
            group.filter(|&number| joins(number)).map(|number| (number, grouping.groups[number].root))
        })
        .collect();
    // Values that come later than they stood; their assignments wait for them.
    let mut late = vec![false; program.values];
    made.iter().flatten().flat_map(|node| &node.outputs).for_each(|&id| late[id] = true);
    let (mut nodes, mut waiting): (Vec<Node>, Vec<Node>) = (vec![], vec![]);
    for (index, node) in std::mem::take(&mut program.nodes).into_iter().enumerate() {
        match group_of[index] {
            Some((number, root)) if root == index => {
                let node = made[number].take().expect("one root for each group");
                node.outputs.iter().for_each(|&id| late[id] = false);
                nodes.push(node);
                let (rest, ready) = waiting.into_iter().partition(|node| late[node.inputs[0]]);
                waiting = rest;
                nodes.extend::<Vec<Node>>(ready);
            }
            Some(_) => {}
            None if node.inputs.first().is_some_and(|&id| late[id]) => waiting.push(node),
            None => nodes.push(node),
        }
    }
    nodes.extend(waiting);
    program.nodes = nodes;
    if limits.shader {
        let taken: HashSet<ValueId> =
            program.nodes.iter().flat_map(|node| &node.inputs).chain(&program.outputs).copied().collect();
        program.nodes.retain(|node| constant(node).is_none() || taken.contains(&node.outputs[0]));
    }
    program.find_last_uses();
}
