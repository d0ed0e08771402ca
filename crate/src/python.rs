//! The shell for CPython: the functions of the boundary as a PyO3 module.
//!
//! The first argument of each function says which backend: 0 is the processor, 1 the graphics card.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::boundary;
use crate::device::{Backend, Context};
use crate::engine::{Engine, Handle};
use crate::error::{EngineError, Result};
use crate::gather::Plan;
use crate::read::read_packed;
use crate::spec::{DType, Spec, parse_shape};
use crate::upload::{SourceDType, tensor_from_bytes};

create_exception!(
    _p_vision,
    EngineErrorForPython,
    PyException,
    "An error of the engine: (code, fields as JSON)."
);

impl From<EngineError> for PyErr {
    fn from(error: EngineError) -> Self {
        EngineErrorForPython::new_err((error.code, error.fields_json()))
    }
}

/// What is kept of each backend. A started backend outlives its engine: it cannot be started twice.
struct Place {
    context: Option<Context>,
    engine: Option<Engine>,
    info: String,
}

static PLACES: [Mutex<Place>; 2] =
    [const { Mutex::new(Place { context: None, engine: None, info: String::new() }) }; 2];
static STOP: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

fn place(backend: usize) -> Result<MutexGuard<'static, Place>> {
    let place = PLACES
        .get(backend)
        .ok_or_else(|| EngineError::new("unavailable").with("detail", "no such backend"))?;
    Ok(place.lock().unwrap_or_else(PoisonError::into_inner))
}

fn contained<T>(backend: usize, work: impl FnOnce(&mut Engine) -> Result<T>) -> Result<T> {
    let mut place = place(backend)?;
    let Some(engine) = place.engine.as_mut() else {
        return Err(EngineError::new("engine_panic").with("detail", "the engine is not running"));
    };
    match catch_unwind(AssertUnwindSafe(|| work(engine))) {
        Ok(result) => result,
        Err(panic) => {
            let detail = panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_string()))
                .unwrap_or_default();
            let last_ops = place.engine.take().map(|engine| engine.last_ops()).unwrap_or_default();
            Err(EngineError::new("engine_panic").with("detail", detail).with("last_ops", last_ops))
        }
    }
}

/// Lets the allocator keep what a step frees for the next step: giving it back to the system and asking for it
/// again, page by page, is about a fifth of a recurrent train step.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn keep_freed_memory() {
    use std::ffi::c_int;
    // Parameters of mallopt(3); larger blocks than this have mappings of their own, as before.
    const TRIM_THRESHOLD: c_int = -1;
    const MMAP_THRESHOLD: c_int = -3;
    unsafe extern "C" {
        fn mallopt(parameter: c_int, value: c_int) -> c_int;
    }
    // Safety: only numbers are passed, and the allocator guards its own settings.
    unsafe {
        mallopt(TRIM_THRESHOLD, 1 << 30);
        mallopt(MMAP_THRESHOLD, 32 << 20);
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn keep_freed_memory() {}

/// Starts the backend unless it runs already: a graphics device can be opened only once in a process.
fn start(backend: usize, place: &mut Place) -> Result<()> {
    if place.context.is_some() {
        return Ok(());
    }
    crate::log_hook::install();
    keep_freed_memory();
    let kind = if backend == 0 { Backend::Cpu } else { Backend::Wgpu };
    let started = catch_unwind(AssertUnwindSafe(|| pollster::block_on(Context::start(kind))));
    let failed = || EngineError::new("unavailable").with("detail", "the graphics driver failed to start");
    let (context, info) = started.unwrap_or_else(|_| Err(failed()))?;
    place.info = info.to_json(kind);
    place.context = Some(context);
    Ok(())
}

#[pyfunction]
fn init(backend: usize) -> PyResult<String> {
    let mut place = place(backend)?;
    start(backend, &mut place)?;
    place.engine = place.context.clone().map(Engine::new);
    Ok(place.info.clone())
}

#[pyfunction]
fn info(backend: usize) -> PyResult<String> {
    let mut place = place(backend)?;
    match start(backend, &mut place) {
        Ok(()) => Ok(place.info.clone()),
        Err(error) => Ok(serde_json::json!({
            "abi": boundary::ABI, "backend": Backend::Wgpu.name(), "adapter": "", "software": true,
            "reason": error.fields.get("detail"),
        })
        .to_string()),
    }
}

/// # Safety of the address
/// Python keeps the array alive and hands over its address and length in bytes.
fn caller_bytes<'a>(address: usize, length: usize) -> &'a [u8] {
    if length == 0 {
        return &[];
    }
    unsafe { std::slice::from_raw_parts(address as *const u8, length) }
}

#[pyfunction]
fn upload(
    backend: usize,
    address: usize,
    nbytes: usize,
    source_dtype: &str,
    dtype: &str,
    shape: &str,
) -> PyResult<Handle> {
    let spec = Spec::new(DType::parse(dtype)?, parse_shape(shape)?);
    let source = SourceDType::parse(source_dtype)?;
    Ok(contained(backend, |engine| {
        let tensor = tensor_from_bytes(caller_bytes(address, nbytes), source, &spec, engine.context())?;
        Ok(engine.keep(tensor))
    })?)
}

#[pyfunction]
fn describe(backend: usize, handle: Handle) -> PyResult<String> {
    Ok(contained(backend, |engine| Ok(engine.tensor(handle)?.spec.to_string()))?)
}

#[pyfunction]
fn read<'py>(python: Python<'py>, backend: usize, handles: &str) -> PyResult<Bound<'py, PyBytes>> {
    let handles = boundary::parse_handles(handles)?;
    let bytes = python
        .detach(|| contained(backend, |engine| pollster::block_on(read_packed(engine.tensors(&handles)?))))?;
    Ok(PyBytes::new(python, &bytes))
}

