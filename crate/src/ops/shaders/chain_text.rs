//! A chain of elementwise functions as a shader, and its way back as another.
//!
//! `p`: 0 invocations, 1 infinity and 2 not-a-number as bits, then the numbers of each input that is not read whole.

use std::rc::Rc;

use super::kernel::{INPUT, line_head};
use super::phrase::{Phrase, Sheet, literal};
use crate::fusion::chain::{Chain, Slot};
use crate::fusion::function::{Comparison, Function};
use crate::fusion::view::View;
use crate::spec::DType;

/// A text and what it takes: slots of inputs, and the numbers that follow the first three.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// WGSL.
    pub text: String,
    /// Which inputs of the chain are bound, in order.
    pub inputs: Vec<Slot>,
    /// Numbers behind the first three.
    pub numbers: Vec<u32>,
    /// Elements of one invocation.
    pub width: usize,
    /// For each wanted gradient, which of the outputs holds it; `None` where it is zero.
    pub outputs: Vec<Option<usize>>,
}

/// Whether four elements can be computed at once.
fn fours(chain: &Chain) -> bool {
    let fits = |view: &View| {
        view.is_dense() && !view.axes().is_empty()
            || view.period().is_some_and(|period| period == 1 || period.is_multiple_of(4))
    };
    chain.count.is_multiple_of(4) && chain.views.iter().all(fits)
}

struct Writer<'a> {
    chain: &'a Chain,
    dtypes: &'a [DType],
    sheet: Rc<Sheet>,
    names: Vec<Option<String>>,
    inputs: Vec<Slot>,
    numbers: Vec<u32>,
    four: bool,
}

fn sign_of(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "==",
        Comparison::NotEqual => "!=",
        Comparison::Less => "<",
        Comparison::LessEqual => "<=",
        Comparison::Greater => ">",
        Comparison::GreaterEqual => ">=",
    }
}

impl<'a> Writer<'a> {
    fn new(chain: &'a Chain, dtypes: &'a [DType]) -> Self {
        Self {
            chain,
            dtypes,
            sheet: Rc::default(),
            names: vec![None; chain.slots()],
            inputs: vec![],
            numbers: vec![],
            four: fours(chain),
        }
    }

    fn phrase(&mut self, slot: Slot) -> Phrase {
        Phrase { name: self.value(slot), sheet: self.sheet.clone() }
    }

    /// A place in `p` for one more number.
    fn number(&mut self, number: usize) -> String {
        self.numbers.push(number as u32);
        format!("p[{}]", self.numbers.len() + 2)
    }

    /// Reads an input as a float.
    fn load(&mut self, slot: Slot) -> String {
        let value = self.place(slot);
        let single = self.four && self.chain.views[slot].period() == Some(1);
        match (self.dtypes[slot], single) {
            (DType::Float32, false) => self.sheet.line(&value),
            (_, true) => self.sheet.line(&format!("V(f32({value}))")),
            _ => self.sheet.line(&format!("V({value})")),
        }
    }

    /// Reads an input as the integers that it holds.
    fn whole(&mut self, slot: Slot) -> Option<String> {
        let integers = slot < self.chain.views.len() && self.dtypes[slot] == DType::Int32;
        integers.then(|| {
            let kind = if self.four { "vec4<i32>" } else { "i32" };
            let value = self.place(slot);
            self.sheet.line(&format!("{kind}({value})"))
        })
    }

    /// Where an input lies.
    fn place(&mut self, slot: Slot) -> String {
        if !self.inputs.contains(&slot) {
            self.inputs.push(slot);
        }
        let view = &self.chain.views[slot];
        let (name, axes) = (format!("in{slot}"), view.axes().to_vec());
        let at = if let Some(1) = view.period() {
            "0u".into()
        } else if view.is_dense() {
            "e".into()
        } else if let Some(period) = view.period() {
            let width = if self.four { 4 } else { 1 };
            format!("e % {}", self.number(period / width))
        } else {
            let mut rest = String::from("e");
            let mut terms = vec![];
            for (index, &(length, stride)) in axes.iter().enumerate().rev() {
                let place = if index == 0 {
                    rest.clone()
                } else {
                    let length = self.number(length);
                    let place = format!("{rest} % {length}");
                    rest = self.sheet.line(&format!("{rest} / {length}"));
                    place
                };
                if stride != 0 {
                    terms.push(format!("({place}) * {}", self.number(stride)));
                }
            }
            terms.join(" + ")
        };
        format!("{name}[{at}]")
    }

