//! Matrix products and `einsum` against plain loops and finite differences.

use crate::support::slopes::{Probe, filled};
use crate::support::{
    assert_close, bools, contexts, cpu, floats, ints, one, read_floats, read_ints, run, turn, wgpu,
};
use p_vision::spec::{DType, Spec};
use serde_json::{Value, json};
use std::slice::from_ref;

fn product_cases() -> Vec<(Vec<usize>, Vec<usize>, &'static str)> {
    vec![
        (vec![3], vec![3], "i,i->"),
        (vec![2, 3], vec![3], "ij,j->i"),
        (vec![3], vec![3, 2], "j,jk->k"),
        (vec![2, 3], vec![3, 4], "ij,jk->ik"),
        (vec![2, 5, 3], vec![3, 4], "bij,jk->bik"),
        (vec![3], vec![2, 3, 4], "j,bjk->bk"),
        (vec![2, 5, 3], vec![2, 3, 4], "bij,bjk->bik"),
        (vec![5, 3], vec![2, 3, 4], "ij,bjk->bik"),
        (vec![2, 1, 5, 3], vec![4, 3, 2], "...ij,...jk->...ik"),
        (vec![2, 4, 5, 3], vec![2, 1, 3, 2], "...ij,...jk->...ik"),
    ]
}

fn equations() -> Vec<(&'static str, Vec<Vec<usize>>, &'static str)> {
    vec![
        ("ij->ji", vec![vec![2, 3]], "ij->ji"),
        ("ij", vec![vec![2, 3]], "ij->ij"),
        ("ba", vec![vec![2, 3]], "ba->ab"),
        ("ij->", vec![vec![2, 3]], "ij->"),
        ("ijk->k", vec![vec![2, 3, 4]], "ijk->k"),
        ("ii->i", vec![vec![3, 3]], "ii->i"),
        ("iij->j", vec![vec![3, 3, 2]], "iij->j"),
        ("ii", vec![vec![3, 3]], "ii->"),
        ("i,j->ij", vec![vec![2], vec![3]], "i,j->ij"),
        ("i,i->i", vec![vec![3], vec![3]], "i,i->i"),
        ("ij,jk", vec![vec![2, 3], vec![3, 4]], "ij,jk->ik"),
        ("bqhd,bkhd->bhqk", vec![vec![2, 3, 2, 4], vec![2, 5, 2, 4]], "bqhd,bkhd->bhqk"),
        ("bhqk,bkhd->bqhd", vec![vec![2, 2, 3, 5], vec![2, 5, 2, 4]], "bhqk,bkhd->bqhd"),
        ("abc,cd,de->abe", vec![vec![2, 3, 4], vec![4, 2], vec![2, 3]], "abc,cd,de->abe"),
        ("ij,kj->k", vec![vec![2, 3], vec![4, 3]], "ij,kj->k"),
        ("ij,ij->", vec![vec![2, 3], vec![2, 3]], "ij,ij->"),
        ("...i,ij->...j", vec![vec![2, 3, 4], vec![4, 5]], "abi,ij->abj"),
        ("i...->...", vec![vec![2, 3, 4]], "iab->ab"),
        ("...ij,...jk", vec![vec![2, 3, 4], vec![4, 5]], "aij,jk->aik"),
        (" a b , b -> a ", vec![vec![2, 3], vec![3]], "ab,b->a"),
    ]
}

/// Sum of products over all letters, by definition; letters only, axes of length 1 repeat.
fn plain(equation: &str, shapes: &[Vec<usize>]) -> (Vec<f32>, Vec<usize>) {
    let (left, right) = equation.split_once("->").unwrap();
    let terms: Vec<Vec<char>> = left.split(',').map(|term| term.chars().collect()).collect();
    let mut letters: Vec<char> = terms.concat();
    letters.sort_unstable();
    letters.dedup();
    let place = |letter: &char| letters.iter().position(|other| other == letter).unwrap();
    let mut lengths = vec![1; letters.len()];
    for (term, shape) in terms.iter().zip(shapes) {
        term.iter()
            .zip(shape)
            .for_each(|(letter, &length)| lengths[place(letter)] = lengths[place(letter)].max(length));
    }
    let output: Vec<usize> = right.chars().map(|letter| place(&letter)).collect();
    let shape: Vec<usize> = output.iter().map(|&axis| lengths[axis]).collect();
    let mut result = vec![0.0f64; shape.iter().product()];
    let values: Vec<Vec<f32>> = shapes.iter().map(|shape| filled(shape).0).collect();
    for step in 0..lengths.iter().product::<usize>() {
        let mut rest = step;
        let at: Vec<usize> = lengths
            .iter()
            .map(|&length| {
                let index = rest % length;
                rest /= length;
                index
            })
            .collect();
        let mut factor = 1.0f64;
        for ((term, shape), values) in terms.iter().zip(shapes).zip(&values) {
            let index = term.iter().zip(shape).fold(0, |index, (letter, &length)| {
                index * length + if length == 1 { 0 } else { at[place(letter)] }
            });
            factor *= f64::from(values[index]);
        }
        let index = output.iter().fold(0, |index, &axis| index * lengths[axis] + at[axis]);
        result[index] += factor;
    }
    (result.into_iter().map(|value| value as f32).collect(), shape)
}

