"""Axes by name: a pattern says how they are split, ordered and joined."""

from __future__ import annotations

import re
from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.ops._apply import as_tensor, composite
from p_vision.ops.arrangement import transpose
from p_vision.ops.shapes import reshape

__all__ = ["rearrange"]

_TOKEN = re.compile(r"\(([^()]*)\)|(\S+)")


def _groups(side: str) -> list[list[str]]:
    """`"b (h w)"` as `[["b"], ["h", "w"]]`."""
    return [inside.split() if single == "" else [single] for inside, single in _TOKEN.findall(side)]


@composite
def rearrange(tensor: Any, pattern: str, **axes_lengths: int) -> Any:
    """A tensor with its axes split, ordered and joined as a pattern says.

    Args:
        tensor: A tensor.
        pattern: Names for the axes before and after an arrow; names in
            parentheses are one axis together: ``"b (h w) c -> b h (w c)"``.
        **axes_lengths: Sizes of names that the shape leaves open.

    Returns:
        A tensor with the same values.

    Raises:
        ArgumentError: when names are missing on one side, or sizes are left open.
        ShapeError: when the pattern does not fit the shape.

    Source:
        Rogozhnikov, "Einops: clear and reliable tensor manipulations" (2022).

    Example:
        >>> from p_vision import ops
        >>> ops.rearrange(ops.ones((2, 6)), "a (b c) -> b (a c)", b=3).shape
        (3, 4)
    """
    before, arrow, after = pattern.partition("->")
    left, right = _groups(before), _groups(after)
    names = [name for group in left for name in group]
    wanted = [name for group in right for name in group]
    if not arrow or sorted(names) != sorted(wanted) or len(set(names)) != len(names):
        raise ArgumentError(
            f"rearrange: {pattern!r} needs the same names, each once, before and after '->'."
        )
    x = as_tensor(tensor)
    if len(left) != len(x.shape):
        raise ShapeError(
            f"rearrange: {pattern!r} names {len(left)} axes, but the shape is {tuple(x.shape)}."
        )
    sizes = dict(axes_lengths)
    for group, length in zip(left, x.shape, strict=True):
        _solve(group, length, sizes, pattern)
    split = reshape(x, tuple(sizes[name] for name in names))
    ordered = transpose(split, [names.index(name) for name in wanted])
    joined = []
    for group in right:
        length = 1
        for name in group:
            length *= sizes[name]
        joined.append(length)
    return reshape(ordered, tuple(joined))


def _solve(group: list[str], length: int, sizes: dict[str, int], pattern: str) -> None:
    """Find the size of the one name of a group that is not known."""
    known = 1
    open_names = [name for name in group if name not in sizes]
    for name in group:
        known *= sizes.get(name, 1)
    if len(open_names) > 1:
        raise ArgumentError(
            f"rearrange: {pattern!r} leaves the sizes of {' and '.join(open_names)} open; "
            f"give one, such as {open_names[0]}=2."
        )
    if length % known or (not open_names and length != known):
        raise ShapeError(
            f"rearrange: an axis of {length} cannot be split as ({' '.join(group)}) of {pattern!r}."
        )
    for name in open_names:
        sizes[name] = length // known
