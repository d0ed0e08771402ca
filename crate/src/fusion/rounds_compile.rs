//! From the recorded round of a `scan` to its stages; what is not known here is left to the ops themselves.

use super::chain::{Builder, Value};
use super::function::Function;
use super::recognise::{Operand, recognise};
use super::rounds::{Links, Located, Place, Product, Rounds, Stage};
use super::view::{View, broadcast_strides, strides};
use crate::attrs::Attrs;
use crate::kernels::gemm::Size;
use crate::ops::{join, slice};
use crate::program::{Action, Program, ValueId};
use crate::spec::{DType, Spec, resolve_axis};

#[derive(Debug, Clone)]
enum Known {
    Located(Located),
    /// A link of the chain that is being put together.
    Link(Value),
}

/// The chain that is being put together.
struct Open {
    builder: Builder,
    shape: Vec<usize>,
    inputs: Vec<(Located, Value)>,
    members: Vec<(ValueId, Value)>,
}

struct Compiler<'a> {
    body: &'a Program,
    known: Vec<Option<Known>>,
    /// How many are still to take a value.
    takers: Vec<usize>,
    open: Option<Open>,
    stages: Vec<Stage>,
    stored: Vec<usize>,
}

fn whole(place: Place, shape: &[usize]) -> Located {
    Located { place, start: 0, shape: shape.to_vec(), strides: strides(shape) }
}

/// The stages of a round, where every op of it is known here.
pub fn compile(body: &Program, states: usize, sequences: usize) -> Option<Rounds> {
    if body.inputs.iter().any(|spec| spec.dtype == DType::Int32)
        || body.inputs[..states].iter().any(|spec| spec.dtype != DType::Float32)
        || body.output_specs.iter().any(|spec| spec.dtype != DType::Float32)
    {
        return None;
    }
    let mut takers = vec![0; body.values];
    for id in body.nodes.iter().flat_map(|node| &node.inputs).chain(&body.outputs) {
        takers[*id] += 1;
    }
    let place = |index: usize| match index {
        index if index < states => Place::State(index),
        index if index < states + sequences => Place::Entry(index - states),
        index => Place::Constant(index - states - sequences),
    };
    let mut known = vec![None; body.values];
    for (index, spec) in body.inputs.iter().enumerate() {
        known[index] = Some(Known::Located(whole(place(index), &spec.shape)));
    }
    let mut compiler = Compiler { body, known, takers, open: None, stages: vec![], stored: vec![] };
    for node in &body.nodes {
        let Action::Op { op, attrs, specs } = &node.action else { return None };
        compiler.node(op.name, attrs, &node.inputs, specs, &node.outputs)?;
        for id in &node.inputs {
            compiler.takers[*id] -= 1;
        }
    }
    compiler.finish(states, sequences)
}