/// The equation with letters for the two leading axes of these products.
fn spelled(equation: &str, left: &[usize], right: &[usize]) -> String {
    if !equation.contains("...") {
        return equation.to_string();
    }
    let rest = |rank: usize| if rank == 4 { "ab" } else { "b" };
    format!("{}ij,{}jk->abik", rest(left.len()), rest(right.len()))
}

#[test]
fn matmul_follows_numpy() {
    for (left, right, equation) in product_cases() {
        let (expected, shape) = plain(&spelled(equation, &left, &right), &[left.clone(), right.clone()]);
        let inputs = [&left, &right].map(|shape| floats(&filled(shape).0, shape, cpu()));
        for (name, with) in [("matmul", json!({})), ("einsum", json!({"equation": equation}))] {
            let found = one(name, &inputs, with, cpu());
            assert_eq!(found.spec, Spec::float(shape.clone()), "{name} {equation}");
            assert_close(&read_floats(&found, cpu()), &expected, 1e-5, 1e-5, &format!("{name} {equation}"));
        }
    }
}

#[test]
fn products_have_the_right_gradients() {
    for (left, right, _) in product_cases() {
        Probe::new("matmul", json!({}), &[&left, &right]).check();
    }
    for (equation, shapes, _) in equations() {
        let shapes: Vec<&[usize]> = shapes.iter().map(Vec::as_slice).collect();
        Probe::new("einsum", json!({"equation": equation}), &shapes).check();
    }
}

#[test]
fn products_are_the_same_on_the_graphics_card() {
    let Some(context) = wgpu() else { return };
    let _turn = turn();
    for (left, right, _) in product_cases() {
        Probe::new("matmul", json!({}), &[&left, &right]).check_same(context);
    }
    for (equation, shapes, _) in equations() {
        let shapes: Vec<&[usize]> = shapes.iter().map(Vec::as_slice).collect();
        Probe::new("einsum", json!({"equation": equation}), &shapes).check_same(context);
    }
}

#[test]
fn einsum_gives_what_its_definition_gives() {
    for (equation, shapes, letters) in equations() {
        let (expected, shape) = plain(letters, &shapes);
        let inputs: Vec<_> = shapes.iter().map(|shape| floats(&filled(shape).0, shape, cpu())).collect();
        let found = one("einsum", &inputs, json!({"equation": equation}), cpu());
        assert_eq!(found.spec, Spec::float(shape), "{equation}");
        assert_close(&read_floats(&found, cpu()), &expected, 1e-5, 1e-5, equation);
    }
}

#[test]
fn integers_stay_integers() {
    let _turn = turn();
    for context in contexts() {
        let a = ints(&[1, 2, 3, 4], &[2, 2], context);
        let product = one("matmul", &[a.clone(), a.clone()], json!({}), context);
        assert_eq!((product.dtype(), read_ints(&product, context)), (DType::Int32, vec![7, 10, 15, 22]));
        let traced = one("einsum", from_ref(&a), json!({"equation": "ii"}), context);
        assert_eq!((traced.dtype(), read_ints(&traced, context)), (DType::Int32, vec![5]));
        let truths = bools(&[true, false, true, true], &[2, 2], context);
        let counts = one("matmul", &[truths, a], json!({}), context);
        assert_eq!(read_ints(&counts, context), [1, 2, 4, 6]);
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let refused = |name: &str, shapes: &[&[usize]], with: Value, code: &str| {
        let inputs: Vec<_> = shapes.iter().map(|shape| floats(&filled(shape).0, shape, cpu())).collect();
        let error =
            run(name, &inputs, with.clone(), cpu()).expect_err(&format!("{name} {with} must be refused"));
        assert_eq!(error.code, code, "{name} {with}: {error}");
    };
    refused("matmul", &[&[2, 3], &[2, 3]], json!({}), "shape_mismatch");
    refused("matmul", &[&[], &[3]], json!({}), "shape_mismatch");
    refused("matmul", &[&[2, 2, 3], &[3, 3, 2]], json!({}), "shape_mismatch");
    refused("matmul", &[&[2, 3]], json!({}), "wrong_count");
    refused("einsum", &[&[2, 3]], json!({}), "bad_attribute");
    refused("einsum", &[&[2, 3]], json!({"equation": "i->i"}), "shape_mismatch");
    refused("einsum", &[&[2, 3]], json!({"equation": "ij,jk->ik"}), "bad_attribute");
    refused("einsum", &[&[2, 3]], json!({"equation": "ij->ik"}), "bad_attribute");
    refused("einsum", &[&[2, 3]], json!({"equation": "ij->ii"}), "bad_attribute");
    refused("einsum", &[&[2, 3]], json!({"equation": "i1->i"}), "bad_attribute");
    refused("einsum", &[&[2, 3], &[4, 2]], json!({"equation": "ij,jk"}), "shape_mismatch");
    refused("einsum", &[&[2, 3]], json!({"equation": "...i...->i"}), "bad_attribute");
}
