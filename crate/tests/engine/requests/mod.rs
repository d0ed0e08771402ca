//! Requests to ops, from likely to absurd.

#![allow(dead_code)]

use p_vision::spec::{DType, Spec};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn dtype() -> impl Strategy<Value = DType> {
    prop_oneof![Just(DType::Float32), Just(DType::Int32), Just(DType::Bool)]
}

fn shape() -> impl Strategy<Value = Vec<usize>> {
    prop_oneof![
        8 => prop::collection::vec(prop_oneof![4 => 1usize..4, 1 => 1usize..7], 0..5),
        1 => prop::collection::vec(0usize..3, 0..7),
    ]
}

/// Inputs of any kind. Similar shapes are likelier to fit together.
pub fn inputs() -> impl Strategy<Value = Vec<Spec>> {
    let specs = (shape(), prop::collection::vec((dtype(), shape(), 0u8..4), 0..4));
    specs.prop_map(|(base, parts)| {
        let spec = |(dtype, other, choice): (DType, Vec<usize>, u8)| match choice {
            0 | 1 => Spec::new(dtype, base.clone()),
            2 => Spec::new(dtype, base.iter().skip(1).copied().collect::<Vec<_>>()),
            _ => Spec::new(dtype, other),
        };
        parts.into_iter().map(spec).collect()
    })
}

fn small() -> impl Strategy<Value = Value> {
    prop_oneof![
        8 => (-3i64..5).prop_map(|x| json!(x)),
        1 => any::<i32>().prop_map(|x| json!(x)),
        1 => any::<i64>().prop_map(|x| json!(x)),
    ]
}

fn list() -> impl Strategy<Value = Value> {
    prop::collection::vec(small(), 0..5).prop_map(Value::Array)
}

fn number() -> impl Strategy<Value = Value> {
    prop_oneof![
        small(),
        (-3.0f64..3.0).prop_map(|x| json!(x)),
        prop_oneof![Just("inf"), Just("-inf"), Just("nan"), Just("wrong")].prop_map(|x| json!(x)),
    ]
}

fn anything() -> impl Strategy<Value = Value> {
    let pairs = prop::collection::vec((0i64..3, -1i64..3), 0..5).prop_map(|pairs| json!(pairs));
    let text = prop_oneof![
        Just("same"),
        Just("valid"),
        Just("causal"),
        Just("reflect"),
        Just("edge"),
        Just("symmetric"),
        Just("constant"),
        Just("bilinear"),
        Just("nearest"),
        Just("float32"),
        Just("int32"),
        Just("bool"),
        Just("ij,jk->ik"),
        Just("ij->ji"),
        Just("...i->..."),
        Just("->"),
        Just("a,b"),
    ];
    prop_oneof![
        3 => small(), 4 => list(), 2 => number(), 2 => pairs, 1 => any::<bool>().prop_map(|x| json!(x)), 1 => Just(Value::Null),
        1 => text.prop_map(|x| json!(x)),
    ]
}

/// Every attribute of the table with likely values, sometimes with unlikely ones.
pub fn attributes() -> impl Strategy<Value = Value> {
    let flags = ["keepdims", "reverse", "exclusive", "descending", "approximate"];
    let numbers =
        ["left", "right", "min", "max", "value", "start", "stop", "step", "alpha", "negative_slope"];
    let sizes = ["axis", "k", "num_classes", "low", "high", "n", "m", "shift", "groups", "repeats"];
    let lists = [
        "axes",
        "shape",
        "starts",
        "stops",
        "strides",
        "indices",
        "repeats",
        "shift",
        "pool_size",
        "dilation",
        "size",
        "squeeze",
        "output_padding",
        "axis",
    ];
    let texts: [(&str, &[&str]); 4] = [
        ("dtype", &["float32", "int32", "bool", "wrong"]),
        ("padding", &["same", "valid", "causal"]),
        ("mode", &["constant", "reflect", "symmetric", "edge"]),
        ("interpolation", &["nearest", "bilinear"]),
    ];
    let equations = [
        "ij,jk->ik",
        "ij->ji",
        "i,i->",
        "ii->i",
        "...i->...",
        "bij,bjk->bik",
        "a,b->ab",
        "->",
        "ab,ba",
        "x->xx",
    ];
    let mut all: Vec<BoxedStrategy<(String, Value)>> = vec![];
    let mut offer = |name: &str, value: BoxedStrategy<Value>| {
        let name = name.to_string();
        all.push(value.prop_map(move |value| (name.clone(), value)).boxed());
    };
    for name in flags {
        offer(name, any::<bool>().prop_map(|x| json!(x)).boxed());
    }
    for name in numbers {
        offer(name, number().boxed());
    }
    for name in sizes {
        offer(name, small().boxed());
    }
    for name in lists {
        offer(name, list().boxed());
    }
    for (name, choices) in texts {
        offer(name, prop::sample::select(choices).prop_map(|x| json!(x)).boxed());
    }
    offer("equation", prop::sample::select(equations.to_vec()).prop_map(|x| json!(x)).boxed());
    let pairs = prop::collection::vec((0i64..3, 0i64..3), 0..5).prop_map(|pairs| json!(pairs)).boxed();
    offer("widths", pairs.clone());
    offer("padding", pairs);
    for name in
        ["axis", "axes", "shape", "widths", "starts", "padding", "strides", "repeats", "equation", "k"]
    {
        offer(name, anything().boxed());
    }
    // Each attribute is there about half of the time; of several offers the last wins.
    let each: Vec<_> = all.into_iter().map(|strategy| prop::option::weighted(0.4, strategy)).collect();
    each.prop_map(|pairs| Value::Object(pairs.into_iter().flatten().collect::<Map<_, _>>()))
}

