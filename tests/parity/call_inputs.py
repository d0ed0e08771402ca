"""Short ways to write the arguments of calls that are compared with Keras."""

from __future__ import annotations

from typing import Any

import numpy as np
from golden_values import generator, values, whole

#: A function, its arguments, its named arguments, and what is special about the case.
Call = tuple[str, list[Any], dict[str, Any], dict[str, Any]]

NAN, INF = float("nan"), float("inf")


def call(name: str, *args: Any, **kwargs: Any) -> Call:
    return name, list(args), kwargs, {}


def flat(name: str, *args: Any, **kwargs: Any) -> Call:
    """Without a gradient: Keras gives none, or zeros where an error is better."""
    return name, list(args), kwargs, {"gradient": False}


def near(tolerance: float, made: Call) -> Call:
    """With a wider tolerance than usual."""
    return *made[:3], {**made[3], "tolerance": tolerance}


def x(*shape: int, low: float = -1.0, high: float = 1.0, tag: str = "x") -> np.ndarray:
    return values(f"{tag}{shape}{low}{high}", shape, low, high)


def y(*shape: int, low: float = -1.0, high: float = 1.0) -> np.ndarray:
    return x(*shape, low=low, high=high, tag="y")


def z(*shape: int, low: float = -1.0, high: float = 1.0) -> np.ndarray:
    return x(*shape, low=low, high=high, tag="z")


def i(*shape: int, high: int = 5, low: int = 0, tag: str = "i") -> np.ndarray:
    return whole(f"{tag}{shape}{low}{high}", shape, high - low) + np.int32(low)


def j(*shape: int, high: int = 5, low: int = 0) -> np.ndarray:
    return i(*shape, high=high, low=low, tag="j")


def b(*shape: int, tag: str = "b") -> np.ndarray:
    return generator(f"{tag}{shape}").integers(0, 2, size=shape).astype(bool)


def c(*shape: int) -> np.ndarray:
    return b(*shape, tag="c")


def given(*entries: Any, dtype: str = "float32") -> np.ndarray:
    return np.array(entries, dtype=dtype)


def gaps() -> np.ndarray:
    """Numbers with nan among them."""
    found = x(3, 4)
    found[0, 1] = found[2, 2] = found[2, 0] = NAN
    return found


def positive_definite(*shape: int, tag: str = "spd") -> np.ndarray:
    root = x(*shape, tag=tag)
    product = root @ np.swapaxes(root, -1, -2) + np.eye(shape[-1]) * 0.5
    return np.round(product, 3).astype("float32")


def well_conditioned(*shape: int, tag: str = "well") -> np.ndarray:
    return x(*shape, tag=tag) + np.eye(shape[-1], dtype="float32") * np.float32(2.0)