#[pyfunction]
fn release(backend: usize, handles: &str) -> PyResult<()> {
    let handles = boundary::parse_handles(handles)?;
    if let Some(engine) = place(backend)?.engine.as_mut() {
        engine.release(&handles);
    }
    Ok(())
}

#[pyfunction]
fn op(backend: usize, name: &str, handles: &str, attrs: &str) -> PyResult<Handle> {
    let handles = boundary::parse_handles(handles)?;
    Ok(contained(backend, |engine| engine.op(name, &handles, attrs))?)
}

#[pyfunction]
fn op_number(_backend: usize, name: &str) -> PyResult<u32> {
    Ok(crate::ops::number(name)?)
}

#[pyfunction]
fn op_direct(backend: usize, number: u32, first: Handle, second: Handle, freed: Handle) -> PyResult<Handle> {
    Ok(contained(backend, |engine| engine.op_direct(number, first, second, freed))?)
}

#[pyfunction]
fn op_scalar(backend: usize, number: u32, handle: Handle, right: f64, freed: Handle) -> PyResult<Handle> {
    Ok(contained(backend, |engine| engine.op_scalar(number, handle, right, freed))?)
}

#[pyfunction]
fn host_op(backend: usize, name: &str, handles: &str, attrs: &str) -> PyResult<Handle> {
    let handles = boundary::parse_handles(handles)?;
    Ok(contained(backend, |engine| {
        let inputs = engine.tensors(&handles)?;
        let attrs = crate::attrs::Attrs::parse(attrs)?;
        let results =
            pollster::block_on(crate::ops::host::execute_host(name, &inputs, &attrs, engine.context()))?;
        Ok(engine.keep_results(results))
    })?)
}

#[pyfunction]
fn infer(_backend: usize, name: &str, specs: &str, attrs: &str) -> PyResult<String> {
    Ok(boundary::infer_text(name, specs, attrs)?)
}

#[pyfunction]
fn ops(_backend: usize) -> String {
    boundary::op_table()
}

#[pyfunction]
fn watch(backend: usize, handle: Handle) -> PyResult<Handle> {
    Ok(contained(backend, |engine| engine.watch(handle))?)
}

#[pyfunction]
fn gradients(backend: usize, loss: Handle, sources: &str) -> PyResult<String> {
    let sources = boundary::parse_handles(sources)?;
    Ok(contained(backend, |engine| Ok(boundary::handles_text(&engine.gradients(loss, &sources)?)))?)
}

#[pyfunction]
fn variable_create(backend: usize, handle: Handle) -> PyResult<Handle> {
    Ok(contained(backend, |engine| engine.variable_create(handle))?)
}

#[pyfunction]
fn variable_assign(backend: usize, variable: Handle, handle: Handle) -> PyResult<()> {
    Ok(contained(backend, |engine| engine.variable_assign(variable, handle))?)
}

#[pyfunction]
fn variable_read(backend: usize, variable: Handle) -> PyResult<Handle> {
    Ok(contained(backend, |engine| engine.variable_read(variable))?)
}

