//! The graphics card's memory stays as it is while a program trains, and goes back when the model is gone.

use p_vision::device::{CardMemory, Context};
use p_vision::engine::{Engine, Handle};

use crate::shaders::small_program;
use crate::support::{floats, read_floats, turn, wgpu};

struct Model {
    engine: Engine,
    program: Handle,
    variables: [Handle; 2],
}

impl Model {
    fn new(context: &Context) -> Self {
        let mut engine = Engine::new(context.clone());
        let mut variable = |count: usize, shape: &[usize]| {
            let value = engine.keep(floats(&vec![0.1; count], shape, context));
            let made = engine.variable_create(value).expect("it is there");
            engine.release(&[value]);
            made
        };
        let variables = [variable(21, &[7, 3]), variable(3, &[3])];
        let program = engine.program_load(&small_program(), &[], &variables).expect("the program is right");
        Self { engine, program, variables }
    }

    /// What the card holds after so many steps.
    fn after(&mut self, steps: usize, context: &Context) -> CardMemory {
        for step in 0..steps {
            let inputs = vec![floats(&[0.5; 35], &[5, 7], context), floats(&[0.25; 15], &[5, 3], context)];
            let loss = self.engine.run_tensors(self.program, inputs).expect("it runs").remove(0);
            if step % 10 == 9 {
                read_floats(&loss, context);
            }
        }
        context.card_memory().expect("it is a graphics card")
    }

    fn end(&mut self) {
        self.engine.program_free(self.program);
        self.engine.variable_free(&self.variables);
    }
}

#[test]
fn hundreds_of_steps_take_no_more_than_twenty() {
    let _turn = turn();
    let Some(context) = wgpu() else { return };
    let mut model = Model::new(context);
    let (early, late) = (model.after(20, context), model.after(400, context));
    assert_eq!(late, early);
}

#[test]
fn a_model_that_is_gone_leaves_nothing_behind() {
    let _turn = turn();
    let Some(context) = wgpu() else { return };
    let cycle = || {
        let mut model = Model::new(context);
        let large = model.engine.keep(floats(&vec![1.0; 3 << 20], &[3 << 20], context));
        let variable = model.engine.variable_create(large).expect("it is there");
        model.engine.release(&[large]);
        let held = model.after(20, context);
        model.engine.variable_free(&[variable]);
        model.end();
        (held, context.card_memory().expect("it is a graphics card"))
    };
    let (_, before) = cycle();
    let (held, after) = cycle();
    assert_eq!(after, before);
    assert!(after.used < held.used && after.reserved < held.reserved, "{held:?} {after:?}");
}
