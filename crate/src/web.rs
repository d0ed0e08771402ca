//! The shell for the page: the functions of the boundary as wasm-bindgen exports.
//!
//! One instance of this module is one backend. The page's own script copies bytes between Python's
//! memory and the staging buffers here; a panic ends the instance and the script starts another.

#[cfg(feature = "cpu")]
mod relaxed;
#[cfg(threads)]
mod threads;

use std::cell::RefCell;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
#[cfg(feature = "cpu")]
use std::{
    future::Future,
    pin::pin,
    task::{self, Poll, Waker},
};

use wasm_bindgen::prelude::*;

use crate::attrs::Attrs;
use crate::boundary;
use crate::device::{Backend, Context};
use crate::engine::{Engine, Handle};
use crate::error::{EngineError, Result};
use crate::read::read_packed;
use crate::spec::{DType, Spec, parse_shape};
use crate::upload::{SourceDType, tensor_from_bytes};

const BACKEND: Backend = if cfg!(feature = "cpu") { Backend::Cpu } else { Backend::Wgpu };

/// Bytes that came from the page: held as words so that every element type is aligned.
#[derive(Default)]
struct Staging {
    words: Vec<u64>,
    bytes: usize,
}

impl Staging {
    fn bytes(&self) -> &[u8] {
        &bytemuck::cast_slice(&self.words)[..self.bytes]
    }
}

thread_local! {
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
    static STAGING: RefCell<Vec<Staging>> = const { RefCell::new(vec![]) };
}

/// What the last panic said, on whichever thread.
static PANIC: Mutex<String> = Mutex::new(String::new());
/// Whether the memory of this module has been set up.
static SET_UP: AtomicBool = AtomicBool::new(false);

unsafe extern "C" {
    fn __wasm_call_ctors();
}

/// Runs the module's constructors once; without this call every export would run them again.
///
/// A further thread in the same memory may come here too, and finds all that set up.
#[wasm_bindgen(start)]
fn start() {
    if SET_UP.swap(true, Ordering::AcqRel) {
        return;
    }
    unsafe { __wasm_call_ctors() };
    std::panic::set_hook(Box::new(|info| {
        if let Ok(mut text) = PANIC.try_lock() {
            // The first one: others follow when a thread that was waited for has ended.
            if text.is_empty() {
                *text = info.to_string();
            }
        }
    }));
    crate::log_hook::install();
    #[cfg(feature = "cpu")]
    relaxed::start();
}

impl From<EngineError> for JsValue {
    fn from(error: EngineError) -> Self {
        let value = js_sys::Error::new(&error.to_string());
        value.set_name("EngineError");
        let set = |name: &str, text: &str| js_sys::Reflect::set(&value, &name.into(), &text.into());
        let _ = set("code", error.code).and_then(|_| set("fields", &error.fields_json()));
        value.into()
    }
}

fn with_engine<T>(work: impl FnOnce(&mut Engine) -> Result<T>) -> Result<T> {
    ENGINE.with(|slot| {
        let mut slot = slot.try_borrow_mut().map_err(|_| EngineError::new("engine_panic"))?;
        match slot.as_mut() {
            Some(engine) => work(engine),
            None => Err(EngineError::new("unavailable").with("detail", "not started")),
        }
    })
}

/// Starts the backend of this module.
#[wasm_bindgen]
pub async fn init_backend() -> std::result::Result<String, JsValue> {
    let (context, info) = Context::start(BACKEND).await?;
    ENGINE.with(|slot| *slot.borrow_mut() = Some(Engine::new(context)));
    Ok(info.to_json(BACKEND))
}

/// Address of a buffer of this many bytes for one column; the page fills it.
#[wasm_bindgen]
pub fn staging(column: usize, nbytes: usize) -> usize {
    STAGING.with(|slots| {
        let mut slots = slots.borrow_mut();
        if slots.len() <= column {
            slots.resize_with(column + 1, Staging::default);
        }
        let staging = &mut slots[column];
        staging.words.resize(nbytes.div_ceil(8), 0);
        staging.bytes = nbytes;
        staging.words.as_ptr() as usize
    })
}

/// Makes a tensor of what was staged as column 0.
#[wasm_bindgen]
pub fn upload(source_dtype: &str, dtype: &str, shape: &str) -> std::result::Result<Handle, JsValue> {
    let spec = Spec::new(DType::parse(dtype)?, parse_shape(shape)?);
    let source = SourceDType::parse(source_dtype)?;
    Ok(with_engine(|engine| {
        let staged = STAGING.with(|slots| std::mem::take(&mut *slots.borrow_mut()));
        let bytes = staged.first().map_or(&[][..], Staging::bytes);
        let tensor = tensor_from_bytes(bytes, source, &spec, engine.context())?;
        Ok(engine.keep(tensor))
    })?)
}

