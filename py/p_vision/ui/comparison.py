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

__all__ = ["Comparison"]

_TRIALS = 64


class Comparison:
    """A model's answers to a few inputs, to compare those of rounded weights with.

    Args:
        question: The model, which is not changed, and inputs for it.
    """

    def __init__(self, question: ModelQuestion) -> None:
        batch, self._what = question.trials(_TRIALS)
        self._batch = batch.astype("int32" if batch.dtype.kind in "iub" else "float32")
        self._backend = question.model.backend
        with engine.scope(self._backend):
            spec = tracing.TensorSpec(tuple(self._batch.shape), str(self._batch.dtype))
            self._program = tracing.trace(question.model.predict_step, [spec])
            self._own = np.asarray(self._program.run(self._batch))

    def rounded(self, precision: str) -> Any:
        """The answers by the weights as they come out of a file.

        Args:
            precision: "float32", "float16" or "int8".
        """
        program = self._program
        values: list[Tensor | Variable] = [*program.constants, *program.variables]
        with engine.scope(self._backend) as target:
            arrays = [
                out_of_bytes(*in_bytes(value.numpy(), precision, axes))
                for value, axes in zip(values, channel_axes(program.json), strict=True)
            ]
            count = len(program.constants)
            constants = [from_host(array, str(array.dtype), target) for array in arrays[:count]]
            variables = [Variable(array, trainable=False) for array in arrays[count:]]
            return np.asarray(program.replaced(constants, variables).run(self._batch))

    def in_words(self, precision: str) -> str:
        """The largest difference that a precision makes, and on what it was measured.

        Args:
            precision: "float32", "float16" or "int8".
        """
        own, rounded = self._own, self.rounded(precision)
        largest = float(abs(own - rounded).max())
        chances = own.ndim == 2 and bool((own >= 0).all() and (own <= 1).all())
        by = f"{100 * largest:.2g} %" if chances else f"{largest:.2g}"
        words = f"answers differ by at most {by} on {self._what}"
        if chances and own.shape[1] > 1:
            changed = int((own.argmax(axis=1) != rounded.argmax(axis=1)).sum())
            if changed:
                words += f", {changed} of which get another class"
        return words
