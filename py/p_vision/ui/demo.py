"""A model in the page as a demo that answers without Python: a file with program and weights."""

from __future__ import annotations

import base64
import json
import os
import zlib
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from p_vision import engine, tracing
from p_vision.errors import ArgumentError, PVisionError, ValueNeededError
from p_vision.saving.demo_file import ENDING, DemoWeight, write_demo
from p_vision.saving.rounding import PRECISIONS
from p_vision.saving.weight_files import named_weights
from p_vision.saving.weight_paths import holders
from p_vision.tensor import Tensor
from p_vision.ui.comparison import Comparison
from p_vision.ui.program_weights import channel_axes
from p_vision.ui.widget import Widget, newest_model_widget, widget_called
from p_vision.variable import Variable

__all__ = ["Demo", "DemoMaker", "demos", "save_demo"]

_WORTH_PACKING = 1_000_000
_WORDS = {
    "float32": "Exact weights: the same answers as here",
    "float16": "Weights in half precision",
    "int8": "Weights as 8-bit numbers",
}


class Demo(NamedTuple):
    """A demo, written.

    Args:
        data: The bytes of the file.
        description: What its precision is and costs, in one sentence.
        cost: The same in numbers; None where nothing was rounded.
    """

    data: bytes
    description: str
    cost: dict[str, Any] | None


class DemoMaker:
    """Makes demos of one input and the model that answers it, in any precision.

    Args:
        widget: An input of the page.

    Raises:
        ArgumentError: No model answers it, or one that needs Python for that.
    """

    def __init__(self, widget: Widget) -> None:
        from p_vision import __version__

        question = widget.question
        if question is None:
            raise ArgumentError(
                f"{widget.description}: a Python function answers it, so it cannot be shared "
                "without Python. Give a model instead."
            )
        if question.spec is None:
            raise ArgumentError(
                "This text is cut into words by a function, or to any length: use a "
                "TextVectorization layer with output_sequence_length."
            )
        program = recorded(question.model, question.prepare, question.spec)
        self._weights = _weights(question.model, program)
        self._question = question
        self._described = {
            "version": __version__,
            "title": widget.description,
            "widget": {"kind": widget.kind, "options": {**widget.options, **question.settings}},
            "names": widget.names,
            "program": program.json,
        }

    @cached_property
    def _comparison(self) -> Comparison:
        return Comparison(self._question)

    def make(self, precision: str = "float32") -> Demo:
        """Make one.

        Args:
            precision: "float32", "float16" or "int8".

        Raises:
            ArgumentError: Weights that are no numbers, or an unknown precision.
        """
        cost = None if precision == "float32" else self._comparison.cost(precision)
        numbers = cost._asdict() if cost else None
        data = write_demo({**self._described, "cost": numbers}, self._weights, precision)
        words = _WORDS[precision] + (f": {cost.in_words()}" if cost else "")
        return Demo(data, words, numbers)


def recorded(model: Any, prepare: Any, spec: tracing.TensorSpec) -> tracing.Program:
    """What a model computes for one input.

    Args:
        model: The model.
        prepare: Makes the batch.
        spec: The input before that.

    Raises:
        ArgumentError: It runs Python code each time, or gives several results.
    """
    with engine.scope(model.backend):
        try:
            program = tracing.trace(lambda given: model.predict_step(prepare(given)), [spec])
        except ValueNeededError:
            raise ArgumentError(
                f"'{model.name}' runs Python code at every step, so it cannot answer without "
                "Python."
            ) from None
    if len(json.loads(program.json)["outputs"]) != 1:
        raise ArgumentError(f"'{model.name}' gives several results; a demo shows one.")
    return program


def _weights(model: Any, program: tracing.Program) -> list[DemoWeight]:
    """What the program takes, and behind it the other weights, so that all can be loaded."""
    names = {
        id(variable): name
        for holder in holders(model, optimizer=False)
        for name, variable in named_weights(holder)
    }
    taken_by_program: list[Tensor | Variable] = [*program.constants, *program.variables]
    found = [
        DemoWeight(names.get(id(each), ""), each.numpy(), axes)
        for each, axes in zip(taken_by_program, channel_axes(program.json), strict=True)
    ]
    taken = {id(each) for each in program.variables}
    left = [each for each in model.weights if id(each) not in taken and id(each) in names]
    return found + [DemoWeight(names[id(each)], each.numpy()) for each in left]


def save_demo(filepath: Any, precision: str = "float32") -> str:
    """Write the input shown last, and the model that answers it, to a file.

    Whoever has the file can use the model in a browser without Python, and
    `model.load_weights(filepath)` reads its weights.

    Args:
        filepath: A path that ends with `.pvdemo`.
        precision: "float32"; or "float16" or "int8" for a half or a quarter of the size.

    Returns:
        What the precision costs, in one sentence.

    Raises:
        ArgumentError: There is no such input, its model needs Python, or another ending.
    """
    path = Path(os.fspath(filepath))
    if not path.name.endswith(ENDING):
        raise ArgumentError(f"The name of the file must end with '{ENDING}', not '{path.name}'.")
    widget = newest_model_widget()
    if widget is None:
        raise ArgumentError("No input of a model was shown yet: write ui.draw(model) first.")
    demo = DemoMaker(widget).make(precision)
    path.write_bytes(demo.data)
    return demo.description


def demos(message: str) -> str:
    """What the page can share of the models shown; both texts are JSON.

    Args:
        message: `{}` asks for a list; `{"widget": id, "precision": name}` for one of it.

    Returns:
        `{"offers": [{"widget", "precision", "description", "cost", "size"}]}`, or `{"data": base64,
        "description"}`; `{"offers": []}` where nothing can be shared.

    >>> demos("{}")
    '{"offers": []}'
    """
    asked = json.loads(message)
    try:
        if "widget" in asked:
            widget = widget_called(asked["widget"])
            if widget is None:
                return json.dumps({"offers": []})
            demo = DemoMaker(widget).make(asked["precision"])
            data = base64.b64encode(demo.data).decode("ascii")
            return json.dumps({"data": data, "description": demo.description})
        return json.dumps({"offers": _offers()})
    except PVisionError:
        return json.dumps({"offers": []})


def _offers() -> list[dict[str, Any]]:
    widget = newest_model_widget()
    if widget is None:
        return []
    maker = DemoMaker(widget)
    made = [(precision, maker.make(precision)) for precision in PRECISIONS]
    return [
        {
            "widget": widget.id,
            "precision": precision,
            "description": demo.description,
            "cost": demo.cost,
            "size": _packed_size(demo.data),
        }
        for precision, demo in made
    ]


def _packed_size(data: bytes) -> int:
    """About what it adds to a link, which is packed; large ones only shrink a little."""
    return len(zlib.compress(data, 1)) if len(data) < _WORTH_PACKING else len(data)