/// Runs a program on the staged columns; `source_dtypes` are theirs, joined by commas.
#[wasm_bindgen]
pub fn step(program: Handle, source_dtypes: &str) -> std::result::Result<(), JsValue> {
    Ok(with_engine(|engine| {
        let inputs = STAGING.with(|slots| {
            let slots = slots.borrow();
            let expected = &engine.program(program)?.inputs;
            let dtypes = source_dtypes.split(',').filter(|name| !name.is_empty());
            slots
                .iter()
                .zip(expected)
                .zip(dtypes)
                .map(|((staged, spec), name)| {
                    tensor_from_bytes(staged.bytes(), SourceDType::parse(name)?, spec, engine.context())
                })
                .collect::<Result<Vec<_>>>()
        })?;
        engine.run_tensors(program, inputs).map(|_| ())
    })?)
}

/// Spec of a tensor.
#[wasm_bindgen]
pub fn describe(handle: Handle) -> std::result::Result<String, JsValue> {
    Ok(with_engine(|engine| Ok(engine.tensor(handle)?.spec.to_string()))?)
}

/// Reads tensors back, packed.
#[wasm_bindgen]
pub async fn read(handles: String) -> std::result::Result<js_sys::Uint8Array, JsValue> {
    let handles = boundary::parse_handles(&handles)?;
    let tensors = with_engine(|engine| engine.tensors(&handles))?;
    Ok(js_sys::Uint8Array::from(read_packed(tensors).await?.as_slice()))
}

/// The same without a promise, which costs more than a small read: the processor's values are there.
#[cfg(feature = "cpu")]
#[wasm_bindgen]
pub fn read_now(handles: &str) -> std::result::Result<js_sys::Uint8Array, JsValue> {
    let handles = boundary::parse_handles(handles)?;
    let tensors = with_engine(|engine| engine.tensors(&handles))?;
    Ok(js_sys::Uint8Array::from(packed_now(tensors)?.as_slice()))
}

#[cfg(feature = "cpu")]
fn packed_now(tensors: Vec<crate::tensor::Tensor>) -> Result<Vec<u8>> {
    match pin!(read_packed(tensors)).poll(&mut task::Context::from_waker(Waker::noop())) {
        Poll::Ready(bytes) => bytes,
        Poll::Pending => Err(EngineError::new("engine_panic").with("detail", "a read had to wait")),
    }
}

/// Runs a program without arguments and gives its float32 numbers.
#[cfg(feature = "cpu")]
#[wasm_bindgen]
pub fn numbers_now(program: Handle) -> std::result::Result<String, JsValue> {
    let tensors = with_engine(|engine| engine.run_tensors(program, vec![]))?;
    Ok(boundary::numbers_text(&packed_now(tensors)?))
}

/// Frees tensors.
#[wasm_bindgen]
pub fn release(handles: &str) -> std::result::Result<(), JsValue> {
    let handles = boundary::parse_handles(handles)?;
    with_engine(|engine| {
        engine.release(&handles);
        Ok(())
    })?;
    Ok(())
}

/// Runs one op.
#[wasm_bindgen]
pub fn op(name: &str, handles: &str, attrs: &str) -> std::result::Result<Handle, JsValue> {
    let handles = boundary::parse_handles(handles)?;
    Ok(with_engine(|engine| engine.op(name, &handles, attrs))?)
}

/// The number of an op for the next two functions.
#[wasm_bindgen]
pub fn op_number(name: &str) -> std::result::Result<u32, JsValue> {
    Ok(crate::ops::number(name)?)
}

/// Frees a tensor and runs the op of a number on one or two; 0 stands for none.
#[wasm_bindgen]
pub fn op_direct(
    number: u32,
    first: Handle,
    second: Handle,
    freed: Handle,
) -> std::result::Result<Handle, JsValue> {
    Ok(with_engine(|engine| engine.op_direct(number, first, second, freed))?)
}

/// The same for a tensor and a float on its right.
#[wasm_bindgen]
pub fn op_scalar(
    number: u32,
    handle: Handle,
    right: f64,
    freed: Handle,
) -> std::result::Result<Handle, JsValue> {
    Ok(with_engine(|engine| engine.op_scalar(number, handle, right, freed))?)
}

