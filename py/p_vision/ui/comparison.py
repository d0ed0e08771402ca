"""What rounded weights cost: the answers of a model with them, beside its own."""

from __future__ import annotations

from typing import Any

import numpy as np

from p_vision import engine, tracing
from p_vision.saving.rounding import in_bytes, out_of_bytes
from p_vision.tensor import Tensor, from_host
from p_vision.ui.model_question import ModelQuestion
from p_vision.ui.program_weights import channel_axes
from p_vision.variable import Variable

__all__ = ["difference_in_words", "rounded_answers"]

_TRIALS = 64


def rounded_answers(model: Any, batch: Any, precision: str) -> tuple[Any, Any]:
    """The answers to a batch, by the weights as they are and as they come out of a file.

    Args:
        model: The model; it is not changed.
        batch: Samples in its own form.
        precision: "float32", "float16" or "int8".
    """
    with engine.scope(model.backend) as target:
        spec = tracing.TensorSpec(tuple(batch.shape), str(batch.dtype))
        program = tracing.trace(model.predict_step, [spec])
        values: list[Tensor | Variable] = [*program.constants, *program.variables]
        axes = channel_axes(program.json)
        rounded = [
            out_of_bytes(*in_bytes(value.numpy(), precision, kept))
            for value, kept in zip(values, axes, strict=True)
        ]
        count = len(program.constants)
        constants = [from_host(array, str(array.dtype), target) for array in rounded[:count]]
        variables = [Variable(array, trainable=False) for array in rounded[count:]]
        other = program.replaced(constants, variables)
        return np.asarray(program.run(batch)), np.asarray(other.run(batch))


def difference_in_words(question: ModelQuestion, precision: str) -> str:
    """The largest difference that a precision makes, and on what it was measured.

    Args:
        question: The model and inputs for it.
        precision: "float32", "float16" or "int8".
    """
    if precision == "float32":
        return "the same answers as here"
    batch, what = question.trials(_TRIALS)
    batch = batch.astype("int32" if batch.dtype.kind in "iub" else "float32")
    own, rounded = rounded_answers(question.model, batch, precision)
    largest = float(abs(own - rounded).max())
    chances = own.ndim == 2 and bool((own >= 0).all() and (own <= 1).all())
    by = f"{100 * largest:.2g} %" if chances else f"{largest:.2g}"
    words = f"answers differ by at most {by} on {what}"
    if chances and own.shape[1] > 1:
        changed = int((own.argmax(axis=1) != rounded.argmax(axis=1)).sum())
        if changed:
            words += f", {changed} of which get another class"
    return words