    /// The name of a value, which is computed where it is first needed.
    fn value(&mut self, slot: Slot) -> String {
        if let Some(name) = &self.names[slot] {
            return name.clone();
        }
        let (views, first) = (self.chain.views.len(), self.chain.first_link());
        let name = if slot < views {
            self.load(slot)
        } else if slot < first {
            literal(self.chain.numbers[slot - views])
        } else {
            self.link(slot - first)
        };
        self.names[slot] = Some(name.clone());
        name
    }

    fn link(&mut self, index: usize) -> String {
        let chain = self.chain;
        let link = &chain.links[index];
        let [a, b, c] = link.slots();
        if let Function::Compare(comparison) = link.function
            && let (Some(first), Some(second)) = (self.whole(a), self.whole(b))
        {
            // As integers: large ones are no floats.
            return self
                .sheet
                .line(&format!("select(V(), V(1.0), {first} {} {second})", sign_of(comparison)));
        }
        let first = self.value(a);
        let second = if link.operands().count() > 1 { self.value(b) } else { String::new() };
        let sheet = self.sheet.clone();
        let line = |text: String| sheet.line(&text);
        let sign = |sign: &str| line(format!("{first} {sign} {second}"));
        match &link.function {
            Function::Same | Function::Stop => first,
            Function::Add => sign("+"),
            Function::Subtract => sign("-"),
            Function::Multiply => sign("*"),
            Function::Divide => sign("/"),
            Function::Negative => line(format!("-{first}")),
            Function::Square => line(format!("{first} * {first}")),
            Function::Sqrt => line(format!("sqrt({first})")),
            Function::Relu => line(format!("select({first}, V(), {first} < V())")),
            Function::Sigmoid => line(format!("V(1.0) / (V(1.0) + exp(-{first}))")),
            Function::Tanh => line(sheet.call("tangent", &[&first])),
            Function::Select => {
                let third = self.value(c);
                line(format!("select({third}, {second}, {first} != V())"))
            }
            Function::Compare(comparison) => {
                let sign = sign_of(*comparison);
                line(format!("select(V(), V(1.0), {first} {sign} {second})"))
            }
            Function::Curve(curve, _) => {
                let x = self.phrase(a);
                curve.value_text(x).name
            }
            Function::Surface(surface, _) => {
                let (x, y) = (self.phrase(a), self.phrase(b));
                surface.value_text(x, y).name
            }
        }
    }

    /// Hands the gradient of a link on to its operands.
    fn pull(&mut self, index: usize, g: &str, give: &mut dyn FnMut(&Sheet, Slot, String), open: &[bool]) {
        let chain = self.chain;
        let link = &chain.links[index];
        let slot = chain.first_link() + index;
        let [a, b, c] = link.slots();
        let sheet = self.sheet.clone();
        let mut part = |slot: Slot, text: String| {
            let name = sheet.line(&text);
            give(&sheet, slot, name);
        };
        match &link.function {
            Function::Stop | Function::Compare(_) => {}
            Function::Same => give(&sheet, a, g.into()),
            Function::Add => {
                give(&sheet, a, g.into());
                give(&sheet, b, g.into());
            }
            Function::Subtract => {
                if open[b] {
                    part(b, format!("-{g}"));
                }
                give(&sheet, a, g.into());
            }
            Function::Negative => part(a, format!("-{g}")),
            Function::Multiply => {
                if open[a] {
                    let b = self.value(b);
                    part(a, format!("{g} * {b}"));
                }
                if open[b] {
                    let a = self.value(a);
                    part(b, format!("{g} * {a}"));
                }
            }
            Function::Divide => {
                let below = self.value(b);
                if open[a] {
                    part(a, format!("{g} / {below}"));
                }
                if open[b] {
                    let y = self.value(slot);
                    part(b, format!("-{g} * {y} / {below}"));
                }
            }
            Function::Square => {
                let x = self.value(a);
                part(a, format!("{g} * ({x} + {x})"));
            }
            Function::Relu => {
                let x = self.value(a);
                part(a, format!("select(V(), {g}, {x} > V())"));
            }
            Function::Sqrt => {
                let y = self.value(slot);
                part(a, format!("{g} * 0.5 / {y}"));
            }
            Function::Sigmoid => {
                let y = self.value(slot);
                part(a, format!("{g} * {y} * (V(1.0) - {y})"));
            }
            Function::Tanh => {
                let y = self.value(slot);
                part(a, format!("{g} * (V(1.0) - {y} * {y})"));
            }
            Function::Select => {
                let truth = self.value(a);
                if open[b] {
                    part(b, format!("select({g}, V(), {truth} == V())"));
                }
                if open[c] {
                    part(c, format!("select(V(), {g}, {truth} == V())"));
                }
            }
            Function::Curve(curve, _) => {
                let slope = curve.slope_text(self.phrase(a)).name;
                part(a, format!("{g} * {slope}"));
            }
            Function::Surface(surface, _) => {
                for (slot, first) in [(a, true), (b, false)] {
                    if open[slot] {
                        let slope = surface.slope_text(first, self.phrase(a), self.phrase(b)).name;
                        part(slot, format!("{g} * {slope}"));
                    }
                }
            }
        }
    }

