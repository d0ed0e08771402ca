"""Values and gradients of loops."""

from __future__ import annotations

from typing import Any

import jax
import keras
from golden_values import array, values
from loop_cases import CASES, SHAPES


def cases() -> list[dict[str, Any]]:
    return [_case(name) for name in CASES]


def _case(name: str) -> dict[str, Any]:
    inputs = [values(f"loops/{part}", shape) for part, shape in SHAPES.items()]
    outputs, pull = jax.vjp(lambda *given: CASES[name](keras.ops, *given), *inputs)
    upstream = [values(f"loops/{name}/{i}", part.shape) for i, part in enumerate(outputs)]
    seeds = [
        seed if part.dtype == "float32" else jax.numpy.zeros(part.shape, jax.dtypes.float0)
        for seed, part in zip(upstream, outputs, strict=True)
    ]
    return {
        "name": name,
        "inputs": [array(part) for part in inputs],
        "outputs": [array(part) for part in outputs],
        "upstream": [array(part) for part in upstream],
        "gradients": [array(part) for part in pull(seeds)],
    }
