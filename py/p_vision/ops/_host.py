"""Results that numpy computes from values, with gradients by formulas of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from p_vision._scopes import scopes
from p_vision.errors import GradientError, ShapeError, ValueNeededError
from p_vision.ops._apply import _on_one_engine, as_tensor, unary
from p_vision.tensor import Tensor, from_host
from p_vision.tracing import SymbolicTensor

__all__ = ["change", "differentiated", "from_values", "matrix", "no_formula"]


def from_values(op: str, compute: Callable[..., Any], *inputs: Any) -> list[Tensor]:
    """Hand the values of tensors to a function of numpy arrays.

    Args:
        op: The operation's name, for messages.
        compute: Takes float64 arrays; returns one array or a tuple of them.
        *inputs: Tensors.

    Returns:
        Its results as tensors of the same backend, float32 or int32.

    Raises:
        ValueNeededError: while a step is being recorded.
    """
    ready = [as_tensor(value) for value in inputs]
    if any(isinstance(value, SymbolicTensor) for value in ready):
        raise ValueNeededError(
            f"{op} is computed from values, which are not known while a step is being recorded. "
            "Run the code eagerly: compile(..., run_eagerly=True)."
        )
    tensors = _on_one_engine(op, ready)
    arrays = [tensor.numpy().astype("float64") for tensor in tensors]
    found = compute(*arrays)
    engine = tensors[0]._engine
    parts = found if isinstance(found, tuple) else (found,)
    return [
        from_host(part, "int32" if part.dtype.kind in "iu" else "float32", engine) for part in parts
    ]


def differentiated() -> bool:
    """Whether a gradient may be asked for."""
    return scopes.tape is not None


def change(x: Any) -> Any:
    """Zeros that carry the gradient of `x`: first-order formulas are linear in them."""
    return x - unary("stop_gradient", x)


def matrix(x: Any, op: str, square: bool = False) -> Any:
    """A float32 tensor whose last two axes are those of matrices.

    Raises:
        ShapeError: when it has fewer axes, or they differ where they must not.
    """
    x = as_tensor(x)
    if len(x.shape) < 2 or (square and x.shape[-1] != x.shape[-2]):
        kind = "square matrices: shape (..., n, n)" if square else "matrices: shape (..., m, n)"
        raise ShapeError(f"{op} takes {kind}; this has shape {x.shape}.")
    return x if x.dtype == "float32" else x * 1.0


def no_formula(op: str, when: str) -> None:
    """Complain where a gradient would be missing.

    Raises:
        GradientError: inside a tape.
    """
    if differentiated():
        raise GradientError(
            f"{op} has no gradient {when}. Compute it before the GradientTape if it is a constant."
        )
