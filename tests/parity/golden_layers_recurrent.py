"""Outputs and gradients of recurrent layers."""

from __future__ import annotations

from typing import Any

from golden_layers import made
from layer_cases_recurrent import RECURRENT_CASES


def cases() -> list[dict[str, Any]]:
    return made(RECURRENT_CASES)
