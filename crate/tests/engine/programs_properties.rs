//! Random programs, with loops, variables and gradients in them: what loads runs as promised, and nothing panics.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::requests::attributes;
use crate::support::cpu;
use p_vision::attrs::Attrs;
use p_vision::engine::Engine;
use p_vision::ops;
use p_vision::spec::{DType, Spec};
use p_vision::tensor::Tensor;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

/// One random decision: an op, its attributes, and which values it takes.
type Choice = (usize, Value, Vec<usize>);

/// What may be built of the choices.
#[derive(Debug, Clone)]
struct Recipe {
    choices: Vec<Choice>,
    inner: Vec<Choice>,
    asks_gradients: bool,
    reverse: bool,
    damage: (usize, usize),
}

fn choices(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Choice>> {
    prop::collection::vec((any::<usize>(), attributes(), prop::collection::vec(0usize..64, 3)), count)
}

fn recipes() -> impl Strategy<Value = Recipe> {
    let parts = (choices(1..14), choices(0..6), any::<bool>(), any::<bool>(), any::<(usize, usize)>());
    parts.prop_map(|(choices, inner, asks_gradients, reverse, damage)| Recipe {
        choices,
        inner,
        asks_gradients,
        reverse,
        damage,
    })
}

/// A program that grows node by node; only what the shape rules allow goes in.
struct Builder {
    specs: Vec<Spec>,
    nodes: Vec<Value>,
}

impl Builder {
    fn new(inputs: &[Spec]) -> Self {
        Self { specs: inputs.to_vec(), nodes: vec![] }
    }

    fn push(&mut self, name: &str, inputs: &[usize], attrs: Value, made: Vec<Spec>) -> Vec<usize> {
        let ids: Vec<usize> = (self.specs.len()..self.specs.len() + made.len()).collect();
        self.nodes.push(json!([name, inputs, attrs, ids]));
        self.specs.extend(made);
        ids
    }

    fn op(&mut self, name: &str, inputs: &[usize], attrs: &Value) -> Option<Vec<usize>> {
        let specs: Vec<Spec> = inputs.iter().map(|&id| self.specs[id].clone()).collect();
        let read = Attrs::try_from(attrs.clone()).ok()?;
        let made = ops::infer(name, &specs, &read).ok()?;
        if made.iter().map(Spec::elements).sum::<usize>() > 1 << 12 {
            return None;
        }
        Some(self.push(name, inputs, attrs.clone(), made))
    }

    fn choose(&mut self, (which, attrs, picks): &Choice) {
        let mut names: Vec<&str> = ops::all().map(|op| op.name).collect();
        names.retain(|name| !["panic_probe", "scan"].contains(name));
        names.sort_unstable();
        let name = names[which % names.len()];
        let picked: Vec<usize> = picks.iter().map(|pick| pick % self.specs.len()).collect();
        for count in [1, 2, 3, 0] {
            if self.op(name, &picked[..count], attrs).is_some() {
                return;
            }
        }
    }

    /// A loop whose body is made of the inner choices.
    fn scan(&mut self, recipe: &Recipe) {
        let Some((_, _, picks)) = recipe.choices.first() else { return };
        let picked: Vec<usize> = picks.iter().map(|pick| pick % self.specs.len()).collect();
        let [state, constant] = [picked[0], picked[1]];
        let sequence = (0..self.specs.len()).find(|&id| self.specs[id].rank() > 0);
        let mut inputs = vec![self.specs[state].clone()];
        let mut taken = vec![state];
        let mut length = 3;
        if let Some(id) = sequence {
            let spec = &self.specs[id];
            length = spec.shape[0];
            inputs.push(Spec::new(spec.dtype, &spec.shape[1..]));
            taken.push(id);
        }
        inputs.push(self.specs[constant].clone());
        taken.push(constant);
        let mut body = Builder::new(&inputs);
        for choice in &recipe.inner {
            body.choose(choice);
        }
        let next = (0..body.specs.len()).rev().find(|&id| body.specs[id] == inputs[0]).unwrap_or(0);
        let outputs = [next, body.specs.len() - 1, 0];
        let with = json!({
            "body": body.text(&inputs, &outputs).to_string(),
            "states": 1,
            "sequences": usize::from(sequence.is_some()),
            "length": length,
            "reverse": recipe.reverse,
        });
        self.op("scan", &taken, &with);
    }

    fn text(&self, inputs: &[Spec], outputs: &[usize]) -> Value {
        json!({"inputs": listed(inputs), "nodes": self.nodes, "outputs": outputs})
    }
}

fn listed(specs: &[Spec]) -> Vec<Value> {
    specs.iter().map(|spec| json!({"dtype": spec.dtype.name(), "shape": spec.shape})).collect()
}

fn inputs() -> Vec<Spec> {
    vec![
        Spec::float([2, 3]),
        Spec::new(DType::Int32, [2, 3]),
        Spec::float([3]),
        Spec::new(DType::Bool, [2, 1]),
        Spec::float([]),
        Spec::float([4, 2, 3]),
    ]
}

fn values(spec: &Spec) -> Tensor {
    let at = |index: usize| (index * 7 % 5) as i32 - 1;
    let places = 0..spec.elements();
    match spec.dtype {
        DType::Bool => {
            crate::support::bools(&places.map(|i| at(i) > 0).collect::<Vec<_>>(), &spec.shape, cpu())
        }
        DType::Int32 => crate::support::ints(&places.map(at).collect::<Vec<_>>(), &spec.shape, cpu()),
        DType::Float32 => crate::support::floats(
            &places.map(|i| at(i) as f32 / 2.0).collect::<Vec<_>>(),
            &spec.shape,
            cpu(),
        ),
    }
}

/// The program of a recipe, its outputs' specs, and how many of its variables it uses.
fn program(recipe: &Recipe) -> (Value, Vec<Spec>) {
    let given = inputs();
    let mut builder = Builder::new(&given);
    let watched: Vec<usize> = if recipe.asks_gradients {
        let floats: Vec<usize> = (0..given.len()).filter(|&id| given[id].dtype == DType::Float32).collect();
        floats.iter().map(|&id| builder.push("watch", &[id], json!({}), vec![given[id].clone()])[0]).collect()
    } else {
        vec![]
    };
    let read = builder.push("read_variable", &[], json!({"variable": 0}), vec![Spec::float([2, 3])])[0];
    let half = recipe.choices.len() / 2;
    recipe.choices[..half].iter().for_each(|choice| builder.choose(choice));
    builder.scan(recipe);
    recipe.choices[half..].iter().for_each(|choice| builder.choose(choice));
    let last = (0..builder.specs.len()).rev().find(|&id| builder.specs[id] == Spec::float([2, 3]));
    builder.push("assign_variable", &[last.unwrap_or(read)], json!({"variable": 0}), vec![]);
    let mut outputs = vec![builder.specs.len() - 1, 0];
    let float = (0..builder.specs.len()).rev().find(|&id| builder.specs[id].dtype == DType::Float32);
    if recipe.asks_gradients
        && let Some(loss) = float.and_then(|id| builder.op("sum", &[id], &json!({})))
    {
        let made = watched.iter().map(|&id| builder.specs[id].clone()).collect();
        outputs.extend(builder.push("gradients", &[&loss[..], &watched].concat(), json!({}), made));
    }
    let mut text = builder.text(&given, &outputs);
    text["variables"] = json!(listed(&[Spec::float([2, 3])]));
    (text, outputs.iter().map(|&id| builder.specs[id].clone()).collect())
}

/// Loads and runs a text; says whether it ran.
fn attempt(text: &str, promised: Option<&[Spec]>) -> Result<bool, String> {
    let work = || {
        let mut engine = Engine::new(cpu().clone());
        let slot = engine.keep(values(&Spec::float([2, 3])));
        let variable = engine.variable_create(slot).map_err(|error| error.to_string())?;
        let program = match engine.program_load(text, &[], &[variable]) {
            Ok(program) => program,
            Err(error) if promised.is_some() => return Err(format!("does not load: {error}")),
            Err(_) => return Ok(false),
        };
        let arguments: Vec<_> = inputs().iter().map(|spec| engine.keep(values(spec))).collect();
        let found = match engine.run(program, &arguments) {
            Ok(found) => found,
            Err(error) if ["index_out_of_range", "no_gradient"].contains(&error.code) => return Ok(false),
            Err(error) if promised.is_some() => return Err(format!("does not run: {error}")),
            Err(_) => return Ok(false),
        };
        for (index, &handle) in found.iter().enumerate() {
            let tensor = engine.tensor(handle).map_err(|error| error.to_string())?;
            if promised.is_some_and(|promised| promised[index] != tensor.spec) {
                return Err(format!("output {index} is {}", tensor.spec));
            }
            pollster::block_on(tensor.read()).map_err(|error| error.to_string())?;
        }
        Ok(true)
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err("it panicked".into()))
}

fn check(name: &str, test: impl Fn(&Recipe) -> Result<bool, String>) {
    std::panic::set_hook(Box::new(|_| {}));
    let cases: u32 = std::env::var("CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(400);
    let served = Cell::new(0);
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let result = runner.run(&recipes(), |recipe| {
        let done = test(&recipe).map_err(TestCaseError::fail)?;
        served.set(served.get() + u32::from(done));
        Ok(())
    });
    let _ = std::panic::take_hook();
    if let Err(error) = result {
        panic!("{name}: {error}");
    }
    assert!(served.get() > cases / 10, "{name}: only {} of {cases} did anything", served.get());
}

#[test]
fn programs_that_load_run_as_promised() {
    check("program", |recipe| {
        let (text, promised) = program(recipe);
        attempt(&text.to_string(), Some(&promised)).map_err(|error| format!("{error}\n{text}"))
    });
}

#[test]
fn damaged_programs_are_refused() {
    check("damaged program", |recipe| {
        let (mut text, _) = program(recipe);
        let (first, second) = recipe.damage;
        let nodes = text["nodes"].as_array_mut().expect("programs have nodes");
        let count = nodes.len();
        match second % 6 {
            0 => nodes.swap(first % count, (first / 7) % count),
            1 => drop(nodes.remove(first % count)),
            2 => nodes[first % count][1] = json!([first % 40, 3]),
            3 => nodes[first % count][0] = json!(["add", "scan", "gradients", "watch", "sum"][first % 5]),
            4 => nodes[first % count][2] = json!({"variable": first % 3, "axis": 7, "body": "{}"}),
            _ => text["outputs"] = json!([first]),
        }
        let text = text.to_string();
        attempt(&text, None).map(|_| true).map_err(|error| format!("{error}\n{text}"))
    });
}
