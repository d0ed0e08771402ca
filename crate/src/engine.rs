//! One started backend with everything that lives on it: tensors by handle, variables, programs.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasherDefault, Hasher};

use serde_json::json;

use crate::attrs::Attrs;
use crate::device::{CardMemory, Context};
use crate::error::{EngineError, Result};
use crate::fusion::group::Limits;
use crate::memory::Memory;
use crate::ops;
use crate::program::Program;
use crate::run;
use crate::tape;
use crate::tensor::Tensor;

const REMEMBERED_OPS: usize = 16;
/// Bytes of the graphics card that may be kept although no model needs them: small models come and go quickly.
const KEPT: u64 = 8 << 20;

/// Name of a tensor, a variable or a program of one engine.
pub type Handle = u32;

/// Spreads handles, which come one after the other, over a table.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u32(u32::from(byte)));
    }

    fn write_u32(&mut self, value: u32) {
        // An odd number near 2^64 divided by the golden ratio.
        self.0 = (self.0 ^ u64::from(value)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// One backend and what lives on it.
pub struct Engine {
    context: Context,
    tensors: HashMap<Handle, Tensor, BuildHasherDefault<Spread>>,
    variables: Vec<Option<Tensor>>,
    programs: HashMap<Handle, Program>,
    next_handle: Handle,
    next_program: Handle,
    watching: bool,
    /// Whether variables or programs have gone since memory was last given back.
    loose: bool,
    memory: Memory,
    last_ops: VecDeque<&'static str>,
}

impl Engine {
    /// An empty engine on a started backend.
    pub fn new(context: Context) -> Self {
        Self {
            context,
            tensors: HashMap::default(),
            variables: vec![],
            programs: HashMap::new(),
            next_handle: 1,
            next_program: 1,
            watching: false,
            loose: false,
            memory: Memory::default(),
            last_ops: VecDeque::with_capacity(REMEMBERED_OPS),
        }
    }

    /// Where this engine computes.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The tensor of a handle.
    pub fn tensor(&self, handle: Handle) -> Result<&Tensor> {
        self.tensors.get(&handle).ok_or_else(|| EngineError::new("bad_handle").with("handle", handle))
    }

    /// The tensors of some handles.
    pub fn tensors(&self, handles: &[Handle]) -> Result<Vec<Tensor>> {
        handles.iter().map(|&handle| self.tensor(handle).cloned()).collect()
    }

    /// Keeps a tensor and gives its handle.
    pub fn keep(&mut self, tensor: Tensor) -> Handle {
        let handle = self.next_handle;
        self.next_handle = self.next_handle.checked_add(1).unwrap_or(1);
        self.memory.add(tensor.spec.bytes());
        self.tensors.insert(handle, tensor);
        handle
    }

    fn keep_all(&mut self, tensors: Vec<Tensor>) -> Handle {
        let mut first = 0;
        for tensor in tensors {
            let handle = self.keep(tensor);
            first = if first == 0 { handle } else { first };
        }
        first
    }

    /// Frees tensors; a handle that is not there is ignored.
    pub fn release(&mut self, handles: &[Handle]) {
        for handle in handles {
            if let Some(tensor) = self.tensors.remove(handle) {
                self.memory.remove(tensor.spec.bytes());
            }
        }
    }

    fn remember(&mut self, op: &'static str) {
        if self.last_ops.len() == REMEMBERED_OPS {
            self.last_ops.pop_front();
        }
        self.last_ops.push_back(op);
    }

    /// Names of the last ops, oldest first: what a message about a crash can tell.
    pub fn last_ops(&self) -> Vec<&'static str> {
        self.last_ops.iter().copied().collect()
    }

    /// Runs one op; its outputs get consecutive handles, the first is returned.
    pub fn op(&mut self, name: &str, handles: &[Handle], attrs: &str) -> Result<Handle> {
        let inputs = self.tensors(handles)?;
        let attrs = Attrs::parse(attrs)?;
        self.execute(ops::find(name)?, &inputs, &attrs)
    }

    /// Frees a tensor and runs the op of a number on one or two; 0 stands for none.
    ///
    /// The same as `op` without texts, which take longer than a small op.
    pub fn op_direct(&mut self, number: u32, first: Handle, second: Handle, freed: Handle) -> Result<Handle> {
        self.release(&[freed]);
        let handles = [first, second];
        let inputs = self.tensors(&handles[..if second == 0 { 1 } else { 2 }])?;
        self.execute(ops::numbered(number)?, &inputs, &Attrs::default())
    }

    /// The same for a tensor and a float on its right.
    pub fn op_scalar(&mut self, number: u32, handle: Handle, right: f64, freed: Handle) -> Result<Handle> {
        self.release(&[freed]);
        let inputs = [self.tensor(handle)?.clone()];
        self.execute(ops::numbered(number)?, &inputs, &Attrs::right(right))
    }

    fn execute(&mut self, op: &'static ops::Op, inputs: &[Tensor], attrs: &Attrs) -> Result<Handle> {
        self.remember(op.name);
        let outputs = ops::execute_op(op, inputs, attrs, &self.context)?;
        Ok(self.keep_all(outputs))
    }

    /// Keeps the results of an op that was run on the host.
    pub fn keep_results(&mut self, tensors: Vec<Tensor>) -> Handle {
        self.keep_all(tensors)
    }

    /// A leaf with the same values that gradients can be asked for.
    pub fn watch(&mut self, handle: Handle) -> Result<Handle> {
        let leaf = self.tensor(handle)?.watched()?;
        self.watching = true;
        Ok(self.keep(leaf))
    }

    /// Gradients of a loss; 0 where no path leads to the source. Afterwards nothing is tracked.
    pub fn gradients(&mut self, loss: Handle, sources: &[Handle]) -> Result<Vec<Handle>> {
        let loss = self.tensor(loss)?.clone();
        let sources = self.tensors(sources)?;
        let found = tape::gradients(&loss, &sources);
        self.detach_all();
        Ok(found?.into_iter().map(|gradient| gradient.map_or(0, |tensor| self.keep(tensor))).collect())
    }

    /// Lets go of every way back to watched tensors.
    pub fn detach_all(&mut self) {
        if std::mem::take(&mut self.watching) {
            for tensor in self.tensors.values_mut() {
                *tensor = tensor.detached();
            }
        }
    }

    /// A new variable with the values of a tensor.
    pub fn variable_create(&mut self, handle: Handle) -> Result<Handle> {
        let value = self.tensor(handle)?.detached();
        self.memory.add(value.spec.bytes());
        let free = self.variables.iter().position(Option::is_none);
        let index = free.unwrap_or(self.variables.len());
        if free.is_none() {
            self.variables.push(None);
        }
        self.variables[index] = Some(value);
        Ok(index as Handle + 1)
    }

    fn variable(&self, id: Handle) -> Result<&Tensor> {
        let index = (id as usize).wrapping_sub(1);
        let slot = self.variables.get(index).and_then(Option::as_ref);
        slot.ok_or_else(|| EngineError::new("bad_variable").with("variable", id))
    }

    /// Gives a variable new values of the same dtype and shape.
    pub fn variable_assign(&mut self, id: Handle, handle: Handle) -> Result<()> {
        let value = self.tensor(handle)?.detached();
        run::check_assignment(&self.variable(id)?.spec, &value.spec)?;
        self.variables[id as usize - 1] = Some(value);
        Ok(())
    }

    /// The values of a variable now.
    pub fn variable_read(&mut self, id: Handle) -> Result<Handle> {
        let value = self.variable(id)?.clone();
        Ok(self.keep(value))
    }

    /// Frees variables; one that is not there is ignored.
    pub fn variable_free(&mut self, ids: &[Handle]) {
        for &id in ids {
            if let Some(tensor) = self.variables.get_mut((id as usize).wrapping_sub(1)).and_then(Option::take)
            {
                self.memory.remove(tensor.spec.bytes());
                self.loose = true;
            }
        }
        self.give_back_when_empty();
    }

    /// After the last model at once.
    fn give_back_when_empty(&mut self) {
        if self.programs.is_empty() && self.variables.iter().all(Option::is_none) {
            self.give_back();
        }
    }

    /// What a model has left behind goes before the next one takes memory.
    fn give_back(&mut self) {
        let kept = |card: CardMemory| card.reserved - card.used;
        if std::mem::take(&mut self.loose) && self.context.card_memory().is_some_and(|card| kept(card) > KEPT)
        {
            self.context.give_back();
        }
    }

    /// Checks a program and binds its constants and variables.
    pub fn program_load(&mut self, json: &str, constants: &[Handle], variables: &[Handle]) -> Result<Handle> {
        self.give_back();
        let constants = self.tensors(constants)?.iter().map(Tensor::detached).collect();
        let mut program = Program::load(json, constants, variables.to_vec(), |id| {
            self.variable(id).map(|tensor| tensor.spec.clone())
        })?;
        if let Some(limits) = Limits::of(&self.context) {
            program.fuse(limits);
        }
        let id = self.next_program;
        self.next_program += 1;
        self.programs.insert(id, program);
        Ok(id)
    }

    /// Frees a program; one that is not there is ignored.
    pub fn program_free(&mut self, program: Handle) {
        self.loose |= self.programs.remove(&program).is_some();
        self.give_back_when_empty();
    }

    /// A loaded program.
    pub fn program(&self, id: Handle) -> Result<&Program> {
        self.programs.get(&id).ok_or_else(|| EngineError::new("bad_program").with("detail", "not loaded"))
    }

    /// Runs a program once on tensors.
    pub fn run(&mut self, program: Handle, arguments: &[Handle]) -> Result<Vec<Handle>> {
        let inputs = self.tensors(arguments)?;
        let outputs = self.run_tensors(program, inputs)?;
        Ok(outputs.into_iter().map(|tensor| self.keep(tensor)).collect())
    }

    /// Runs a program once on values that have no handles.
    pub fn run_tensors(&mut self, program: Handle, inputs: Vec<Tensor>) -> Result<Vec<Tensor>> {
        self.remember("program");
        let program = self
            .programs
            .get(&program)
            .ok_or_else(|| EngineError::new("bad_program").with("detail", "not loaded"))?;
        run::execute(program, inputs, &mut self.variables, &self.context)
    }

    /// What lives here, in numbers.
    pub fn memory(&self) -> String {
        let mut found = json!({
            "tensors": self.tensors.len(),
            "bytes": self.memory.bytes(),
            "peak_bytes": self.memory.peak_bytes(),
            "variables": self.variables.iter().flatten().count(),
            "programs": self.programs.len(),
        });
        if let Some(card) = self.context.card_memory() {
            found["card_buffers"] = card.buffers.into();
            found["card_used_bytes"] = card.used.into();
            found["card_bytes"] = card.reserved.into();
        }
        found.to_string()
    }
}