/// Runs an op whose result's shape depends on values.
#[wasm_bindgen]
pub async fn host_op(name: String, handles: String, attrs: String) -> std::result::Result<Handle, JsValue> {
    let handles = boundary::parse_handles(&handles)?;
    let attrs = Attrs::parse(&attrs)?;
    let (inputs, context) = with_engine(|engine| Ok((engine.tensors(&handles)?, engine.context().clone())))?;
    let results = crate::ops::host::execute_host(&name, &inputs, &attrs, &context).await?;
    Ok(with_engine(|engine| Ok(engine.keep_results(results)))?)
}

/// Specs of an op's outputs.
#[wasm_bindgen]
pub fn infer(name: &str, specs: &str, attrs: &str) -> std::result::Result<String, JsValue> {
    Ok(boundary::infer_text(name, specs, attrs)?)
}

/// The op table.
#[wasm_bindgen]
pub fn ops() -> String {
    boundary::op_table()
}

/// A leaf that gradients can be asked for.
#[wasm_bindgen]
pub fn watch(handle: Handle) -> std::result::Result<Handle, JsValue> {
    Ok(with_engine(|engine| engine.watch(handle))?)
}

/// Gradients of a loss.
#[wasm_bindgen]
pub fn gradients(loss: Handle, sources: &str) -> std::result::Result<String, JsValue> {
    let sources = boundary::parse_handles(sources)?;
    Ok(with_engine(|engine| Ok(boundary::handles_text(&engine.gradients(loss, &sources)?)))?)
}

/// A new variable.
#[wasm_bindgen]
pub fn variable_create(handle: Handle) -> std::result::Result<Handle, JsValue> {
    Ok(with_engine(|engine| engine.variable_create(handle))?)
}

/// New values for a variable.
#[wasm_bindgen]
pub fn variable_assign(variable: Handle, handle: Handle) -> std::result::Result<(), JsValue> {
    Ok(with_engine(|engine| engine.variable_assign(variable, handle))?)
}

/// The values of a variable.
#[wasm_bindgen]
pub fn variable_read(variable: Handle) -> std::result::Result<Handle, JsValue> {
    Ok(with_engine(|engine| engine.variable_read(variable))?)
}

/// Frees variables.
#[wasm_bindgen]
pub fn variable_free(variables: &str) -> std::result::Result<(), JsValue> {
    let variables = boundary::parse_handles(variables)?;
    with_engine(|engine| {
        engine.variable_free(&variables);
        Ok(())
    })?;
    Ok(())
}

/// Checks a program and binds it.
#[wasm_bindgen]
pub fn program_load(json: &str, constants: &str, variables: &str) -> std::result::Result<Handle, JsValue> {
    let constants = boundary::parse_handles(constants)?;
    let variables = boundary::parse_handles(variables)?;
    Ok(with_engine(|engine| engine.program_load(json, &constants, &variables))?)
}

/// Frees a program.
#[wasm_bindgen]
pub fn program_free(program: Handle) -> std::result::Result<(), JsValue> {
    with_engine(|engine| {
        engine.program_free(program);
        Ok(())
    })?;
    Ok(())
}

/// Runs a program once.
#[wasm_bindgen]
pub fn run(program: Handle, arguments: &str) -> std::result::Result<String, JsValue> {
    let arguments = boundary::parse_handles(arguments)?;
    Ok(with_engine(|engine| Ok(boundary::handles_text(&engine.run(program, &arguments)?)))?)
}

/// A permutation as int32 bytes.
#[wasm_bindgen]
pub fn permutation(n: usize, seed: u32) -> Vec<u8> {
    bytemuck::cast_slice(&boundary::permutation(n, seed)).to_vec()
}

/// What lives here, in numbers.
#[wasm_bindgen]
pub fn memory_report() -> std::result::Result<String, JsValue> {
    Ok(with_engine(|engine| Ok(engine.memory()))?)
}

/// Checks that this backend computes right.
#[wasm_bindgen]
pub async fn self_test() -> std::result::Result<String, JsValue> {
    let context = with_engine(|engine| Ok(engine.context().clone()))?;
    Ok(crate::self_test::run(context).await)
}

/// Names of the last ops as JSON.
#[wasm_bindgen]
pub fn last_ops() -> String {
    let names =
        ENGINE.with(|slot| slot.try_borrow().ok()?.as_ref().map(Engine::last_ops)).unwrap_or_default();
    serde_json::json!(names).to_string()
}

/// What the last panic said.
#[wasm_bindgen]
pub fn last_panic() -> String {
    PANIC.try_lock().map(|text| text.clone()).unwrap_or_default()
}
