"""The table that `model.summary()` prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["summary_text"]

_MIN_WIDTHS = (31, 22, 13)


@dataclass
class _Row:
    name: str
    shape: str
    parameters: str
    trainable: str


def summary_text(model: Any, expand_nested: bool = False, show_trainable: bool = False) -> str:
    """Draw the layers of a model with their output shapes and parameter counts.

    Args:
        model: A model, built or not.
        expand_nested: Also show the layers inside of nested models.
        show_trainable: Add a column that says whether a layer is trained (Y or N).

    Returns:
        The whole text, without a newline at its end.
    """
    rows = _rows(model, model, expand_nested, depth=0)
    headings = ["Layer (type)", "Output Shape", "Param #"]
    table = [[row.name, row.shape, row.parameters] for row in rows]
    widths = list(_MIN_WIDTHS)
    if show_trainable:
        headings.append("Trainable")
        widths.append(9)
        for cells, row in zip(table, rows, strict=True):
            cells.append(row.trainable)
    for column, heading in enumerate(headings):
        longest = max((len(cells[column]) for cells in table), default=0)
        widths[column] = max(widths[column], len(heading), longest)
    lines = [f'Model: "{model.name}"', *_table(headings, table, widths), *_totals(model)]
    if not model.built:
        lines.append(
            " The model has no shapes yet: add Input(shape=...) as its first layer, "
            "or call it on data."
        )
    return "\n".join(lines)


def _rows(owner: Any, model: Any, expand_nested: bool, depth: int) -> list[_Row]:
    rows = []
    for layer in model.layers:
        indent = "    " * (depth - 1) + "└ " if depth else ""
        rows.append(
            _Row(
                f"{indent}{layer.name} ({type(layer).__name__})",
                _shape_text(model.layer_output_shape(layer)),
                _count_text(layer),
                ("Y" if layer.trainable else "N") if layer.weights else "-",
            )
        )
        if expand_nested and hasattr(layer, "layer_output_shape"):
            rows += _rows(owner, layer, True, depth + 1)
    return rows


def _shape_text(shape: Any) -> str:
    if shape is None:
        return "?"
    if isinstance(shape, dict):
        return ", ".join(f"{key}: {_shape_text(value)}" for key, value in shape.items())
    if shape and isinstance(shape[0], (tuple, list)):
        return "[" + ", ".join(_shape_text(part) for part in shape) + "]"
    return "(" + ", ".join(str(size) for size in shape) + ("," if len(shape) == 1 else "") + ")"


def _count_text(layer: Any) -> str:
    return f"{_count(layer.weights):,}" if layer.built else "0 (unbuilt)"


def _count(variables: Any) -> int:
    total = 0
    for variable in variables:
        size = 1
        for length in variable.shape:
            size *= length
        total += size
    return total


def _table(headings: list[str], table: list[list[str]], widths: list[int]) -> list[str]:
    def rule(left: str, fill: str, middle: str, right: str) -> str:
        return left + middle.join(fill * (width + 2) for width in widths) + right

    def line(cells: list[str], bar: str) -> str:
        padded = [
            cell.rjust(width) if column == 2 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return bar + bar.join(f" {cell} " for cell in padded) + bar

    lines = [rule("┏", "━", "┳", "┓"), line(headings, "┃"), rule("┡", "━", "╇", "┩")]
    for index, cells in enumerate(table):
        if index:
            lines.append(rule("├", "─", "┼", "┤"))
        lines.append(line(cells, "│"))
    lines.append(rule("└", "─", "┴", "┘"))
    return lines


def _totals(model: Any) -> list[str]:
    trainable = _count(model.trainable_weights)
    frozen = _count(model.non_trainable_weights)
    optimizer = getattr(model, "optimizer", None)
    slots = _count(optimizer.variables) if optimizer is not None else 0
    lines = [
        f" Total params: {_amount(trainable + frozen + slots)}",
        f" Trainable params: {_amount(trainable)}",
        f" Non-trainable params: {_amount(frozen)}",
    ]
    if slots:
        lines.append(f" Optimizer params: {_amount(slots)}")
    return lines


def _amount(count: int) -> str:
    size = float(count * 4)
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1024 or unit == "GB":
            break
        size /= 1024
    return f"{count:,} ({size:.2f} {unit})"