/// A list of `count` numbers of this kind.
fn listed(kind: std::ops::Range<usize>, count: usize) -> BoxedStrategy<Vec<usize>> {
    prop::collection::vec(kind, count).boxed()
}

type Request = (Vec<Spec>, Value);

/// Windows over 1 to 3 axes: images, kernels, strides, dilation, padding.
fn windows(name: &'static str) -> BoxedStrategy<Request> {
    let parts = (1usize..4).prop_flat_map(|rank| {
        let channels = (1usize..3, 1usize..3, 1usize..3);
        (listed(1..7, rank), listed(1..4, rank), listed(1..4, rank), listed(1..3, rank), channels)
    });
    let padding = prop::sample::select(vec![json!("same"), json!("valid"), json!("causal"), json!(null)]);
    (parts, padding, 1usize..3)
        .prop_map(move |((lengths, window, strides, dilation, (groups, inner, outer)), padding, batch)| {
            let joined = |parts: &[&[usize]]| parts.concat();
            let channels = groups * inner;
            let x = Spec::float(joined(&[&[batch], &lengths, &[channels]]));
            match name {
                "conv" => {
                    let kernel = Spec::float(joined(&[&window, &[inner, outer * groups]]));
                    let with = json!({"strides": strides, "dilation": dilation, "padding": padding, "groups": groups});
                    (vec![x, kernel], with)
                }
                "conv_transpose" => {
                    let kernel = Spec::float(joined(&[&window, &[outer, channels]]));
                    (vec![x, kernel], json!({"strides": strides, "dilation": dilation, "padding": padding}))
                }
                _ => (vec![x], json!({"pool_size": window, "strides": strides, "padding": padding})),
            }
        })
        .boxed()
}

/// Requests that this op can probably serve, for ops that random ones seldom fit.
pub fn likely(name: &'static str) -> Option<BoxedStrategy<Request>> {
    let size = || 1usize..5;
    Some(match name {
        "conv" | "conv_transpose" | "max_pool" | "average_pool" => windows(name),
        "resize" => {
            let method = prop::sample::select(vec!["nearest", "bilinear"]);
            (listed(1..5, 4), listed(1..7, 2), method)
                .prop_map(|(shape, to, method)| {
                    (vec![Spec::float(shape)], json!({"size": to, "interpolation": method}))
                })
                .boxed()
        }
        "einsum" => (
            size(),
            size(),
            size(),
            prop::sample::select(vec!["ij,jk->ik", "ij,jk", "ij,jk->", "ij,jk->kji"]),
        )
            .prop_map(|(i, j, k, equation)| {
                (vec![Spec::float([i, j]), Spec::float([j, k])], json!({"equation": equation}))
            })
            .boxed(),
        "matmul" => (size(), size(), size(), size())
            .prop_map(|(b, i, j, k)| (vec![Spec::float([b, i, j]), Spec::float([j, k])], json!({})))
            .boxed(),
        "repeat" => (listed(1..4, 3), 1usize..4, -3i64..3)
            .prop_map(|(shape, times, axis)| {
                (vec![Spec::float(shape)], json!({"repeats": times, "axis": axis}))
            })
            .boxed(),
        "take_along_axis" => (listed(1..4, 2), size(), dtype())
            .prop_map(|(shape, count, dtype)| {
                let indices = Spec::new(DType::Int32, [shape[0], count]);
                (vec![Spec::new(dtype, shape), indices], json!({"axis": 1}))
            })
            .boxed(),
        "scatter_add" | "scatter_update" => (size(), size(), size())
            .prop_map(|(rows, count, rest)| {
                let indices = Spec::new(DType::Int32, [count]);
                (vec![Spec::float([rows, rest]), indices, Spec::float([count, rest])], json!({}))
            })
            .boxed(),
        "slice_update" => (listed(2..5, 2), listed(0..2, 2))
            .prop_map(|(shape, starts)| {
                (vec![Spec::float(shape), Spec::float([1, 1])], json!({"starts": starts}))
            })
            .boxed(),
        name if name.starts_with("random_") => (listed(1..5, 3), -5i64..5, 1i64..9)
            .prop_map(|(shape, low, count)| {
                (vec![Spec::new(DType::Int32, [2])], json!({"shape": shape, "low": low, "high": low + count}))
            })
            .boxed(),
        _ => return None,
    })
}
