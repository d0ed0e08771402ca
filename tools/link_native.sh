#!/usr/bin/env bash
# Copies the natively built engine to where `import p_vision` finds it.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
cache=${P_VISION_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/p_vision}
release=${CARGO_TARGET_DIR:-$cache/target}/release
target=$root/py/p_vision/_p_vision.abi3.so

for name in libp_vision.so libp_vision.dylib; do
  if [[ -f $release/$name ]]; then
    # Written beside and renamed: a running interpreter keeps the file it has mapped.
    cp "$release/$name" "$target.new"
    mv "$target.new" "$target"
    exit 0
  fi
done
echo "No built engine in $release: run make build first." >&2
exit 1
