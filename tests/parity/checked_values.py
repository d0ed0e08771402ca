"""The golden values that are checked in, and how near to them a result must be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

GOLDEN = Path(__file__).parent / "golden"

#: Relative to the largest value of an array (or 1): float32 sums in another order differ.
TOLERANCES = {"Cpu": 1e-5, "Wgpu": 1e-4}


def golden(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((GOLDEN / f"{name}.json").read_text())["cases"]
    return cases


def case_id(case: dict[str, Any]) -> str:
    return str(case["name"])


def array(entry: dict[str, Any]) -> np.ndarray:
    return np.array(entry["values"], dtype=entry["dtype"]).reshape(entry["shape"])


def check_close(
    backend: str, found: Any, wanted: dict[str, Any], what: str, tolerance: float | None = None
) -> None:
    """Compare with golden values; a case may bring a tolerance of its own."""
    expected = array(wanted)
    values = np.asarray(found.numpy() if hasattr(found, "numpy") else found)
    assert tuple(values.shape) == tuple(expected.shape), f"{what}: shape {values.shape}"
    relative = max(tolerance or 0.0, TOLERANCES[backend])
    scale = max(1.0, float(np.max(np.abs(expected[np.isfinite(expected)]), initial=0.0)))
    np.testing.assert_allclose(values, expected, rtol=relative, atol=relative * scale, err_msg=what)
