"""Outputs and gradients of attention layers."""

from __future__ import annotations

from typing import Any

from golden_layers import made
from layer_cases_attention import ATTENTION_CASES


def cases() -> list[dict[str, Any]]:
    return made(ATTENTION_CASES)
