//! Products that are multiplied and added in one step, where the browser has that instruction.
//!
//! A small module is started in the memory of this one, and its loops become an entry of this one's table of
//! functions: a call from here to there costs what a call through a pointer costs.

use js_sys::{Array, Function, Object, Reflect, Uint8Array, WebAssembly};
use wasm_bindgen::{JsCast, JsValue};

use crate::kernels::gemm_simd128::{Loops, compute_by};

const MODULE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/relaxed.wasm"));

/// Starts using it; where the browser does not know it, nothing changes.
pub fn start() {
    let module = Uint8Array::from(MODULE);
    if let Ok(true) = WebAssembly::validate(&module)
        && let Ok(entry) = entry(&module)
    {
        // Safety: a function pointer is an entry of the table, and the function has this form.
        compute_by(unsafe { std::mem::transmute::<usize, Loops>(entry as usize) });
    }
}

/// The place of its loops in the table of functions.
fn entry(module: &Uint8Array) -> Result<u32, JsValue> {
    let memory = Array::of2(&"memory".into(), &wasm_bindgen::memory());
    let environment = Object::from_entries(&Array::of1(&memory))?;
    let imports = Object::from_entries(&Array::of1(&Array::of2(&"env".into(), &environment)))?;
    let instance = WebAssembly::Instance::new(&WebAssembly::Module::new(module)?, &imports)?;
    let multiply: Function = Reflect::get(&instance.exports(), &"multiply".into())?.unchecked_into();
    let table: WebAssembly::Table = wasm_bindgen::function_table().unchecked_into();
    let entry = table.grow(1)?;
    table.set(entry, &multiply)?;
    Ok(entry)
}
