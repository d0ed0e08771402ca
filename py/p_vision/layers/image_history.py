"""How an image got smaller on its way through the layers of a model."""

from __future__ import annotations

from typing import Any

from p_vision import tracing
from p_vision.errors import ImageTooSmallError

__all__ = ["with_history"]


def with_history(error: ImageTooSmallError, inputs: Any) -> ImageTooSmallError:
    """Add the sizes an image had, from the input on, to the complaint that it is too small.

    Args:
        error: The complaint.
        inputs: What the layer was called on.
    """
    sizes: list[str] = []
    leaves = tracing.flatten(inputs)
    tensor = leaves[0] if leaves else None
    while isinstance(tensor, tracing.KerasTensor):
        size = "x".join("?" if side is None else str(side) for side in tensor.shape[1:-1])
        if not sizes or sizes[-1] != size:
            sizes.append(size)
        call = tensor.call
        earlier = [] if call is None else tracing.flatten((call.args, call.kwargs))
        tensor = next((leaf for leaf in earlier if isinstance(leaf, tracing.KerasTensor)), None)
    before, _, advice = str(error).partition(" There were ")
    if len(sizes) < 2:
        return ImageTooSmallError(
            f"{before} Use a larger input, a smaller window, or padding='same'."
        )
    chain = " -> ".join(reversed(sizes))
    return ImageTooSmallError(f"{before} On the way it shrinks: {chain}. There were {advice}")