#[pyfunction]
fn variable_free(backend: usize, variables: &str) -> PyResult<()> {
    let variables = boundary::parse_handles(variables)?;
    if let Some(engine) = place(backend)?.engine.as_mut() {
        engine.variable_free(&variables);
    }
    Ok(())
}

#[pyfunction]
fn program_load(backend: usize, json: &str, constants: &str, variables: &str) -> PyResult<Handle> {
    let constants = boundary::parse_handles(constants)?;
    let variables = boundary::parse_handles(variables)?;
    Ok(contained(backend, |engine| engine.program_load(json, &constants, &variables))?)
}

#[pyfunction]
fn program_free(backend: usize, program: Handle) -> PyResult<()> {
    if let Some(engine) = place(backend)?.engine.as_mut() {
        engine.program_free(program);
    }
    Ok(())
}

#[pyfunction]
fn run(python: Python<'_>, backend: usize, program: Handle, arguments: &str) -> PyResult<String> {
    let arguments = boundary::parse_handles(arguments)?;
    let outputs = python.detach(|| contained(backend, |engine| engine.run(program, &arguments)))?;
    Ok(boundary::handles_text(&outputs))
}

#[pyfunction]
fn numbers(python: Python<'_>, backend: usize, program: Handle) -> PyResult<String> {
    let bytes = python.detach(|| {
        contained(backend, |engine| pollster::block_on(read_packed(engine.run_tensors(program, vec![])?)))
    })?;
    Ok(boundary::numbers_text(&bytes))
}

#[pyfunction]
fn run_steps(
    python: Python<'_>,
    backend: usize,
    program: Handle,
    plan: &str,
    first_step: usize,
    steps: usize,
    budget_ms: f64,
) -> PyResult<usize> {
    use std::sync::atomic::Ordering;
    let plan = Plan::parse(plan)?;
    let budget = Duration::from_secs_f64(budget_ms.clamp(0.0, 1e9) / 1000.0);
    Ok(python.detach(|| {
        contained(backend, |engine| {
            let started = Instant::now();
            let indices = caller_bytes(plan.indices_address, plan.indices_count.saturating_mul(4));
            let mut done = 0;
            while done < steps && !STOP.swap(false, Ordering::Relaxed) {
                let rows = plan.rows_of_step(first_step + done, indices)?;
                let inputs = plan
                    .columns
                    .iter()
                    .zip(&engine.program(program)?.inputs)
                    .map(|(column, spec)| {
                        let bytes = column.gather(caller_bytes(column.address, column.bytes()), &rows)?;
                        tensor_from_bytes(&bytes, column.source()?, spec, engine.context())
                    })
                    .collect::<Result<Vec<_>>>()?;
                engine.run_tensors(program, inputs)?;
                done += 1;
                if started.elapsed() >= budget {
                    break;
                }
            }
            Ok(done)
        })
    })?)
}

#[pyfunction]
fn permutation<'py>(python: Python<'py>, _backend: usize, n: usize, seed: u32) -> Bound<'py, PyBytes> {
    PyBytes::new(python, bytemuck::cast_slice(&boundary::permutation(n, seed)))
}

#[pyfunction]
fn memory(backend: usize) -> PyResult<String> {
    Ok(contained(backend, |engine| Ok(engine.memory()))?)
}

#[pyfunction]
fn self_test(backend: usize) -> PyResult<String> {
    Ok(contained(backend, |engine| Ok(pollster::block_on(crate::self_test::run(engine.context().clone()))))?)
}

#[pyfunction]
fn stop(_backend: usize) {
    STOP.store(true, std::sync::atomic::Ordering::Relaxed);
}

#[pyfunction]
fn last_ops(backend: usize) -> PyResult<Vec<&'static str>> {
    Ok(place(backend)?.engine.as_ref().map(Engine::last_ops).unwrap_or_default())
}

/// The native module.
#[pymodule]
mod _p_vision {
    use pyo3::prelude::*;

    #[pymodule_init]
    fn init_module(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("EngineError", module.py().get_type::<super::EngineErrorForPython>())
    }

    #[pymodule_export]
    use super::{
        describe, gradients, host_op, infer, info, init, last_ops, memory, numbers, op, op_direct, op_number,
        op_scalar, ops, permutation, program_free, program_load, read, release, run, run_steps, self_test,
        stop, upload, variable_assign, variable_create, variable_free, variable_read, watch,
    };
}
