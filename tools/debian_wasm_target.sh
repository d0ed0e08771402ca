#!/usr/bin/env bash
# Builds the standard library for wasm32-unknown-unknown with Debian's own Rust, for machines
# where `rustup target add` cannot reach its server. Run as root; takes about two minutes.
set -euo pipefail

target=wasm32-unknown-unknown
packages=(rustc-web cargo-web rust-web-src rust-web-llvm lld-22)
if ! dpkg -s "${packages[@]}" >/dev/null 2>&1; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${packages[@]}"
fi

sysroot=$(/usr/bin/rustc --print sysroot)
libraries=$sysroot/lib/rustlib/$target/lib
if compgen -G "$libraries/libstd-*.rlib" >/dev/null; then
  exit 0
fi

build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
mkdir -p "$build/src" "$build/.cargo"
cat >"$build/Cargo.toml" <<'TOML'
[package]
name = "wasm_target_probe"
version = "0.0.0"
edition = "2024"
[lib]
crate-type = ["cdylib"]
TOML
: >"$build/src/lib.rs"
# The sources of the standard library come with their dependencies: no registry is asked.
cat >"$build/.cargo/config.toml" <<TOML
[source.crates-io]
replace-with = "debian"
[source.debian]
directory = "$sysroot/lib/rustlib/src/rust/library/vendor"
TOML

cd "$build"
env -u RUSTFLAGS PATH="/usr/bin:$PATH" CARGO_TARGET_DIR="$build/target" RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc \
  /usr/bin/cargo build --release --target "$target" -Z build-std=std,panic_abort
mkdir -p "$libraries"
cp target/$target/release/deps/*.rlib "$libraries/"
