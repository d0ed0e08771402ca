"""The loop over batches behind `Model.predict`."""

from __future__ import annotations

import time
from typing import Any

from p_vision import tracing
from p_vision.callbacks import CallbackList
from p_vision.errors import ShapeError, ValueNeededError
from p_vision.tensor import Tensor, read_all
from p_vision.training.recorder import Recorder
from p_vision.training.sources import ArraySource, Batch, StreamSource

__all__ = ["predict_batches"]

_SECONDS_BETWEEN_READS = 0.05
_BYTES_BETWEEN_READS = 64 << 20


class _Collected:
    """Outputs of the batches so far, joined at the end."""

    def __init__(self) -> None:
        self.structure: Any = None
        self._waiting: list[Tensor] = []
        self._waiting_bytes = 0
        self._parts: list[list[bytes]] = []
        self._specs: list[tuple[str, tuple[int, ...]]] = []
        self._rows: list[int] = []

    def add(self, outputs: Any) -> None:
        """Take the outputs of one batch."""
        leaves = tracing.flatten(outputs)
        if self.structure is None:
            self.structure = outputs
            self._parts = [[] for _ in leaves]
            self._rows = [0] * len(leaves)
            self._specs = [(leaf.dtype, tuple(leaf.shape[1:])) for leaf in leaves]
        for index, leaf in enumerate(leaves):
            self._rows[index] += leaf.shape[0] if leaf.shape else 1
            self._waiting_bytes += 4 * leaf.size
        self._waiting += leaves

    @property
    def is_full(self) -> bool:
        """Whether enough is waiting to be read."""
        return self._waiting_bytes > _BYTES_BETWEEN_READS

    def read(self) -> None:
        """Bring what is waiting to the host, in one read-back."""
        for index, view in enumerate(read_all(self._waiting)):
            self._parts[index % len(self._parts)].append(view.cast("B").tobytes())
        self._waiting = []
        self._waiting_bytes = 0

    def arrays(self) -> Any:
        """All outputs as numpy arrays, in the structure the model gives."""
        import numpy

        joined = iter(
            numpy.frombuffer(bytearray(b"".join(parts)), dtype=dtype).reshape((rows, *shape))
            for parts, rows, (dtype, shape) in zip(
                self._parts, self._rows, self._specs, strict=True
            )
        )
        return tracing.pack(self.structure, joined)


def predict_batches(
    recorder: Recorder, source: ArraySource | StreamSource, callbacks: CallbackList
) -> Any:
    """Give the model all batches and join what it gives.

    Args:
        recorder: Knows the model and its recorded steps.
        source: Where the batches come from.
        callbacks: Told about the progress, and about single batches if they want.

    Returns:
        A numpy array, or lists and dictionaries of them as the model gives.
    """
    collected = _Collected()
    one_by_one = callbacks.wants_batches("predict")
    last_read = time.perf_counter()
    steps = 0
    callbacks.on_predict_begin()
    for batch in source.batches():
        if one_by_one:
            callbacks.on_predict_batch_begin(steps)
        outputs = _outputs(recorder, batch)
        collected.add(outputs)
        steps += 1
        if one_by_one:
            values = tracing.map_leaves(lambda leaf: leaf.numpy(), outputs)
            callbacks.on_predict_batch_end(steps - 1, {"outputs": values})
        now = time.perf_counter()
        if collected.is_full or now - last_read > _SECONDS_BETWEEN_READS:
            collected.read()
            last_read = now
            callbacks.on_progress(steps, {})
    if steps == 0:
        raise ShapeError("x gave no batches: the generator is empty or was used up before.")
    collected.read()
    callbacks.on_progress(steps, {})
    callbacks.on_predict_end()
    return collected.arrays()


def _outputs(recorder: Recorder, batch: Batch) -> Any:
    batch = recorder.prepared(batch, "predict")
    if recorder.records("predict"):
        try:
            return recorder.step("predict", batch, batch.size).run(batch)
        except ValueNeededError as error:
            recorder.give_up("predict", error)
    return recorder.eager_step("predict").run(batch)
