"""Outputs and gradients of preprocessing layers."""

from __future__ import annotations

from typing import Any

from golden_layers import made
from layer_cases_preprocessing import PREPROCESSING_CASES


def cases() -> list[dict[str, Any]]:
    return made(PREPROCESSING_CASES)
