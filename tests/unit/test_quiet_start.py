"""On a machine without a desktop the first operation prints nothing."""

from __future__ import annotations

import os
import subprocess
import sys

DESKTOP = ("XDG_RUNTIME_DIR", "DISPLAY", "WAYLAND_DISPLAY", "NODEVICE_SELECT")


def test_no_library_complains_about_a_missing_desktop() -> None:
    environment = {name: value for name, value in os.environ.items() if name not in DESKTOP}
    program = "import p_vision; p_vision.ops.ones((2,))"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert done.stdout == ""
