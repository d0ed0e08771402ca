"""Outputs and gradients of more layers."""

from __future__ import annotations

from typing import Any

from golden_layers import made
from layer_cases_more import MORE_CASES


def cases() -> list[dict[str, Any]]:
    return made(MORE_CASES)
