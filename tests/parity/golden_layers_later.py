"""Outputs and gradients of layers that few models use."""

from __future__ import annotations

from typing import Any

from golden_layers import made
from layer_cases_later import LATER_CASES


def cases() -> list[dict[str, Any]]:
    return made(LATER_CASES)
