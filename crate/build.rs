//! Compiles the module that the engine for the page carries (`src/kernels/relaxed_module.rs`).

use std::env::var;
use std::path::PathBuf;
use std::process::Command;

const SOURCES: [&str; 2] = ["src/kernels/relaxed_module.rs", "src/kernels/tile.rs"];

fn main() {
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
    }
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-check-cfg=cfg(threads)");
    let on = |name: &str| var(format!("CARGO_FEATURE_{name}")).is_ok();
    let page = var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32");
    let threads = !page || on("THREADS");
    if threads {
        println!("cargo:rustc-cfg=threads");
    }
    if !page || !on("WEB") || !on("CPU") {
        return;
    }
    // The module works in the engine's memory, where it has no place of its own: with no room for a stack, code
    // that needed one would end at its first use.
    // Its loops become an entry of the engine's table of functions.
    println!("cargo:rustc-link-arg-cdylib=--growable-table");
    let module = PathBuf::from(var("OUT_DIR").expect("cargo names it")).join("relaxed.wasm");
    let mut features = "target-feature=+simd128,+relaxed-simd".to_owned();
    let mut more: Vec<String> = vec![];
    if threads {
        // The same memory, and so the same words about it, as the engine's own link.
        features.push_str(",+atomics,+bulk-memory");
        more = ["--shared-memory", "--max-memory=4294967296"].map(|word| format!("-Clink-arg={word}")).into();
        let flags = var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
        let sysroot = flags.split('\x1f').skip_while(|word| *word != "--sysroot").take(2);
        more.extend(sysroot.map(str::to_owned));
    }
    let status = Command::new(var("RUSTC").expect("cargo names it"))
        .args(["--edition", "2024", "--crate-type", "cdylib", "--crate-name", "relaxed", SOURCES[0]])
        .args(["--target", &var("TARGET").expect("cargo names it"), "-C", &features])
        .args(["-C", "opt-level=3", "-C", "panic=abort", "-C", "codegen-units=1", "-C", "strip=symbols"])
        .args(["-C", "link-arg=--import-memory", "-C", "link-arg=--initial-memory=65536"])
        .args(["-C", "link-arg=-zstack-size=0"])
        .args(more)
        .arg("-o")
        .arg(&module)
        .status()
        .expect("cargo's compiler runs");
    assert!(status.success(), "{} does not compile", SOURCES[0]);
}
