//! Equations of `einsum`, such as `bij,bjk->bik`, `...i,i` or `ii->i`, checked against shapes.

use std::collections::BTreeMap;

use crate::error::{EngineError, Result, bad_attribute, shape_mismatch};
use crate::spec::Spec;

/// A label of one axis. Axes of an ellipsis are numbered from the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// Axis of an ellipsis, counted from its end.
    Rest(usize),
    /// A letter.
    Letter(char),
}

/// A parsed equation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equation {
    /// Labels of the axes of each input.
    pub inputs: Vec<Vec<Label>>,
    /// Labels of the axes of the result.
    pub output: Vec<Label>,
    /// Length of each label.
    pub lengths: BTreeMap<Label, usize>,
}

fn wrong(detail: impl Into<String>) -> EngineError {
    bad_attribute("equation", detail)
}

/// Labels of one term; `rest` is the number of axes its ellipsis stands for.
fn labels(term: &str, rest: Option<usize>) -> Result<Vec<Label>> {
    let mut labels = vec![];
    let (front, back) = term.split_once("...").map_or((term, None), |(front, back)| (front, Some(back)));
    let letter = |letter: char| {
        if letter.is_alphabetic() {
            Ok(Label::Letter(letter))
        } else {
            Err(wrong(format!("unexpected {letter:?}")))
        }
    };
    for found in front.chars() {
        labels.push(letter(found)?);
    }
    if let Some(back) = back {
        labels.extend((0..rest.unwrap_or(0)).rev().map(Label::Rest));
        for found in back.chars() {
            labels.push(letter(found)?);
        }
    }
    Ok(labels)
}

impl Equation {
    /// Parses an equation for these inputs.
    pub fn parse(text: &str, specs: &[Spec]) -> Result<Self> {
        let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        let (left, right) =
            text.split_once("->").map_or((text.as_str(), None), |(left, right)| (left, Some(right)));
        let terms: Vec<&str> = left.split(',').collect();
        if terms.len() != specs.len() {
            return Err(wrong(format!("{} terms for {} inputs", terms.len(), specs.len())));
        }
        let mut inputs = vec![];
        let mut lengths = BTreeMap::new();
        for (term, spec) in terms.iter().zip(specs) {
            let named = term.replace("...", "").chars().count();
            let rest = term.contains("...").then(|| spec.rank().saturating_sub(named));
            let found = labels(term, rest)?;
            if found.len() != spec.rank() {
                let detail = format!("{term} names {named} axes, the tensor has {}", spec.rank());
                return Err(shape_mismatch(&[&spec.shape], detail));
            }
            for (&label, &length) in found.iter().zip(&spec.shape) {
                let known = lengths.entry(label).or_insert(length);
                let fits = *known == length || *known == 1 || length == 1;
                if !fits {
                    let shapes: Vec<&[usize]> = specs.iter().map(|spec| spec.shape.as_slice()).collect();
                    return Err(shape_mismatch(
                        &shapes,
                        format!("{term}: {known} and {length} for one label"),
                    ));
                }
                *known = (*known).max(length);
            }
            inputs.push(found);
        }
        let output = match right {
            Some(term) => {
                let rest = lengths.keys().filter(|label| matches!(label, Label::Rest(_))).count();
                labels(term, Some(rest))?
            }
            None => implied(&inputs),
        };
        for (index, label) in output.iter().enumerate() {
            if !lengths.contains_key(label) || output[..index].contains(label) {
                return Err(wrong(format!("the result names {label:?} twice or no input has it")));
            }
        }
        Ok(Self { inputs, output, lengths })
    }
}

/// Without an arrow: the ellipsis, then labels that occur once, in alphabetical order.
fn implied(inputs: &[Vec<Label>]) -> Vec<Label> {
    let all: Vec<Label> = inputs.iter().flatten().copied().collect();
    let once = |label: &Label| all.iter().filter(|other| *other == label).count() == 1;
    let mut rest: Vec<Label> = all.iter().filter(|label| matches!(label, Label::Rest(_))).copied().collect();
    rest.sort_unstable();
    rest.dedup();
    rest.reverse();
    let mut letters: Vec<Label> =
        all.iter().filter(|label| matches!(label, Label::Letter(_)) && once(label)).copied().collect();
    letters.sort_unstable();
    [rest, letters].concat()
}
