"""How an input of the page becomes what a model takes, and how the model is asked."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from p_vision import ops
from p_vision.tracing import TensorSpec

__all__ = ["INPUTS", "ModelQuestion", "input_shape"]

_REMEMBERED = 64
#: What answers are compared on; `web/demo/cost.ts` says the same in other languages.
INPUTS = {
    "samples": "{count} samples",
    "asked": "the last {count} inputs",
    "made_up": "{count} made-up inputs",
}


def input_shape(model: Any) -> tuple[int | None, ...] | None:
    """The shape of one sample; None for a model that has none yet, or several inputs."""
    shape = getattr(model, "input_shape", None)
    return tuple(shape[1:]) if isinstance(shape, tuple) else None


class ModelQuestion:
    """A model and the way from the page's message to a batch of one sample.

    Args:
        model: Anything with Keras's `predict`.
        spec: What the page gives, before anything is computed with it; None where its size
            varies, so that only Python can ask the model.
        numbers: Turns the page's message into an array of that form.
        prepare: Makes the batch of one; written on `ops`, so that it can be recorded.
        settings: What a page without Python must know to make the same numbers.
        made_up: Gives random inputs in the form of `spec`, for want of better ones.
        samples: A batch in the model's own form, to measure on; None for what was asked so far.
    """

    def __init__(
        self,
        model: Any,
        spec: TensorSpec | None,
        numbers: Callable[[Mapping[str, Any]], Any],
        prepare: Callable[[Any], Any],
        settings: Mapping[str, Any],
        made_up: Callable[[int], list[Any]],
        samples: Any = None,
    ) -> None:
        self.model = model
        self.spec = spec
        self.prepare = prepare
        self.settings = dict(settings)
        self._numbers = numbers
        self._made_up = made_up
        self._samples = samples
        self._asked: deque[Any] = deque(maxlen=_REMEMBERED)

    def answer(self, message: Mapping[str, Any]) -> Any:
        """What the model says to one input."""
        numbers = self._numbers(message)
        self._asked.append(numbers)
        return self.model.predict(self._batch([numbers]), verbose=0)[0]

    def trials(self, count: int) -> tuple[Any, str]:
        """Inputs to compare answers on, as a batch, and what they are: a key of `INPUTS`.

        Args:
            count: How many at most.
        """
        if self._samples is not None:
            batch = np.asarray(self._samples)[:count]
            return batch, "samples"
        if self._asked:
            asked = list(self._asked)[-count:]
            return self._batch(asked), "asked"
        return self._batch(self._made_up(count)), "made_up"

    def _batch(self, rows: list[Any]) -> Any:
        prepared = [ops.convert_to_numpy(self.prepare(ops.convert_to_tensor(row))) for row in rows]
        return np.concatenate(prepared)
