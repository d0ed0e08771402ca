"""Masks: which time steps or samples count. They travel with the tensors.

A layer takes the masks of its inputs as ``mask`` (or ``query_mask`` and the
like) and says with ``compute_mask`` which one its output has.
"""

from __future__ import annotations

from typing import Any

from p_vision import tracing
from p_vision.layers import signatures
from p_vision.notices import warn
from p_vision.tensor import Tensor
from p_vision.tracing import SymbolicTensor


def get_mask(tensor: Any) -> Any:
    """Return the mask that travels with a tensor, or None."""
    return getattr(tensor, "_keras_mask", None)


def set_mask(tensor: Any, mask: Any) -> None:
    """Let a mask travel with a tensor."""
    if isinstance(tensor, (Tensor, SymbolicTensor)):
        tensor._keras_mask = mask  # type: ignore[union-attr]


def masks_of(value: Any) -> Any:
    """Return the masks of (nested) tensors in the same structure; None where there is none."""
    return tracing.map_leaves(get_mask, value)


def has_masks(masks: Any) -> bool:
    """Return whether any mask is there."""
    return masks is not None and any(mask is not None for mask in tracing.flatten(masks))


def fill_mask_arguments(layer: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Pass the masks of the inputs to a layer whose ``call`` asks for them."""
    names = signatures.call_arguments(type(layer))
    asked = [name for name in names if name == "mask" or name.endswith("_mask")]
    if not asked:
        return
    given = dict(zip(names, args, strict=False)) | kwargs
    tensors = {name: value for name, value in given.items() if _holds_tensors(name, value)}
    single = len(tensors) == 1
    for name, value in tensors.items():
        argument = "mask" if single else f"{name}_mask"
        if argument in asked and given.get(argument) is None and names.index(argument) >= len(args):
            masks = masks_of(value)
            if has_masks(masks):
                kwargs[argument] = masks


def pass_mask_on(layer: Any, inputs: Any, outputs: Any, previous_mask: Any) -> None:
    """Give the outputs of a layer the mask the layer says they have."""
    if not layer.supports_masking:
        if has_masks(previous_mask) and not hasattr(layer, "layers"):
            warn(
                f"{type(layer).__name__} '{layer.name}' does not pass masks on: the layers after "
                "it count every time step."
            )
        return
    leaves = tracing.flatten(outputs)
    if all(get_mask(leaf) is not None for leaf in leaves):
        return
    masks = layer.compute_mask(inputs, previous_mask)
    if masks is None:
        return
    for leaf, mask in zip(leaves, tracing.flatten(masks), strict=False):
        if mask is not None and get_mask(leaf) is None:
            set_mask(leaf, mask)


def _holds_tensors(name: str, value: Any) -> bool:
    if name == "mask" or name.endswith("_mask") or name == "training":
        return False
    leaves = tracing.flatten(value)
    return bool(leaves) and any(isinstance(leaf, (Tensor, SymbolicTensor)) for leaf in leaves)