impl Compiler<'_> {
    fn node(
        &mut self,
        name: &str,
        attrs: &Attrs,
        inputs: &[ValueId],
        specs: &[Spec],
        outputs: &[ValueId],
    ) -> Option<()> {
        let given: Vec<Spec> = inputs.iter().map(|id| self.body.specs[id].clone()).collect();
        match name {
            "matmul" => self.product(inputs, &given, &specs[0], outputs[0]),
            "split" => {
                let located = self.located(inputs[0])?;
                let (axis, parts) = join::parts(attrs, &given[0]).ok()?;
                for ((part, &output), spec) in parts.iter().zip(outputs).zip(specs) {
                    let start = located.start + part.start * located.strides[axis];
                    let part = Located { start, shape: spec.shape.clone(), ..located.clone() };
                    self.known[output] = Some(Known::Located(part));
                }
                Some(())
            }
            "slice" => {
                let part = self.part(attrs, inputs[0], &given[0])?;
                (part.shape == specs[0].shape)
                    .then(|| self.known[outputs[0]] = Some(Known::Located(part)))?;
                Some(())
            }
            "reshape" => {
                let located = self.located(inputs[0])?;
                let shape = &specs[0].shape;
                let strides = located.is_dense().then(|| strides(shape))?;
                let located = Located { shape: shape.clone(), strides, ..located };
                self.known[outputs[0]] = Some(Known::Located(located));
                Some(())
            }
            _ => {
                if name == "add" && self.add_to_product(inputs, outputs[0]) {
                    return Some(());
                }
                let found = recognise(name, attrs, &given, &specs[0])?;
                self.link(found.function, &found.operands, inputs, &specs[0].shape, outputs[0])
            }
        }
    }

    fn part(&mut self, attrs: &Attrs, input: ValueId, spec: &Spec) -> Option<Located> {
        let mut located = self.located(input)?;
        let (regions, backwards) = slice::regions(attrs, spec).ok()?;
        if !backwards.is_empty() {
            return None;
        }
        for (axis, region) in regions.iter().enumerate() {
            let region = (*region)?;
            located.start += region.start * located.strides[axis];
            located.shape[axis] = region.count;
            located.strides[axis] *= region.step;
        }
        let mut dropped: Vec<usize> = vec![];
        for axis in attrs.optional_ints("squeeze").ok()?.unwrap_or_default() {
            dropped.push(resolve_axis(axis, spec.rank()).ok()?);
        }
        dropped.sort_unstable();
        for axis in dropped.into_iter().rev() {
            located.shape.remove(axis);
            located.strides.remove(axis);
        }
        Some(located)
    }

    /// A value in memory.
    fn located(&mut self, id: ValueId) -> Option<Located> {
        if let Known::Link(_) = self.known[id].as_ref()? {
            self.close();
        }
        match self.known[id].as_ref()? {
            Known::Located(located) => Some(located.clone()),
            Known::Link(_) => None,
        }
    }

    fn store(&mut self, elements: usize) -> usize {
        self.stored.push(elements);
        self.stored.len() - 1
    }

    fn product(&mut self, inputs: &[ValueId], given: &[Spec], spec: &Spec, output: ValueId) -> Option<()> {
        let floats = given.iter().all(|spec| spec.dtype == DType::Float32 && spec.rank() == 2);
        let (mut left, mut right) = (self.located(inputs[0])?, self.located(inputs[1])?);
        for matrix in [&mut left, &mut right].into_iter().filter(|_| floats) {
            if matrix.shape[1] == 1 {
                matrix.strides[1] = 1;
            }
            if matrix.strides[1] != 1 || (matrix.shape[0] > 1 && matrix.strides[0] < matrix.shape[1]) {
                return None;
            }
            matrix.strides[0] = matrix.strides[0].max(matrix.shape[1]);
        }
        floats.then_some(())?;
        let size = Size { rows: left.shape[0], inner: left.shape[1], columns: right.shape[1] };
        let to = self.store(spec.elements());
        self.stages.push(Stage::Product(Product { left, right, plus: None, to, size }));
        self.known[output] = Some(Known::Located(whole(Place::Stored(to), &spec.shape)));
        Some(())
    }

    /// `x + a b` where the product is the last thing that was computed and nobody else wants it.
    fn add_to_product(&mut self, inputs: &[ValueId], output: ValueId) -> bool {
        let [first, second] = *inputs else { return false };
        let Some(Stage::Product(last)) = self.stages.last() else { return false };
        if last.plus.is_some() {
            return false;
        }
        let product = whole(Place::Stored(last.to), &self.body.specs[&output].shape);
        let is_product = |id: &ValueId| match &self.known[*id] {
            Some(Known::Located(located)) => *located == product && self.takers[*id] == 1,
            _ => false,
        };
        let other = match (is_product(&first), is_product(&second)) {
            (true, false) => second,
            (false, true) => first,
            _ => return false,
        };
        let Some(Known::Located(other)) = self.known[other].clone() else { return false };
        if other.shape != product.shape || !other.is_dense() || other.place == product.place {
            return false;
        }
        if let Some(Stage::Product(last)) = self.stages.last_mut() {
            last.plus = Some(other);
        }
        self.known[output] = Some(Known::Located(product));
        true
    }

    fn link(
        &mut self,
        function: Function,
        operands: &[Operand],
        inputs: &[ValueId],
        shape: &[usize],
        output: ValueId,
    ) -> Option<()> {
        if self.open.as_ref().is_some_and(|open| open.shape != shape) {
            self.close();
        }
        if self.open.is_none() {
            let (builder, shape) = (Builder::new(), shape.to_vec());
            self.open = Some(Open { builder, shape, inputs: vec![], members: vec![] });
        }
        let open = self.open.as_mut()?;
        let mut values = vec![];
        for operand in operands {
            values.push(match *operand {
                Operand::Number(number) => open.builder.number(number),
                Operand::Input(index) => match self.known[inputs[index]].as_ref()? {
                    Known::Link(value) => *value,
                    Known::Located(located) => open.input(located),
                },
            });
        }
        let value = open.builder.link(function, values);
        open.members.push((output, value));
        self.known[output] = Some(Known::Link(value));
        Some(())
    }

    /// Ends the chain; what others still take is stored.
    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let count = open.shape.iter().product();
        let (mut results, mut to) = (vec![], vec![]);
        for (id, value) in open.members {
            if self.takers[id] > 0 {
                let stored = self.store(count);
                self.known[id] = Some(Known::Located(whole(Place::Stored(stored), &open.shape)));
                results.push(value);
                to.push(stored);
            }
        }
        if !to.is_empty() {
            let inputs = open.inputs.iter().map(|(located, _)| located.place).collect();
            let chain = open.builder.finish(count, &results);
            self.stages.push(Stage::Links(Links { chain, inputs, to }));
        }
    }

    /// A copy of a value, for one that is part of another or has another use already.
    fn copied(&mut self, located: &Located) -> usize {
        let count = located.shape.iter().product();
        let mut builder = Builder::new();
        let input = builder.input(View::new(located.start, &located.shape, &located.strides));
        let value = builder.link(Function::Same, vec![input]);
        let to = self.store(count);
        let chain = builder.finish(count, &[value]);
        self.stages.push(Stage::Links(Links { chain, inputs: vec![located.place], to: vec![to] }));
        to
    }

    fn finish(mut self, states: usize, sequences: usize) -> Option<Rounds> {
        self.close();
        let mut results: Vec<usize> = vec![];
        for (index, id) in self.body.outputs.clone().into_iter().enumerate() {
            let located = self.located(id)?;
            let stored = match located.place {
                Place::Stored(stored)
                    if located.is_whole()
                        && located.shape.iter().product::<usize>() == self.stored[stored]
                        && !(index < states && results.contains(&stored)) =>
                {
                    stored
                }
                _ => self.copied(&located),
            };
            results.push(stored);
        }
        let sizes = |range: std::ops::Range<usize>| self.body.inputs[range].iter().map(Spec::elements);
        let count = self.body.inputs.len();
        Some(Rounds {
            states: sizes(0..states).zip(results.iter().copied()).collect(),
            entries: sizes(states..states + sequences).collect(),
            constants: sizes(states + sequences..count).collect(),
            outputs: results[states..].to_vec(),
            stages: self.stages,
            stored: self.stored,
        })
    }
}

impl Open {
    fn input(&mut self, located: &Located) -> Value {
        if let Some((_, value)) = self.inputs.iter().find(|(other, _)| other == located) {
            return *value;
        }
        let strides = broadcast_strides(&located.shape, &located.strides, &self.shape);
        let value = self.builder.input(View::new(located.start, &self.shape, &strides));
        self.inputs.push((located.clone(), value));
        value
    }
}