    /// Puts declarations, functions and lines together.
    fn finish(self, given: bool, outputs: &[String]) -> Written {
        let (v, b, u) =
            if self.four { ("vec4<f32>", "vec4<bool>", "vec4<u32>") } else { ("f32", "bool", "u32") };
        let mut text = format!("alias V = {v};\nalias B = {b};\nalias U = {u};\n");
        let mut binding = 0;
        let mut declare = |access: &str, name: String, element: String| {
            text +=
                &format!("@group(0) @binding({binding}) var<storage,{access}> {name}: array<{element}>;\n");
            binding += 1;
        };
        if given {
            declare(INPUT, "given".into(), "V".into());
        }
        for &slot in &self.inputs {
            let element = match self.dtypes[slot] {
                DType::Float32 => "f32",
                DType::Int32 => "i32",
                DType::Bool => "u32",
            };
            let whole = self.four && self.chain.views[slot].period() != Some(1);
            let element = if whole { format!("vec4<{element}>") } else { element.to_string() };
            declare(INPUT, format!("in{slot}"), element);
        }
        for index in 0..outputs.len() {
            declare("read_write", format!("out{index}"), "V".into());
        }
        declare("read", "p".into(), "u32".into());
        text += &self.sheet.functions();
        text += &line_head();
        text += &self.sheet.lines();
        for (index, name) in outputs.iter().enumerate() {
            text += &format!("out{index}[e] = {name};\n");
        }
        let width = if self.four { 4 } else { 1 };
        Written { text: text + "}\n", inputs: self.inputs, numbers: self.numbers, width, outputs: vec![] }
    }
}

/// The shader of a chain's results.
pub fn forward(chain: &Chain, dtypes: &[DType]) -> Written {
    let mut writer = Writer::new(chain, dtypes);
    let outputs: Vec<String> = chain.results.iter().map(|&slot| writer.value(slot)).collect();
    writer.finish(false, &outputs)
}

/// The shader of the gradients of the wanted inputs, each as large as the one result, whose gradient is given.
pub fn back(chain: &Chain, dtypes: &[DType], wanted: &[bool]) -> Written {
    let open = chain.open(wanted);
    let mut writer = Writer::new(chain, dtypes);
    let given = writer.sheet.line("given[e]");
    let mut found: Vec<Option<String>> = vec![None; chain.slots()];
    found[chain.results[0]] = Some(given);
    for index in (0..chain.links.len()).rev() {
        let slot = chain.first_link() + index;
        let Some(g) = found[slot].clone().filter(|_| open[slot]) else { continue };
        let mut give = |sheet: &Sheet, slot: Slot, name: String| {
            if open[slot] {
                found[slot] = Some(match &found[slot] {
                    Some(sum) => sheet.line(&format!("{sum} + {name}")),
                    None => name,
                });
            }
        };
        writer.pull(index, &g, &mut give, &open);
    }
    let (mut outputs, mut places): (Vec<String>, Vec<Option<usize>>) = (vec![], vec![]);
    for slot in (0..wanted.len()).filter(|&slot| wanted[slot]) {
        places.push(found[slot].clone().map(|name| {
            outputs.iter().position(|other| *other == name).unwrap_or_else(|| {
                outputs.push(name);
                outputs.len() - 1
            })
        }));
    }
    Written { outputs: places, ..writer.finish(true, &outputs) }
}
