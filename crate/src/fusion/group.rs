//! Neighbouring elementwise ops of a program become one node.
//!
//! From the last op to the first, each joins the group that takes all of its result. What a variable is given
//! may come out of the middle of a group, so that an optimizer's step is one pass over each weight.

use std::sync::Arc;

use super::chain::{Builder, Value};
use super::recognise::{Operand, recognise};
use super::view::View;
use crate::ops::fused::Fused;
use crate::program::{Action, Node, Program, ValueId};
use crate::spec::{DType, Spec};

/// Limits of one group: its values have to fit into the nearest cache.
const LINKS: usize = 40;
const INPUTS: usize = 12;

/// Ops that are computed together, where the last of them stands.
struct Group {
    root: usize,
    members: Vec<usize>,
    inputs: Vec<ValueId>,
    tracked: bool,
}

struct Grouping<'a> {
    program: &'a Program,
    /// Nodes that take each value.
    takers: Vec<Vec<usize>>,
    tracked: Vec<bool>,
    /// How many gradients are before each node.
    zones: Vec<usize>,
    groups: Vec<Group>,
    group_of: Vec<Option<usize>>,
}

fn fits(program: &Program, node: &Node) -> bool {
    let Action::Op { op, attrs, specs } = &node.action else { return false };
    let inputs: Vec<Spec> = node.inputs.iter().map(|id| program.specs[id].clone()).collect();
    specs.len() == 1 && recognise(op.name, attrs, &inputs, &specs[0]).is_some()
}

impl<'a> Grouping<'a> {
    fn new(program: &'a Program) -> Self {
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
        Self { program, takers, tracked, zones, groups: vec![], group_of }
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
            && group.inputs.len() + node.inputs.iter().filter(|id| !group.inputs.contains(id)).count()
                <= INPUTS;
        allowed.then_some(number)
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
            if !fits(self.program, node) {
                continue;
            }
            let number = self.group_for(index).or_else(|| {
                // A group gives numbers; a truth value alone stays an op.
                (self.program.specs[&node.outputs[0]].dtype == DType::Float32).then(|| {
                    let tracked = self.tracked[node.outputs[0]];
                    self.groups.push(Group { root: index, members: vec![], inputs: vec![], tracked });
                    self.groups.len() - 1
                })
            });
            if let Some(number) = number {
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
            let Action::Op { op, attrs, specs } = &node.action else { unreachable!("groups hold ops") };
            let given: Vec<Spec> = node.inputs.iter().map(|id| self.program.specs[id].clone()).collect();
            let found = recognise(op.name, attrs, &given, &specs[0]).expect("only such ops are grouped");
            let operand = |operand: &Operand| match *operand {
                Operand::Number(number) => builder.number(number),
                Operand::Input(input) => {
                    let id = node.inputs[input];
                    let known = values.iter().find(|(other, _)| *other == id).map(|&(_, value)| value);
                    known.unwrap_or_else(|| {
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
            let inside = |&taker: &usize| self.group_of[taker] == Some(number);
            let takers = &self.takers[id];
            let all_inside = !takers.is_empty() && takers.iter().all(inside);
            if !all_inside || self.program.outputs.contains(&id) {
                results.push(value);
                ids.push(id);
            }
        }
        let chain = builder.finish(shape.iter().product(), &results);
        let specs = ids.iter().map(|id| self.program.specs[id].clone()).collect();
        let action = Action::Fused(Arc::new(Fused { chain, specs }));
        Node { action, inputs, outputs: ids, last_uses: vec![] }
    }
}

/// Joins what can be computed in one pass.
pub fn fuse(program: &mut Program) {
    let mut grouping = Grouping::new(program);
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
    program.find_last_uses();
}
