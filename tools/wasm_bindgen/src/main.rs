//! `wasm-bindgen` without the parts that this project has no use for (test runner, downloads).
//!
//! `p_vision_wasm_bindgen WASM OUT_DIR OUT_NAME` writes `OUT_NAME.js` and `OUT_NAME_bg.wasm`.

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [wasm, out_dir, out_name] = words.as_slice() else {
        println!("wasm-bindgen {}", env!("CARGO_PKG_VERSION"));
        return ExitCode::SUCCESS;
    };
    let mut bindgen = Bindgen::new();
    let written = bindgen
        .input_path(wasm)
        .out_name(out_name)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .web(true)
        .and_then(|bindgen| bindgen.generate(out_dir));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}
