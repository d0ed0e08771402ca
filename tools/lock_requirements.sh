#!/usr/bin/env bash
# Writes requirements/*.txt from pyproject.toml. Needs uv on PATH; only for whoever changes a pin.
set -euo pipefail

cd "$(dirname "$0")/.."
lock() {
  env -u PIP_FIND_LINKS uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-header --no-emit-index-url --no-emit-find-links "$@"
}
lock pyproject.toml --extra server --output-file requirements/play.txt
lock pyproject.toml --extra server --group test --group lint --group package \
  --constraint requirements/play.txt --output-file requirements/test.txt
