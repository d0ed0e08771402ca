//! Ops called by their numbers against the same ops called by their names.

use crate::support::{cpu, floats, read_floats};
use p_vision::engine::Engine;
use p_vision::tensor::Tensor;

fn wave(shift: f32) -> Tensor {
    let values: Vec<f32> = (0..12).map(|index| (index as f32 * 0.37 + shift).sin()).collect();
    floats(&values, &[3, 4], cpu())
}

#[test]
fn numbers_of_ops_run_what_their_names_do() {
    let mut engine = Engine::new(cpu().clone());
    let (a, b) = (engine.keep(wave(0.0)), engine.keep(wave(1.0)));
    let number = |name: &str| p_vision::ops::number(name).expect("it is in the table");
    let named = engine.op("subtract", &[a, b], "").expect("it runs");
    let direct = engine.op_direct(number("subtract"), a, b, named).expect("it runs");
    assert!(engine.tensor(named).is_err(), "freed along the way");
    let again = engine.op("subtract", &[a, b], "").expect("it runs");
    let scalar = engine.op_scalar(number("multiply"), direct, 0.5, 0).expect("it runs");
    let halves = engine.op("multiply", &[again], r#"{"right":0.5}"#).expect("it runs");
    let read = |handle| read_floats(engine.tensor(handle).expect("it is there"), cpu());
    assert_eq!(read(direct), read(again));
    assert_eq!(read(scalar), read(halves));
    let negative = engine.op_direct(number("negative"), a, 0, 0).expect("one tensor");
    assert!(engine.tensor(negative).is_ok());
    assert_eq!(engine.op_direct(u32::MAX, a, 0, 0).expect_err("no such op").code, "unknown_op");
    assert_eq!(p_vision::ops::number("nothing").expect_err("no such op").code, "unknown_op");
}
