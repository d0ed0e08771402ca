"""What rounded weights cost: the answers of a model with them, beside its own."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from p_vision import engine, tracing
from p_vision.saving.rounding import in_bytes, out_of_bytes
from p_vision.tensor import Tensor, from_host
from p_vision.ui.model_question import INPUTS, ModelQuestion
from p_vision.ui.program_weights import channel_axes
from p_vision.variable import Variable

__all__ = ["Comparison", "Cost"]

_TRIALS = 64


class Cost(NamedTuple):
    """What rounded weights change.

    Args:
        difference: The largest difference between two answers.
        chances: Whether the answers are probabilities.
        changed: How many inputs get another class.
        trials: On how many inputs it was measured.
        inputs: What they are: a key of `INPUTS`.
    """

    difference: float
    chances: bool
    changed: int
    trials: int
    inputs: str

    def in_words(self) -> str:
        """The same as a sentence.

        >>> Cost(0.004, True, 1, 64, "samples").in_words()
        'answers differ by at most 0.4 % on 64 samples, 1 of which get another class'
        """
        by = f"{100 * self.difference:.2g} %" if self.chances else f"{self.difference:.2g}"
        words = f"answers differ by at most {by} on {INPUTS[self.inputs].format(count=self.trials)}"
        return words + (f", {self.changed} of which get another class" if self.changed else "")


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

    def cost(self, precision: str) -> Cost | None:
        """What a precision changes; None where the answers are no numbers.

        Args:
            precision: "float32", "float16" or "int8".
        """
        own, rounded = self._own, self.rounded(precision)
        difference = float(abs(own - rounded).max())
        if not np.isfinite(difference):
            return None
        chances = own.ndim == 2 and bool((own >= 0).all() and (own <= 1).all())
        changed = 0
        if chances and own.shape[1] > 1:
            changed = int((own.argmax(axis=1) != rounded.argmax(axis=1)).sum())
        return Cost(difference, chances, changed, len(own), self._what)
