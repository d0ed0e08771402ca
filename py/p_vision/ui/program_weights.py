"""Which axes of a program's weights are output channels, read off the program itself."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["channel_axes"]

_LAST = (-1,)


def channel_axes(program: str) -> list[tuple[int, ...]]:
    """The axes of the output channels of each constant, then of each variable.

    The last one, but for the kernel of a transposed convolution (window, out, in), and for one of
    a convolution by groups, where each of the last two has channels of its own.

    Args:
        program: A program as JSON.

    >>> channel_axes('{"inputs": [], "variables": [{}], "nodes": [["read_variable", [],'
    ...     ' {"variable": 0}, [0]], ["conv_transpose", [1, 0], {}, [2]]]}')
    [(-2,)]
    """
    parsed = json.loads(program)
    nodes: list[Any] = parsed["nodes"]
    first = len(parsed["inputs"])
    constants = range(first, first + len(parsed.get("constants", [])))
    reads = {node[2]["variable"]: node[3][0] for node in nodes if node[0] == "read_variable"}
    values = [*constants, *(reads.get(index) for index in range(len(parsed["variables"])))]
    return [_axes(nodes, value) for value in values]


def _axes(nodes: list[Any], value: int | None) -> tuple[int, ...]:
    for op, inputs, _, outputs in nodes:
        if value not in inputs:
            continue
        if op == "conv_transpose" and inputs[1] == value:
            return (-2,)
        # A depthwise kernel (window, in, multiplier) becomes (window, 1, in * multiplier).
        if op == "reshape" and any(
            node[0] == "conv" and node[1][1:] == outputs[:1] for node in nodes
        ):
            return (-2, -1)
    return _LAST
