"""Inputs that are the same each time, and arrays as JSON."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np


def generator(name: str) -> np.random.Generator:
    return np.random.default_rng(zlib.crc32(name.encode()))


def values(name: str, shape: tuple[int, ...], low: float = -1.0, high: float = 1.0) -> np.ndarray:
    """Numbers with three decimals, so that they are the same in every text."""
    drawn = generator(name).uniform(low, high, size=shape)
    return np.round(drawn, 3).astype("float32")


def whole(name: str, shape: tuple[int, ...], high: int) -> np.ndarray:
    return generator(name).integers(0, high, size=shape).astype("int32")


def probabilities(name: str, shape: tuple[int, ...]) -> np.ndarray:
    drawn = generator(name).uniform(0.05, 1.0, size=shape)
    return np.round(drawn / drawn.sum(-1, keepdims=True), 3).astype("float32")


def directions(name: str, shape: tuple[int, ...]) -> np.ndarray:
    """Vectors of about length 1."""
    drawn = generator(name).normal(size=shape)
    return np.round(drawn / np.linalg.norm(drawn, axis=-1, keepdims=True), 3).astype("float32")


def array(value: Any) -> dict[str, Any]:
    """An array as shape and flat values with eight digits."""
    flat = np.asarray(value)
    kind = "int32" if flat.dtype.kind in "iub" else "float32"
    listed = [int(v) if kind == "int32" else _short(v) for v in flat.reshape(-1).tolist()]
    return {"shape": list(flat.shape), "dtype": kind, "values": listed}


def _short(value: float) -> float | str:
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    return float(f"{value:.8g}")
