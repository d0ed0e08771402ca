"""Run the scripts of ``tests/scripts`` with real Keras and keep what they end with.

Only their import is changed. Run it as ``make_golden.py`` is run:

    keras-venv/bin/python tests/parity/golden_scripts.py [name ...]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).parents[1] / "scripts"
GOLDEN = SCRIPTS / "golden.json"


def with_keras(source: str) -> str:
    source = source.replace("import p_vision as keras", "import keras")
    return source.replace("from p_vision", "from keras")


def main() -> None:
    wanted = sys.argv[1:]
    found = json.loads(GOLDEN.read_text()) if GOLDEN.exists() else {}
    for path in sorted(SCRIPTS.glob("*.py")):
        if "RESULT" not in path.read_text() or (wanted and path.stem not in wanted):
            continue
        done = subprocess.run(
            [sys.executable, "-c", with_keras(path.read_text())],
            env={**os.environ, "KERAS_BACKEND": "jax"},
            capture_output=True,
            text=True,
        )
        results = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
        if not results:
            print(path.stem, done.stderr[-600:])
            continue
        found[path.stem] = json.loads(results[-1].removeprefix("RESULT "))
        print(path.stem, found[path.stem], flush=True)
        lines = [f"{json.dumps(name)}: {json.dumps(found[name])}" for name in sorted(found)]
        GOLDEN.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
